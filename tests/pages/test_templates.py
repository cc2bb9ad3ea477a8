"""Templates of reports on their pages: staff draft and put in use, municipalities choose and keep their own."""

import re

import pytest
from sqlalchemy.orm import Session

from app.reports.structure import SHIPPED
from app.reports.template_actions import shipped_id, withdraw
from app.reports.template_models import ReportTemplate
from tests.makers import a_person
from tests.pages.parsed import ParsedPage
from tests.pages.test_bad_input import assert_refused_at

DETAILS = {
    "title_fi": "Turvallisuuskertomus",
    "title_sv": "Trygghetsberättelse",
    "note_fi": "turvallisuudesta",
    "note_sv": "om trygghet",
    "kind": "own",
}
SECTION = {"title_fi": "Rikokset", "title_sv": "Brott", "level": "2", "part": "", "age_group": "youth"}


@pytest.fixture
def officer(engines, visitor):
    return visitor(a_person(engines, "Liiton Pohja", is_staff=True))


@pytest.fixture
def home(municipality):
    """Where the municipality's Finnish pages are."""
    return f"/fi/{municipality.facts.slugs['fi']}"


@pytest.fixture
def coordinator(visitor, municipality):
    return visitor(municipality.people["coordinator"])


@pytest.fixture
def drafted(officer, engines):
    """The address of a new template that staff have begun; it is withdrawn at the end."""
    shipped = shipped_id(next(each for each in SHIPPED if each.family == "plan"))
    made = officer.post(f"/fi/liitto/kertomuspohjat/{shipped}/uusi", DETAILS).location
    yield made
    with Session(engines.owner) as session, session.begin():
        withdraw(session, None, session.get(ReportTemplate, made.rpartition("/")[2]))


def test_staff_draft_a_template_and_municipalities_begin_from_it_only_when_it_is_in_use(
    officer, drafted, coordinator, home
):
    assert "Turvallisuuskertomus" not in coordinator.get(f"{home}/kertomukset/uusi").text
    assert_refused_at(officer.post(f"{drafted}/osa", SECTION | {"title_sv": ""}), "title_sv")
    assert officer.post(f"{drafted}/osa", SECTION).status_code == 302
    for deed, place in (("up", 7), ("remove", 1)):
        assert officer.post(drafted, {"deed": deed, "place": place}).status_code == 302
    assert officer.post(drafted, {"deed": "up", "place": 1}).status_code == 409
    page = officer.get(drafted).text
    assert page.index("Rikokset") < page.index("Liitteet")
    assert officer.post(drafted, {"deed": "use"}).status_code == 302
    assert "Siirrä ylös" not in officer.get(drafted).text
    assert_refused_at(officer.post(f"{drafted}/osa", SECTION), "title_fi")
    begin = coordinator.get(f"{home}/kertomukset/uusi")
    (word,) = re.findall(r'value="(\w+)"[^>]*>\s*<label[^>]*>\s*Turvallisuuskertomus: turvallisuudesta', begin.text)
    answer = coordinator.post(
        f"{home}/kertomukset/uusi", {"template": word, "first_year": "2026", "last_year": "2026"}
    )
    report = coordinator.get(answer.location).text
    assert "Turvallisuuskertomus 2026" in report and "4.1 Rikokset" in report
    assert "1.1 Rikokset" not in report and "Tiivistelmä" not in report
    officer.post("/fi/liitto/ohjetekstit/follow_up", {"text_fi": "Seuraa", "text_sv": "Följ"})
    assert "osan Seuranta ja arviointi ohjeen" in officer.get("/fi/liitto/tapahtumat?kind=settings").text
    assert "Turvallisuuskertomus" in officer.get("/fi/liitto/tapahtumat?kind=settings").text


def test_years_of_report_and_plan_are_free_and_each_mistake_stands_at_its_field(coordinator, home):
    address = f"{home}/kertomukset/uusi"
    typed = {"template": "three_parts", "first_year": "2021", "last_year": "2025", "plan_first_year": "2026"}
    page = assert_refused_at(coordinator.post(address, typed), "plan_last_year")
    assert page.value_of("plan_first_year") == "2026"
    assert_refused_at(coordinator.post(address, typed | {"plan_last_year": "2025"}), "plan_last_year")
    other = typed | {"template": "regional", "plan_first_year": ""}
    assert 'href="#template"' in coordinator.post(address, other).text
    report = coordinator.post(address, typed | {"plan_last_year": "2029"}).location
    title = "Laaja hyvinvointikertomus 2021–2025 ja hyvinvointisuunnitelma 2026–2029"
    assert title in coordinator.get(report).text


def test_a_municipality_keeps_a_shape_begins_from_it_and_withdraws_it(coordinator, home):
    typed = {"template": "annual", "first_year": "2026", "last_year": "2026"}
    report = coordinator.post(f"{home}/kertomukset/uusi", typed).location
    assert "kertomuspohjat/uusi?report=1" in coordinator.get(f"{report}/rakenne").text
    keeping = f"{home}/kertomuspohjat/uusi?report=1"
    assert ParsedPage(coordinator.get(keeping).text).value_of("title_fi") == "Hyvinvointiraportti 2026"
    chosen = {"title_fi": "Lyhyt raportti", "title_sv": "Kort rapport", "kind": "annual", "sections": ["1", "8"]}
    assert 'href="#sections"' in coordinator.post(keeping, chosen | {"sections": []}).text
    assert coordinator.post(keeping, chosen).status_code == 302
    assert "Lyhyt raportti: kunnan oma pohja" in coordinator.get(f"{home}/kertomukset/uusi").text
    begun = coordinator.post(f"{home}/kertomukset/uusi", typed | {"template": "own-1"}).location
    contents = coordinator.get(begun).text
    assert "2 Toteutetut toimenpiteet" in contents and "Ikäihmiset" not in contents
    assert coordinator.post(f"{home}/kertomuspohjat/1/poisto").status_code == 302
    assert "Lyhyt raportti:" not in coordinator.get(f"{home}/kertomukset/uusi").text
