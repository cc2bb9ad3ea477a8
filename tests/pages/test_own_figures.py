"""The pages of own figures: a file is shown before it is stored, every bad cell is named, nothing typed is lost."""

import io
from decimal import Decimal

import pytest

from app.own_figures import queries
from app.own_figures.rules import Facts
from app.web.security import LARGEST_BODY
from tenants.permissions import Role
from tests.makers import a_municipality
from tests.own_figures import FACTS, a_figure, an_evidence_card, an_own_indicator, the_figures
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_bad_input import assert_refused_at
from tests.pages.test_number_of_queries import numbers_of_questions

GOOD = "Nimi;Ajanjakso;Arvo;Yksikkö\nLainat asukasta kohti;2024;12,7;\nKävijät;lukuvuosi 2024–2025;5;kpl\n"
BAD = "Nimi;Ajanjakso;Arvo\nLainat;ensi vuosi;1.234\nKävijät;2024;<b>x</b>\nKävijät;2025;3\n"
INDICATOR = {"kind": "own", "direction": "neutral", "age_group": "all", "decimals": "1"}


@pytest.fixture
def place(municipality):
    """The beginning of the municipality's Finnish addresses."""
    return f"/fi/{municipality.facts.slugs['fi']}/omat-tunnusluvut"


@pytest.fixture
def writer(visitor, municipality):
    """A writer at work."""
    return visitor(municipality.people[Role.WRITER])


def send(writer, place, content, kind="own", **more):
    """Choose a file and let it be checked."""
    content = content if isinstance(content, bytes) else content.encode()
    file = {"file": (io.BytesIO(content), "tiedosto.csv"), "kind": kind}
    return writer.post(f"{place}/tiedosto", file | more, content_type="multipart/form-data")


def shown_in(answer):
    """What the page would send to have the shown table stored."""
    page = ParsedPage(answer.text)
    return {name: page.value_of(name) for name in ("table", "kind", "shown")}


def rows_of(answer, number=0):
    """The cells of a table of the page, row by row."""
    table = ParsedPage(answer.text).all("table")[number]
    return [[text_of(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")][1:]


def stored(municipality):
    with municipality.session(read_only=True) as session:
        return len(queries.every_indicator(session)), len(queries.holding_figures(session))


def test_nothing_of_a_file_is_stored_until_what_it_would_change_is_confirmed(municipality, writer, place):
    an_own_indicator(municipality, FACTS, a_figure())
    answer = send(writer, place, GOOD)
    assert (answer.status_code, stored(municipality)) == (200, (1, 1))
    assert rows_of(answer)[0][:3] == ["2", "Lainat asukasta kohti2024", "12,3 → 12,7"]
    assert rows_of(answer, 1)[0] == ["3", "Kävijätlukuvuosi 2024–2025", "5", "uusi, uusi indikaattori"]
    confirmed = writer.post(f"{place}/tiedosto", shown_in(answer))
    assert (confirmed.status_code, confirmed.location) == (302, f"{place}/")
    assert stored(municipality) == (2, 2)
    again = send(writer, place, GOOD)
    assert "Tallennettavaa ei ole." in again.text
    assert "table" not in {each.get("name") for each in ParsedPage(again.text).all("input")}


def test_every_bad_cell_is_named_by_row_and_column_and_nothing_can_be_stored(municipality, writer, place):
    answer = send(writer, place, BAD)
    assert_refused_at(answer, "file")
    assert [row[:2] for row in rows_of(answer)] == [["2", "Ajanjakso"], ["2", "Arvo"], ["3", "Arvo"]]
    assert "”<b>x</b>” ei ole luku." in rows_of(answer)[2][2]
    assert "table" not in {each.get("name") for each in ParsedPage(answer.text).all("input")}
    assert stored(municipality) == (0, 0)


def test_bad_cells_are_named_in_the_reader_s_language(visitor, engines):
    home = a_municipality(engines, bilingual=True)
    place = f"/sv/{home.facts.slugs['sv']}/egna-siffror"
    writer = visitor(home.people[Role.WRITER])
    file = {"file": (io.BytesIO(BAD.encode()), "fil.csv"), "kind": "own"}
    answer = writer.post(f"{place}/fil", file, content_type="multipart/form-data")
    assert rows_of(answer)[2][1:] == ["Värde", "”<b>x</b>” är inte ett tal."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ei ole otsikkorivin lisäksi"), (b"\0\0", "ei voitu lukea"), (b"Nimi;Vuosi\nLainat;2024\n", "Arvo"),
        (b"Nimi;Nimi;Vuosi;Arvo\na;b;2024;1\n", "kahteen kertaan"), (b"\xd0\xcf\x11\xe0", "xls"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_figures_says_so_at_its_field(writer, place, content, words):
    page = assert_refused_at(send(writer, place, content), "file")
    assert words in " ".join(page.words())


def test_the_kind_and_the_sheet_that_were_chosen_are_still_there_after_a_refusal(writer, place):
    page = ParsedPage(send(writer, place, b"", kind="teaviisari", sheet="Luvut").text)
    chosen = [each.get("value") for each in page.fields() if each.get("checked") is not None]
    assert (chosen, page.value_of("sheet")) == (["teaviisari"], "Luvut")


def test_a_file_that_is_too_large_is_said_to_be_so(municipality, writer, place):
    assert send(writer, place, b"a;" * LARGEST_BODY).status_code == 413
    assert stored(municipality) == (0, 0)


def test_what_changed_meanwhile_is_shown_once_more_and_not_stored(municipality, writer, place):
    an_own_indicator(municipality, FACTS, a_figure())
    shown = shown_in(send(writer, place, GOOD))
    writer.post(f"{place}/tiedosto", shown_in(send(writer, place, GOOD.replace("12,7", "13"))))
    answer = writer.post(f"{place}/tiedosto", shown)
    assert answer.status_code == 409
    assert rows_of(answer)[0][2] == "13 → 12,7"
    assert writer.post(f"{place}/tiedosto", shown_in(answer)).status_code == 302
    assert [each.value for each in the_figures(municipality)] == [Decimal("12.7")]


@pytest.mark.parametrize("spoilt", [{"table": "x"}, {"table": "[]"}, {"table": '[["a"],[[2,[1]]]]'}, {"kind": "x"}])
def test_a_table_that_nobody_was_shown_is_refused(municipality, writer, place, spoilt):
    answer = writer.post(f"{place}/tiedosto", shown_in(send(writer, place, GOOD)) | spoilt)
    assert answer.status_code in (400, 422)
    assert stored(municipality) == (0, 0)


def test_a_large_table_that_was_shown_can_be_sent_back(municipality, writer, place):
    lines = [f"Indikaattori, jolla on pitkä nimi {n // 10};{2000 + n % 10};{n};{'ä' * 100}" for n in range(5000)]
    answer = send(writer, place, "\n".join(["Nimi;Ajanjakso;Arvo;Lähde", *lines]))
    assert (answer.status_code, len(rows_of(answer))) == (200, 300)
    confirmed = writer.post(f"{place}/tiedosto", shown_in(answer), content_type="multipart/form-data")
    assert confirmed.status_code == 302
    assert stored(municipality) == (500, 5000)


def test_a_group_of_fourteen_is_left_out_and_said_to_be(municipality, writer, place):
    text = "Indikaattori;Vuosi;Osuus;Vastaajia\nKiusattuna;2023;7;14\nKiusattuna;2021;8;15\n"
    answer = send(writer, place, text, "school_health_survey")
    assert rows_of(answer, 1) == [["2", "Kiusattuna", "ei saatavilla", "ei tallenneta: vastaajia alle 15"]]
    writer.post(f"{place}/tiedosto", shown_in(answer))
    assert stored(municipality) == (1, 1)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_handed_out_can_be_brought_in_again(municipality, writer, place, suffix):
    an_own_indicator(municipality, FACTS, a_figure(), a_figure("2025", group="=Tytöt"))
    answer = writer.get(f"{place}/tunnusluvut.{suffix}")
    assert f'filename="omat-tunnusluvut.{suffix}"' in answer.headers["Content-Disposition"]
    assert "Tallennettavaa ei ole." in send(writer, place, answer.data).text
    template = send(writer, place, writer.get(f"{place}/malli.{suffix}").data)
    assert len(rows_of(template)) == 1


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({}, ["title_fi", "kind", "decimals", "direction", "age_group"]),
        (INDICATOR | {"title_fi": "..", "unit_fi": "kpl"}, ["title_fi"]),
        (INDICATOR | {"title_sv": "x" * 201}, ["title_sv"]),
        (INDICATOR | {"title_fi": "Lainat", "decimals": "7"}, ["decimals"]),
    ],
)
def test_an_indicator_without_what_it_needs_is_not_stored_and_stays_typed(municipality, writer, place, typed, names):
    answer = writer.post(f"{place}/uusi", typed)
    assert answer.status_code == 422
    page = ParsedPage(answer.text)
    assert {f"{name}-error" for name in names if name not in ("kind", "direction", "age_group")} <= set(page.ids)
    for name in set(typed) & {"title_sv", "unit_fi", "decimals"}:
        assert page.value_of(name) == typed[name]
    assert stored(municipality) == (0, 0)


def test_a_title_that_is_taken_is_told_at_its_field(municipality, writer, place):
    an_own_indicator(municipality)
    answer = writer.post(f"{place}/uusi", INDICATOR | {"title_sv": "Lån per invånare", "owner": ""})
    assert answer.status_code == 422
    owner = str(municipality.people[Role.WRITER].id)
    assert_refused_at(
        writer.post(f"{place}/uusi", INDICATOR | {"title_sv": "LÅN per invånare", "owner": owner}), "title_sv"
    )


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({}, ["period", "value_typed"]),
        ({"period": "2025", "value_typed": ".."}, ["value_typed"]),
        ({"period": "ensi vuosi", "value_typed": "1.234"}, ["period", "value_typed"]),
        ({"period": "kausi", "first_day_typed": "1.1.2025", "value_typed": "1"}, ["last_day_typed"]),
        (
            {"first_day_typed": "31.2.2025", "last_day_typed": "x", "value_typed": "1"},
            ["first_day_typed", "last_day_typed"],
        ),
        ({"first_day_typed": "2.1.2025", "last_day_typed": "1.1.2025", "value_typed": "1"}, ["last_day_typed"]),
        ({"period": "2025", "value_typed": "1", "count_typed": "5", "denominator_typed": "4"}, ["count_typed"]),
        ({"period": "2024", "value_typed": "1"}, ["period"]),
    ],
)
def test_a_figure_that_cannot_be_stored_says_why_and_stays_typed(municipality, writer, place, typed, names):
    an_own_indicator(municipality, FACTS, a_figure())
    page = assert_refused_at(writer.post(f"{place}/1/luvut/uusi", typed), *names)
    for name in typed:
        assert page.value_of(name) == typed[name]
    assert stored(municipality) == (1, 1)


def test_a_figure_is_entered_corrected_and_removed_and_all_of_it_stays_in_sight(municipality, writer, place):
    an_own_indicator(municipality, Facts(title_sv="Endast på svenska"))
    typed = {"period": "kevät 2025", "value_typed": "1 234,5", "group": "Tytöt", "denominator_typed": "20"}
    assert writer.post(f"{place}/1/luvut/uusi", typed).location == f"{place}/1"
    (figure,) = the_figures(municipality)
    form = ParsedPage(writer.get(f"{place}/1/luvut/{figure.id}").text)
    assert [form.value_of(name) for name in typed] == ["kevät 2025", "1234,5", "Tytöt", "20"]
    assert writer.post(f"{place}/1/luvut/{figure.id}", typed | {"value_typed": "9"}).status_code == 302
    assert writer.post(f"{place}/1/luvut/{figure.id}", typed).status_code == 404, "it holds no more"
    (figure,) = the_figures(municipality)
    assert writer.post(f"{place}/1/luvut/{figure.id}/poista").status_code == 302
    page = writer.get(f"{place}/1")
    assert [row[2] for row in rows_of(page)] == ["9", "1 234,5"]
    assert '<span lang="sv">Endast på svenska</span>' in page.text


def test_another_municipality_s_numbers_lead_nowhere(municipality, visitor, engines):
    neighbour = a_municipality(engines)
    theirs = an_own_indicator(neighbour, FACTS, a_figure())
    card, (figure,) = an_evidence_card(neighbour), the_figures(neighbour)
    an_own_indicator(municipality)
    writer, slug = visitor(municipality.people[Role.WRITER]), municipality.facts.slugs["fi"]
    own, cards = f"/fi/{slug}/omat-tunnusluvut", f"/fi/{slug}/laadullinen-tieto"
    assert theirs.number == 1
    for address in (
        f"{own}/2",
        f"{own}/1/luvut/{figure.id}",
        f"{cards}/{card.number}",
        f"{cards}/{card.number}/muokkaa",
    ):
        assert writer.get(address).status_code == 404, address
    assert writer.post(f"{own}/1/luvut/{figure.id}/poista").status_code == 404
    assert len(the_figures(neighbour)) == 1


def test_pages_with_much_to_show_ask_no_more_than_those_with_little(app, municipality, writer, place):
    cards = place.replace("omat-tunnusluvut", "laadullinen-tieto")
    pages = [f"{place}/", f"{place}/1", f"{place}/1/luvut/uusi", f"{place}/tunnusluvut.csv", f"{cards}/", f"{cards}/1"]
    an_own_indicator(municipality, FACTS, a_figure())
    an_evidence_card(municipality)
    writer.get(pages[0])  # who the municipality is, is asked once a minute
    with_little = numbers_of_questions(app, writer, pages)
    for number in range(3):
        an_own_indicator(municipality, Facts(title_fi=f"Toinen {number}"), a_figure(), a_figure("2025"))
        an_evidence_card(municipality)
    writer.post(f"{place}/1/luvut/uusi", {"period": "2025", "value_typed": "3"})
    writer.get(pages[0])
    assert numbers_of_questions(app, writer, pages) == with_little
