"""What never changes, whoever asks: the trail, an adopted report, an edition; and nothing at all while reading."""

import pytest
from flask import g
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import create_app
from app.reports.models import Report
from app.web.access import needs
from tenants.boundary import StaffSession, TenantSession
from tenants.database import Engines
from tests.makers import MunicipalityOfTest, a_municipality, a_report, an_adopted_report, summarise
from tests.pages.visitor import Visitor

REFUSED = {"RestrictViolation", "InsufficientPrivilege"}
"""A trigger's word, and a missing grant's."""


@pytest.fixture(scope="module")
def home(engines):
    """A municipality with an adopted report, number 1, and one in work, number 2."""
    municipality = a_municipality(engines)
    an_adopted_report(municipality, "Selkokieltä")
    summarise(municipality, a_report(municipality), "Selkokieltä")
    return municipality


def refused(session: Session, statement: str) -> bool:
    """Whether the database refuses a statement, and for our reasons; one that touches no row proves nothing."""
    try:
        with session.begin_nested():
            assert session.execute(text(statement)).rowcount
    except DBAPIError as error:
        assert type(error.orig).__name__ in REFUSED
        return True
    return False


def session_of(engines: Engines, municipality: MunicipalityOfTest, plane: str) -> Session:
    """The municipality's own login, the owner's acting for it, or staff's."""
    if plane == "staff":
        return StaffSession(engines)
    return TenantSession(engines, municipality.facts.id, plane=plane)


@pytest.mark.parametrize("deed", ["UPDATE {} SET deed = 'nothing.happened'", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("plane", ["tenant", "owner", "staff"])
@pytest.mark.parametrize("trail", ["audit_entry", "staff_audit_entry"])
def test_the_trail_is_only_added_to(engines, home, trail, plane, deed):
    with session_of(engines, home, plane) as session:
        assert refused(session, deed.format(trail))


ADOPTED = "(SELECT id FROM report WHERE number = 1)"
IN_WORK = "(SELECT id FROM report WHERE number = 2)"
FIGURE = "INSERT INTO report_indicator (tenant_id, id, report_id, section_id, position, facts)"
WRITING = [
    "UPDATE report SET title_fi = 'toinen' WHERE id = {}",
    "UPDATE report SET title_sv = 'annan' WHERE id = {}",
    "UPDATE report SET first_year = 2024 WHERE id = {}",
    "UPDATE report SET number = 9 WHERE id = {}",
    "UPDATE report SET state = 'submitted' WHERE id = {}",
    "UPDATE report_section SET text_fi = 'muutettu' WHERE report_id = {} AND position = 1",
    "UPDATE report_section SET text_sv = 'ändrad' WHERE report_id = {} AND position = 1",
    "UPDATE report_section SET title_fi = 'muutettu' WHERE report_id = {}",
    "UPDATE report_section SET state = 'ready' WHERE report_id = {}",
    "UPDATE report_section SET edited_at = now() WHERE report_id = {}",
    "DELETE FROM report_section WHERE report_id = {} AND position = 1",
    "INSERT INTO report_section SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),"
    " 'position', 99))).* FROM report_section s WHERE report_id = {} AND position = 1",
    "UPDATE report_indicator SET facts = 'null' WHERE report_id = {}",
    "UPDATE report_indicator SET position = position + 50 WHERE report_id = {}",
    "DELETE FROM report_indicator WHERE report_id = {}",
    "UPDATE plain_summary SET text = 'muutettu' WHERE report_id = {}",
    "INSERT INTO plain_summary_version SELECT (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(),"
    " 'number', 99))).* FROM plain_summary_version v WHERE report_id = {}",
    f"{FIGURE} SELECT tenant_id, gen_random_uuid(), report_id, section_id, 99, facts FROM report_indicator"
    " WHERE report_id = {} LIMIT 1",
]
"""What a report in work lets its municipality do, and an adopted one nobody."""

UNDOING = [
    "UPDATE report SET state = 'in_work' WHERE number = 1",
    "UPDATE report SET meeting_on = NULL WHERE number = 1",
    "UPDATE report SET meeting_section = NULL WHERE number = 1",
    "UPDATE report SET id = gen_random_uuid() WHERE number = 1",
    "DELETE FROM report WHERE number = 1",
    "TRUNCATE report CASCADE",
    "TRUNCATE report_section CASCADE",
    "TRUNCATE report_indicator",
    f"UPDATE report_section SET report_id = {IN_WORK}, position = 99 WHERE report_id = {ADOPTED} AND position = 1",
    f"UPDATE report_section SET report_id = {ADOPTED}, position = 99 WHERE report_id = {IN_WORK} AND position = 1",
    f"UPDATE report_indicator SET report_id = {IN_WORK} WHERE report_id = {ADOPTED}",
]


@pytest.mark.parametrize("change", [each.format(ADOPTED) for each in WRITING] + UNDOING)
@pytest.mark.parametrize("plane", ["tenant", "owner"])
def test_an_adopted_report_does_not_change_even_in_raw_sql(engines, home, plane, change):
    with session_of(engines, home, plane) as session:
        assert refused(session, change)


@pytest.mark.parametrize("change", WRITING)
def test_a_report_in_work_does_change(home, change):
    with home.session() as session:
        assert not refused(session, change.format(IN_WORK))


def test_another_report_s_figures_do_not_get_into_an_adopted_section(home):
    into = f"(SELECT id FROM report_section WHERE report_id = {ADOPTED} AND number = '3.2')"
    row = f"SELECT tenant_id, gen_random_uuid(), {IN_WORK}, {into}, 99, '{{}}' FROM report WHERE number = 2"
    with home.session() as session, pytest.raises(DBAPIError) as error:
        session.execute(text(f"{FIGURE} {row}"))
    assert type(error.value.orig).__name__ == "ForeignKeyViolation"


def test_an_adopted_report_is_still_published_and_its_meeting_corrected(home):
    with home.session() as session:
        for mending in ("meeting_on = '2026-01-13'", "meeting_section = '5'", "state = 'published'"):
            assert not refused(session, f"UPDATE report SET {mending} WHERE number = 1")


@pytest.mark.parametrize("table", ["edition", "edition_file", "edition_withdrawal", "edition_words"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("plane", ["tenant", "owner"])
def test_an_edition_never_changes(engines, neighbours, plane, table, deed):
    with session_of(engines, neighbours[0].municipality, plane) as session:
        assert session.scalar(text(f"SELECT count(*) FROM {table}"))
        assert refused(session, deed.format(table))


def test_a_page_that_is_only_read_changes_nothing(settings, engines):
    municipality = a_municipality(engines)
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = True

    @app.get("/fi/<municipality>/salaa")
    @needs("report.read")
    def changes_in_secret():
        g.session.add(Report(number=77, title_fi="x", title_sv="x", first_year=2025, last_year=2029))
        g.session.commit()

    reader = Visitor(app, municipality.people["reader"])
    for ask in (reader.client.get, reader.client.head):
        with pytest.raises(DBAPIError, match="read-only transaction"):
            ask(f"/fi/{municipality.facts.slugs['fi']}/salaa")
    with municipality.session(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM report")) == 0
