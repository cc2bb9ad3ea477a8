"""What staff keep of the contents: advice about sections, which writers see."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.makers import a_person, a_report
from tests.pages.test_bad_input import assert_refused_at

ADVICE = "/fi/liitto/ohjetekstit/3.2"


@pytest.fixture
def officer(engines, visitor):
    return visitor(a_person(engines, "Liiton Ohjaaja", is_staff=True))


def test_writers_see_the_newest_advice_in_their_language(officer, municipality, visitor):
    a_report(municipality)
    writer = visitor(municipality.people["writer"])
    for number in (1, 2):
        typed = {"text_fi": f"Ohje {number}: <b>tiivistä</b>", "text_sv": f"Råd {number}: sammanfatta"}
        assert officer.post(ADVICE, typed).status_code == 302
    fi = writer.get(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/5").text
    assert "Ohje 2: &lt;b&gt;tiivistä" in fi and "Ohje 1" not in fi
    assert "Råd 2" in writer.get(f"/sv/{municipality.facts.slugs['sv']}/berattelser/1/delar/5").text
    assert "Ohje 2" not in writer.get(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/6").text
    history = officer.get(ADVICE).text
    assert "Ohje 1" in history and "Liiton Ohjaaja" in history
    assert "osan 3.2 ohjeen version" in officer.get("/fi/liitto/tapahtumat?kind=settings").text
    officer.post(ADVICE, {"text_fi": "", "text_sv": ""})
    assert "Ohje 2" not in writer.get(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/5").text


def test_a_municipality_puts_its_own_advice_in_the_place_of_the_association_s_leaves_it_out_and_goes_back(
    officer, municipality, visitor
):
    a_report(municipality)
    example = {"example_fi": "Näin alkaa", "example_sv": "Så börjar det"}
    officer.post(ADVICE, {"text_fi": "Liiton ohje", "text_sv": "Förbundets råd"} | example)
    home = f"/fi/{municipality.facts.slugs['fi']}"
    coordinator, writer = (visitor(municipality.people[role]) for role in ("coordinator", "writer"))
    advice = f"{home}/kirjoitusohjeet/3.2"

    def seen() -> list[str]:
        page = writer.get(f"{home}/kertomukset/1/osat/5").text
        return [words for words in ("Liiton ohje", "Näin alkaa", "Oma &amp; ohje") if words in page]

    assert seen() == ["Liiton ohje", "Näin alkaa"]
    typed = {"shown": "own", "text_fi": "Oma & ohje", "text_sv": ""}
    page = assert_refused_at(coordinator.post(advice, typed), "text_sv")
    assert page.value_of("text_fi").strip() == "Oma & ohje"
    assert_refused_at(coordinator.post(advice, {"shown": "own"}), "text_fi")
    assert coordinator.post(advice, typed | {"text_sv": "Egna råd"}).status_code == 302
    assert seen() == ["Oma &amp; ohje"]
    coordinator.post(advice, {"shown": "none", "text_fi": "Oma & ohje", "text_sv": "Egna råd"})
    assert seen() == []
    coordinator.post(advice, {"shown": "association"})
    assert seen() == ["Liiton ohje", "Näin alkaa"]
    assert "minkä ohjeen kirjoittajat näkevät osasta 3.2" in coordinator.get(f"{home}/tapahtumat").text
    assert writer.get(advice).status_code == 403


def test_advice_in_one_language_only_is_refused_and_kept(officer):
    page = assert_refused_at(officer.post(ADVICE, {"text_fi": "Vain suomeksi", "text_sv": " "}), "text_sv")
    assert page.value_of("text_fi").strip() == "Vain suomeksi"
    assert officer.get("/fi/liitto/ohjetekstit/9.9").status_code == 404


def test_no_version_of_the_advice_is_ever_changed(engines, officer):
    officer.post(ADVICE, {"text_fi": "Pysyvä", "text_sv": "Bestående"})
    with Session(engines.owner) as session, pytest.raises(DBAPIError, match="refused"):
        session.execute(text("UPDATE section_instruction SET text_fi = 'x'"))
