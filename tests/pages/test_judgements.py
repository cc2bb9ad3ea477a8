"""What staff judge of indicators, how they see the mirror, and titles that the source has changed."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.indicators.bundle import DIRECTORY, read
from app.indicators.collecting import TROUBLES as TROUBLES_OF_ANSWERS
from app.indicators.judgements import IndicatorJudgement
from app.indicators.loading import load
from app.indicators.models import Indicator, IndicatorTrouble
from app.indicators.sotkanet import MalformedAnswer, SotkanetError
from app.indicators.words import DIRECTIONS
from app.staff.indicator_words import TROUBLES
from tenants import clock
from tenants.boundary import WorkerSession
from tests.makers import a_person, a_report
from tests.mirroring import CHANGED, WITHDRAWN

INDICATOR = 453
AT = f"/fi/liitto/indikaattorit/{INDICATOR}"
MIRROR = {"fi": "/fi/liitto/tunnusluvut", "sv": "/sv/forbundet/siffror"}
STAYS = {"method": "none", "period_kind": "year"}


@pytest.fixture
def officer(engines, visitor):
    return visitor(a_person(engines, "Liiton Ohjaaja", is_staff=True))


@pytest.fixture
def renamed(engines):
    """An indicator that the source calls by another name; its trouble and judgement are taken away again."""
    title = "Toimeentulotuki <i>uusi</i>, euroa"
    details = {"title": title, "expected": "Toimeentulotuki, euroa / asukas"}
    with WorkerSession(engines) as session, session.begin():
        told = {"kind": "other_title", "details": details, "happened_at": clock.now()}
        session.merge(IndicatorTrouble(indicator_id=INDICATOR, **told))
    yield title
    with Session(engines.owner) as session, session.begin():
        session.execute(delete(IndicatorTrouble).where(IndicatorTrouble.indicator_id == INDICATOR))
        session.execute(delete(IndicatorJudgement).where(IndicatorJudgement.indicator_id == INDICATOR))


def directions_in(report) -> set[str]:
    facts = [each.facts for section in report.sections for each in section.indicators]
    return {each["direction"] for each in facts if each["id"] == INDICATOR}


def test_what_staff_have_judged_is_in_new_reports_and_stands_when_figures_are_loaded_anew(
    engines, officer, municipality
):
    shipped = directions_in(a_report(municipality))
    other = next(each for each in DIRECTIONS if {each} != shipped)
    assert officer.post(AT, {"direction": "sivulle"} | STAYS).status_code == 422
    assert officer.post(AT, {"direction": other, "method": "rate", "period_kind": "two_years"}).status_code == 302
    collection = read(DIRECTORY)
    fetched = [each for each in collection.indicators if each.metadata.id == INDICATOR]
    with Session(engines.owner) as session, session.begin():
        load(session, fetched, collection.fetched_on)
        judged = session.get(Indicator, INDICATOR)
        assert (judged.direction, judged.method, judged.period_kind) == (other, "rate", "two_years")
    assert directions_in(a_report(municipality)) == {other}
    officer.post(AT, {"direction": shipped.pop()} | STAYS)


def test_the_trail_tells_what_was_judged_and_nothing_where_nothing_changed(officer):
    trail = "/sv/forbundet/handelser?kind=settings"
    at = "/sv/forbundet/indikatorer/179"
    officer.post(at, {"direction": "neutral", "method": "none", "period_kind": "year"})
    before = officer.get(trail).text
    officer.post(at, {"direction": "neutral", "method": "none", "period_kind": "year"})
    assert officer.get(trail).text.count("indikator 179") == before.count("indikator 179")
    officer.post(at, {"direction": "lower_better", "method": "none", "period_kind": "year"})
    assert "riktningen för indikator 179: lägre är bättre" in officer.get(trail).text
    officer.post(at, {"direction": "neutral", "method": "proportion", "period_kind": "year"})
    assert "konfidensintervall och period för indikator 179" in officer.get(trail).text


@pytest.mark.parametrize(
    ("address", "found", "left_out"),
    [
        ("?q=pienituloisuus", {228, 3099}, {453}),
        ("?q=fattigdom", {228}, {453}),
        ("?q=453", {453}, {3453, 228}),
        ("?q=%25_", set(), {453}),
        ("?which=unjudged", set(), {453}),
        ("", {228, 453, 5520}, set()),
    ],
)
def test_indicators_are_found_by_words_in_either_language_and_by_number(officer, address, found, left_out):
    page = officer.get(f"/sv/forbundet/indikatorer{address}").text
    for number in found:
        assert f'/forbundet/indikatorer/{number}"' in page
    for number in left_out:
        assert f'/forbundet/indikatorer/{number}"' not in page


def test_an_indicator_that_is_not_listed_has_no_page(officer):
    for number in (999_999, 2**40):
        assert officer.get(f"/fi/liitto/indikaattorit/{number}").status_code == 404


def test_a_new_title_is_accepted_by_its_button_and_only_the_one_that_was_looked_at(officer, engines, renamed):
    page = officer.get(AT).text
    assert "Toimeentulotuki &lt;i&gt;uusi&lt;/i&gt;" in page
    assert "hyväksy uusi nimi" in page
    assert f'/liitto/indikaattorit/{INDICATOR}"' in officer.get("/fi/liitto/indikaattorit?which=troubled").text
    officer.post(f"{AT}/nimi", {"title": "Aivan muu"})
    assert "on sillä välin muuttunut" in officer.get(AT).text
    officer.post(f"{AT}/nimi", {"title": renamed})
    page = officer.get(AT).text
    assert "Uusi nimi on hyväksytty" in page
    assert "hyväksy uusi nimi" not in page
    with Session(engines.owner) as session:
        decided = session.get(IndicatorJudgement, INDICATOR)
        assert (decided.expected_title_fi, decided.direction) == (renamed, "lower_better")
    assert f"indikaattorin {INDICATOR} uuden nimen" in officer.get("/fi/liitto/tapahtumat").text


def test_every_trouble_has_its_words():
    assert set(TROUBLES) == set(TROUBLES_OF_ANSWERS) | {SotkanetError.kind, MalformedAnswer.kind}


def test_the_page_of_figures_tells_how_the_refresh_goes_and_what_is_in_trouble(world):
    fi, sv = (world.visitors["staff"].get(MIRROR[language]).text for language in ("fi", "sv"))
    assert "34/102" in fi and "käynnissä" in fi
    assert "34 av 102" in sv and "pågår" in sv
    assert "Uusi &lt;b&gt;nimi&lt;/b&gt;, %" in fi and "Vanha nimi" in fi
    assert "2023–2020" in sv
    assert f'/liitto/indikaattorit/{CHANGED}"' in fi
    assert "desimaalien määrä, rajoitukset" in fi
    assert f'/forbundet/indikatorer/{WITHDRAWN}"' in sv
    assert "Indikatorer som inte kan hämtas: 1" in world.visitors["staff"].get("/sv/forbundet/").text


def test_what_the_source_has_changed_is_told_a_page_at_a_time(engines, officer):
    collection = read(DIRECTORY)
    (fetched,) = (each for each in collection.indicators if each.metadata.id == 3181)
    with WorkerSession(engines) as session, session.begin():
        for number in range(30):
            fetched.metadata.limits["fi"] = f"Rajoitus {number}"
            load(session, [fetched], collection.fetched_on)
    first, second = (officer.get(f"{MIRROR['fi']}?page={page}").text for page in (1, 2))
    assert first.count("/indikaattorit/3181") == 25
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert second.count("/indikaattorit/3181") == 5
    assert 'rel="prev"' in second
    for page in ("0", "-1", "x", str(10**30)):
        assert officer.get(f"{MIRROR['fi']}?page={page}").status_code == 200


def test_the_municipalities_see_nothing_of_what_staff_judge_with(world):
    assert world.visitors["coordinator"].get(MIRROR["fi"]).status_code == 403
    with Session(world.app.extensions["engines"].owner) as session:
        assert session.scalar(select(Indicator.id).where(Indicator.id == WITHDRAWN))
