"""The pages of joys and worries: many lines at once, nothing typed is lost, by age group, each to its own right."""

import pytest
from sqlalchemy import select

from app.reports.models import Report
from tests.makers import a_report
from tests.observations import say
from tests.pages.parsed import ParsedPage, text_of

TYPED = {"kind": "worry", "group_name": "Koulu", "language": "fi", "age_group": "children", "theme": "learning"}


@pytest.fixture
def place(municipality):
    a_report(municipality)
    return municipality


@pytest.fixture
def pages(place):
    """Where the joys and worries of the report are."""
    return f"/fi/{place.facts.slugs['fi']}/kertomukset/1/ilot-ja-huolet"


def main_of(answer):
    return text_of(ParsedPage(answer.text).all("main")[0])


def test_a_reader_writes_down_what_a_meeting_said_one_on_each_line_and_mends_it(place, visitor, pages):
    reader = visitor(place.people["reader"])
    refused = reader.post(f"{pages}/uusi", TYPED | {"texts": "Pimeä tie\nKylmä sali", "group_name": ""})
    assert refused.status_code == 422
    assert ParsedPage(refused.text).value_of("texts").strip() == "Pimeä tie\nKylmä sali"
    assert reader.post(f"{pages}/uusi", TYPED | {"texts": "- Pimeä tie\n- <b>Kylmä</b> sali"}).status_code == 302
    assert "&lt;b&gt;Kylmä&lt;/b&gt; sali" in reader.get(pages).text
    changed = reader.post(f"{pages}/2/muokkaa", TYPED | {"text": "Kylmä liikuntasali", "indicator": "228"})
    assert changed.status_code == 302
    said = main_of(reader.get(f"{pages}/2"))
    assert "Kylmä liikuntasali" in said and "Lasten pienituloisuusaste" in said
    assert reader.post(f"{pages}/2/muokkaa", TYPED | {"text": "x", "indicator": "99999999"}).status_code == 422


def test_two_who_mend_one_at_once_see_each_others_words(place, visitor, pages):
    say(place, ["Pimeä tie"])
    first, second = visitor(place.people["writer"]), visitor(place.people["coordinator"])
    typed = TYPED | {"seen": ParsedPage(first.get(f"{pages}/1/muokkaa").text).value_of("seen")}
    assert first.post(f"{pages}/1/muokkaa", typed | {"text": "Pimeä koulutie"}).status_code == 302
    refused = second.post(f"{pages}/1/muokkaa", typed | {"text": "Pimeä ja liukas tie"})
    assert refused.status_code == 422
    assert "Pimeä koulutie" in main_of(refused) and "Pimeä ja liukas tie" in refused.text
    typed["seen"] = ParsedPage(refused.text).value_of("seen")
    assert second.post(f"{pages}/1/muokkaa", typed | {"text": "Pimeä ja liukas koulutie"}).status_code == 302
    assert "Pimeä ja liukas koulutie" in main_of(first.get(pages))


def test_a_goal_that_comes_too_late_stays_in_sight(place, visitor, pages):
    say(place, ["Pimeä tie"])
    with place.session() as session, session.begin():
        session.scalars(select(Report)).one().state = "submitted"
    late = visitor(place.people["writer"]).post(f"{pages}/1/tavoite", {"text": "Valaistaan tie", "language": "fi"})
    assert late.status_code == 409 and "Valaistaan tie" in late.text


def test_only_its_writer_and_the_report_s_writers_change_one(place, visitor, pages):
    say(place, ["Pimeä tie"])
    reader, writer = (visitor(place.people[role]) for role in ("reader", "writer"))
    assert reader.post(f"{pages}/1/poista").status_code == 403
    assert reader.post(f"{pages}/1/ehdotus").status_code == 403
    assert writer.post(f"{pages}/1/ehdotus").status_code == 302
    section = writer.get(pages.replace("ilot-ja-huolet", "osat/9")).text
    assert "Huolenaihe (Vanhusneuvosto): Pimeä tie" in section
    assert writer.post(f"{pages}/1/poista").status_code == 302
    assert reader.get(f"{pages}/1").status_code == 404


def test_the_address_says_which_are_shown_and_the_file_has_the_same(place, visitor, pages):
    say(place, ["Pimeä tie"])
    reader = visitor(place.people["reader"])
    reader.post(f"{pages}/uusi", TYPED | {"texts": "Koulu on lähellä", "kind": "joy"})
    for asked, shown, hidden in (("?kind=joy", "Koulu on", "Pimeä"), ("?age=older", "Pimeä", "Koulu on")):
        for answer in (reader.get(f"{pages}{asked}"), reader.get(f"{pages}.csv{asked}")):
            told = answer.get_data(as_text=True)
            assert shown in told and hidden not in told, asked
    assert "Pimeä" in main_of(reader.get(f"{pages}?kind=nonsense"))


def test_a_goal_stays_typed_until_it_can_be_kept(place, visitor, pages):
    say(place, ["Pimeä tie"])
    reader = visitor(place.people["reader"])
    refused = reader.post(f"{pages}/1/tavoite", {"text": "Valaistaan kävelytiet", "language": ""})
    assert refused.status_code == 422
    assert "Valaistaan kävelytiet" in refused.text
    assert reader.post(f"{pages}/1/tavoite", {"text": "Valaistaan kävelytiet", "language": "fi"}).status_code == 302
    assert "Valaistaan kävelytiet" in main_of(reader.get(pages))
