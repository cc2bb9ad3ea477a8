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


def test_advice_in_one_language_only_is_refused_and_kept(officer):
    page = assert_refused_at(officer.post(ADVICE, {"text_fi": "Vain suomeksi", "text_sv": " "}), "text_sv")
    assert page.value_of("text_fi").strip() == "Vain suomeksi"
    assert officer.get("/fi/liitto/ohjetekstit/9.9").status_code == 404


def test_no_version_of_the_advice_is_ever_changed(engines, officer):
    officer.post(ADVICE, {"text_fi": "Pysyvä", "text_sv": "Bestående"})
    with Session(engines.owner) as session, pytest.raises(DBAPIError, match="refused"):
        session.execute(text("UPDATE section_instruction SET text_fi = 'x'"))
