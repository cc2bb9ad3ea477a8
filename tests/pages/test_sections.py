"""The page of a section and what an open editor says by itself: saved by each, merged, kept, settled, gone back to."""

import uuid

import pytest

from app.reports.queries import report_by_number
from tests.makers import a_report, write
from tests.pages.parsed import ParsedPage, text_of
from tests.pdf_reading import text_in

PLACE = "/fi/{}/kertomukset/1/osat/1"


@pytest.fixture
def place(municipality):
    """A municipality with three paragraphs in its first section."""
    report = a_report(municipality)
    write(municipality, report, 1, "Yksi\n\nKaksi\n\nKolme", "Ett")
    return municipality


@pytest.fixture
def address(place):
    """Where that section is."""
    return PLACE.format(place.facts.slugs["fi"])


@pytest.fixture
def coordinator(place, visitor):
    return visitor(place.people["coordinator"])


@pytest.fixture
def writer(place, visitor):
    return visitor(place.people["writer"])


def autosave(visitor, address, text, base, **other):
    """What the editor sends, and the answer; `other` stands in a part's place."""
    told = {"language": "fi", "text": text, "base": base, "request": str(uuid.uuid4())} | other.get("instead", {})
    return visitor.client.post(f"{address}/tallennus", json=told, headers={"X-CSRFToken": visitor.token()})


def test_an_editor_saves_by_itself_and_hears_what_is_stored(coordinator, address):
    answer = autosave(coordinator, address, "Yksi\n\nKaksi\n\nKolme!", 1).json
    assert (answer["version"], answer["text"], answer["kept"]) == (2, "Yksi\n\nKaksi\n\nKolme!", [])
    assert answer["saved_at"].endswith("+00:00")


def test_two_editors_of_one_section_both_find_all_words(coordinator, writer, address):
    autosave(coordinator, address, "Yksi!\n\nKaksi\n\nKolme", 1)
    answer = autosave(writer, address, "Yksi\n\nKaksi toisin\n\nKolme", 1).json
    assert (answer["text"], answer["merged"]) == ("Yksi!\n\nKaksi toisin\n\nKolme", True)
    collided = autosave(coordinator, address, "Yksi!\n\nKaksi minun\n\nKolme", 2).json
    assert [each["text"] for each in collided["kept"]] == ["Kaksi minun"]
    assert "Kaksi minun" in coordinator.get(f"{address}/rinnakkaiset").text


@pytest.mark.parametrize(
    "wrong", [{"language": "en"}, {"base": -1}, {"base": "1"}, {"base": True}, {"text": "x" * 100_001}, {"text": 7}]
)
def test_what_no_editor_sends_is_refused_with_a_sentence_and_nothing_is_stored(coordinator, address, wrong):
    answer = autosave(coordinator, address, "Tätä ei tallenneta", 1, instead=wrong)
    assert answer.status_code == 422
    assert answer.json["error"]
    page = coordinator.get(address).text
    assert "Kolme" in page and "Tätä ei tallenneta" not in page


def test_a_form_of_somebody_without_scripts_is_merged_the_same_way(coordinator, writer, address):
    begun_from = {"text_sv": "Ett", "version_fi": 1, "version_sv": 1}
    coordinator.post(address, begun_from | {"text_fi": "Yksi oma\n\nKaksi\n\nKolme"})
    answer = writer.post(address, begun_from | {"text_fi": "Yksi toisen\n\nKaksi\n\nKolme"})
    assert answer.status_code == 302
    assert answer.location.endswith("#kept")
    page = ParsedPage(writer.get(address).text)
    assert "Yksi oma" in page.all("textarea")[0].text
    assert [each.text for each in page.all("pre")] == ["Yksi toisen"]


def test_the_history_shows_what_each_wrote_and_goes_back(coordinator, address):
    autosave(coordinator, address, "Aivan muuta", 1)
    compared = coordinator.get(f"{address}/historia/fi?old=1&new=2").text
    assert "<ins>" in compared and "<del>" in compared
    assert coordinator.get(f"{address}/historia/fi?old=1&new=9").status_code == 404
    answer = coordinator.post(f"{address}/historia/fi/1", {"move": "restore"})
    assert answer.status_code == 302
    assert "Kolme" in ParsedPage(coordinator.get(address).text).all("textarea")[0].text


def test_a_section_that_was_left_out_is_read_at_its_address_and_an_open_editor_is_told(coordinator, writer, address):
    shape = address.replace("osat/1", "rakenne")
    assert coordinator.post(f"{shape}/1/poisto").status_code == 302
    page = writer.get(address).text
    assert "jätettiin pois kertomuksesta" in page and "Kolme" in page and "<textarea" not in page
    answer = autosave(writer, address, "Yksi\n\nKaksi\n\nKolme!", 1)
    assert (answer.status_code, "koordinaattori voi palauttaa" in answer.json["error"]) == (409, True)
    assert coordinator.post(f"{shape}/1/takaisin").status_code == 302
    assert autosave(writer, address, "Yksi\n\nKaksi\n\nKolme!", 1).json["version"] == 2
    moved = coordinator.post(f"{shape}/2/siirto", {"way": "up"})
    assert "autofocus aria-describedby" in coordinator.get(moved.location).text


def test_the_comparison_of_two_versions_is_a_pdf_for_the_council(coordinator, address):
    autosave(coordinator, address, "Yksi\n\nAivan muuta\n\nKolme", 1)
    coordinator.post(f"{address}/historia/fi/2", {"move": "name", "name": "Lautakunnalle"})
    answer = coordinator.get(f"{address}/historia/fi/vertailu.pdf?old=1&new=2")
    assert answer.content_type == "application/pdf"
    words = text_in(answer.data)
    assert "Lautakunnalle" in words and "Coordinator Testi" in words and "lisätty: Aivan muuta" in words
    assert coordinator.get(f"{address}/historia/fi/vertailu.pdf?old=1&new=9").status_code == 404


def test_a_reader_who_was_given_a_right_writes_in_that_section_alone(place, coordinator, visitor, address):
    reader = visitor(place.people["reader"])
    assert autosave(reader, address, "Lukijan", 1).status_code == 403
    coordinator.post(f"{address}/oikeudet", {"person": str(place.people["reader"].id), "level": "write"})
    assert autosave(reader, address, "Lukijan", 1).status_code == 200
    assert autosave(reader, address.replace("/osat/1", "/osat/2"), "Lukijan", 0).status_code == 403


def test_whoever_may_comment_but_not_write_does_so_at_each_paragraph(place, coordinator, visitor, address):
    with place.session(read_only=True) as session:
        report = report_by_number(session, 1)
    write(place, report, 1, "Yksi[^1]\n\n[^1]: Huomautus\n\n- Kaksi\n- Kolme", "Ett")
    reader = visitor(place.people["reader"])
    assert "app-comment-link" not in reader.get(address).text
    coordinator.post(f"{address}/oikeudet", {"person": str(place.people["reader"].id), "level": "comment"})
    page = reader.get(address).text
    links = ParsedPage(page).with_class("app-comment-link")
    assert [text_of(link) for link in links] == ["Kommentoi: Yksi[^1]", "Kommentoi: - Kaksi - Kolme", "Kommentoi: Ett"]
    assert page.index("</li>") < page.index(">- Kaksi - Kolme<") < page.index("Huomautus")
    form = reader.get(links[1][0].get("href")).text
    assert "selected>Suomeksi: - Kaksi - Kolme<" in form


def test_the_writers_hear_why_their_section_was_returned(coordinator, writer, address):
    typed = {"text_fi": "Yksi\n\nKaksi\n\nKolme", "text_sv": "Ett", "version_fi": 1, "version_sv": 1}
    writer.post(address, typed | {"move": "ready"})
    coordinator.post(address, typed | {"move": "return", "note": "Lisää luvut <b>tästä</b> vuodesta."})
    assert "Lisää luvut &lt;b&gt;tästä&lt;/b&gt; vuodesta." in writer.get(address).text


def test_a_picture_without_words_stays_in_a_draft_and_is_named_when_the_section_is_to_be_ready(writer, address):
    text = "Yksi\n\n![](attachment:7)\n\n![Piha](attachment:8)"
    typed = {"text_fi": "Yksi\n\nKaksi\n\nKolme", "text_sv": text, "version_fi": 1, "version_sv": 1}
    refused = writer.post(address, typed | {"move": "ready"})
    assert refused.status_code == 409
    page = ParsedPage(refused.text)
    (field,) = (each for each in page.all("textarea") if each.get("name") == "text_sv")
    assert "text_sv-error" in field.get("aria-describedby")
    assert "attachment:7." in refused.text and "attachment:8." not in refused.text
    assert "![](attachment:7)" in refused.text
    assert writer.post(address, typed | {"move": "save"}).status_code == 302
    assert autosave(writer, address, text, 1).status_code == 200, "a draft waits for its words"
    typed = {"text_fi": text.replace("[]", "[Talo]"), "text_sv": "Ett", "version_fi": 2, "version_sv": 2}
    assert writer.post(address, typed | {"move": "ready"}).status_code == 302


def test_who_else_is_there_is_told_to_an_open_editor(coordinator, writer, place, address):
    def here(visitor):
        return visitor.client.post(f"{address}/lasna", json={}, headers={"X-CSRFToken": visitor.token()}).json

    assert here(coordinator) == {"names": []}
    assert here(writer) == {"names": [place.people["coordinator"].name]}


def test_a_deputy_is_another_person(coordinator, place, address):
    me = str(place.coordinator)
    answer = coordinator.post(f"{address}/ihmiset", {"owner": me, "deputy": me})
    assert answer.status_code == 422
    assert "Varahenkilön on oltava eri henkilö" in answer.text
    assert coordinator.post(f"{address}/ihmiset", {"owner": me, "deputy": ""}).status_code == 302
    assert place.people["coordinator"].name in text_of(ParsedPage(coordinator.get(address).text).all("main")[0])
