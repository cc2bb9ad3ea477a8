"""The trail: found again by day, person and kind, page by page, and taken along as a file."""

import csv
import io
import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tenants import audit, clock
from tenants.audit import AuditEntry
from tenants.boundary import StaffSession
from tenants.people import Person
from tenants.permissions import Role
from tests.makers import a_municipality, a_person
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

WORDS = {"fi": "tapahtumat", "sv": "handelser"}


@pytest.fixture(scope="module")
def home(engines):
    """Sixty sections written, one billing change by the writer, one deed of nobody's a year ago."""
    municipality = a_municipality(engines)
    with municipality.session() as session, session.begin():
        for number in range(60):
            audit.write(session, municipality.coordinator, "report.begun", report=number)
        audit.write(session, municipality.people[Role.WRITER].id, "billing.changed")
        session.add(AuditEntry(deed="tenant.opened", at=clock.now() - timedelta(days=365), details={}))
    return municipality


@pytest.fixture(scope="module")
def coordinator(app, home):
    return Visitor(app, home.people[Role.COORDINATOR])


def address(home, language="fi", ending="", **chosen):
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return f"/{language}/{home.facts.slugs[language]}/{WORDS[language]}{ending}?{query}"


def told(answer) -> list[str]:
    assert answer.status_code == 200
    lists = ParsedPage(answer.text).with_class("app-trail")
    return [text_of(item) for each in lists for item in each.iter("li")]


def older(answer) -> str | None:
    return next((each.get("href") for each in ParsedPage(answer.text).all("a") if each.get("rel") == "next"), None)


def test_every_line_is_met_once_on_the_way_through_the_pages(home, coordinator):
    first = coordinator.get(address(home))
    second = coordinator.get(older(first))
    assert (len(told(first)), len(told(second)), older(second)) == (50, 12, None)
    assert "Järjestelmä avasi palvelun" in told(second)[-1]
    assert "Uusimpiin tapahtumiin" in second.text and "Uusimpiin tapahtumiin" not in first.text


def test_the_pages_keep_to_what_was_chosen(home, coordinator):
    first = coordinator.get(address(home, kind="reports", person=home.coordinator))
    assert "kind=reports" in older(first)
    assert len(told(coordinator.get(older(first)))) == 10


def test_it_is_narrowed_down_by_kind_person_and_day(home, coordinator):
    writer = home.people[Role.WRITER]
    (by_kind,) = told(coordinator.get(address(home, kind="money")))
    assert f"{writer.name} muutti laskutustietoja" in by_kind
    assert told(coordinator.get(address(home, person=writer.id))) == [by_kind]
    (old,) = told(coordinator.get(address(home, person="system")))
    day = clock.today() - timedelta(days=365)
    same_day = f"{day.day}.{day.month}.{day.year}"
    assert told(coordinator.get(address(home, first_day=same_day, last_day=same_day))) == [old]
    assert told(coordinator.get(address(home, kind="support"))) == []


@pytest.mark.parametrize(
    "chosen",
    [{"first_day": "eilen"}, {"first_day": "2.1.2026", "last_day": "1.1.2026"}, {"kind": "x"}, {"person": "x"}],
)
def test_a_choice_that_cannot_be_is_refused_at_its_field_and_never_shows_everything(home, coordinator, chosen):
    answer = coordinator.get(address(home, **chosen))
    assert answer.status_code == 422
    assert ParsedPage(answer.text).with_class("govuk-error-message")
    assert not ParsedPage(answer.text).with_class("app-trail")
    assert coordinator.get(address(home, ending=".csv", **chosen)).status_code == 400


@pytest.mark.parametrize("before", ["", "x", "nan_x", f"1e300_{uuid.UUID(int=1)}", "1_2", f"-1e15_{uuid.UUID(int=1)}"])
def test_a_place_that_is_none_is_a_bad_request(home, coordinator, before):
    assert coordinator.get(address(home, before=before)).status_code == 400


@pytest.mark.parametrize(
    ("language", "heading", "kind"), [("fi", "Kuka", "Lisenssi ja raha"), ("sv", "Vem", "Licens och pengar")]
)
def test_the_file_has_all_that_was_chosen_in_the_page_s_language(home, coordinator, language, heading, kind):
    answer = coordinator.get(address(home, language, ".csv"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="trail.csv"'
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert (len(rows), rows[0][1]) == (63, heading)
    assert kind in {row[2] for row in rows}
    (money,) = list(
        csv.reader(io.StringIO(coordinator.get(address(home, language, ".csv", kind="money")).text), delimiter=";")
    )[1:]
    assert money[1] == home.people[Role.WRITER].name


def test_the_file_for_programs_holds_the_same_with_the_facts(home, coordinator):
    entries = json.loads(coordinator.get(address(home, ending=".json", kind="reports")).text)
    assert len(entries) == 60
    assert {each["details"]["report"] for each in entries} == set(range(60))
    assert {each["who"] for each in entries} == {home.people[Role.COORDINATOR].name}


def test_a_name_that_is_a_formula_is_none_in_the_file(app, engines):
    municipality = a_municipality(engines)
    with Session(engines.owner) as session, session.begin():
        session.get(Person, municipality.coordinator).name = '=HYPERLINK("http://x.example")'
    with municipality.session() as session, session.begin():
        audit.write(session, municipality.coordinator, "billing.changed")
    file = Visitor(app, municipality.people[Role.COORDINATOR]).get(address(municipality, ending=".csv"))
    (row,) = list(csv.reader(io.StringIO(file.text), delimiter=";"))[1:]
    assert row[1].startswith("'=") and row[3].startswith("'=")


def test_who_has_no_name_any_more_reads_as_erased_and_stands_in_no_choice(app, engines):
    municipality = a_municipality(engines)
    writer = municipality.people[Role.WRITER]
    with municipality.session() as session, session.begin():
        audit.write(session, writer.id, "billing.changed")
    with Session(engines.owner) as session, session.begin():
        session.get(Person, writer.id).name = ""
    answer = Visitor(app, municipality.people[Role.COORDINATOR]).get(address(municipality))
    (line,) = told(answer)
    assert "Henkilö (tiedot poistettu) muutti laskutustietoja" in line
    assert str(writer.id) not in answer.text


def test_the_association_s_trail_is_narrowed_down_alike_and_knows_nothing_of_a_municipality_s(engines, visitor, home):
    officer = a_person(engines, "Liiton Tarkka", is_staff=True)
    with StaffSession(engines) as session, session.begin():
        audit.write_for_staff(session, officer.id, "population.loaded", count=3)
    staff = visitor(officer)
    (line,) = told(staff.get(f"/fi/liitto/tapahtumat?person={officer.id}"))
    assert "Liiton Tarkka toi palveluun väkiluvut" in line
    assert told(staff.get(f"/fi/liitto/tapahtumat?person={officer.id}&kind=money")) == []
    assert str(home.coordinator) not in staff.get("/fi/liitto/tapahtumat.json").text
