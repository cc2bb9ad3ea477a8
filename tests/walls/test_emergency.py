"""Breaking the glass: what the staff's login may read of a report, when, and that two persons are behind it."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from tenants import clock
from tenants.boundary import StaffSession
from tenants.emergencies import LASTS, EmergencyLook
from tests.emergencies import an_emergency, an_emergency_look
from tests.makers import a_municipality, a_person, a_report, write

STATES = "SELECT count(*) FROM {} WHERE tenant_id = :tenant"
TEXTS = (
    "report.title_fi",
    "report.title_sv",
    "report_section.text_fi",
    "report_section.text_sv",
    "report_section.title_fi",
)


@pytest.fixture(scope="module")
def pair(engines):
    """Two municipalities with a text each; the glass of the first is broken."""
    made = a_municipality(engines), a_municipality(engines)
    for each in made:
        write(each, a_report(each), 1, "Salainen luonnos", "Hemligt utkast")
    an_emergency_look(made[0])
    return made


def counted(engines, municipality, table) -> int:
    with StaffSession(engines, read_only=True) as session:
        return session.scalar(text(STATES.format(table)), {"tenant": municipality.facts.id})


@pytest.mark.parametrize("table", ["report", "report_section"])
def test_staff_read_states_where_the_glass_is_broken_and_nowhere_else(engines, pair, table):
    broken, whole = pair
    assert counted(engines, broken, table) > 0
    assert counted(engines, whole, table) == 0


@pytest.mark.parametrize("column", TEXTS)
def test_no_text_is_readable_even_then(engines, pair, column):
    table, _, name = column.partition(".")
    with StaffSession(engines) as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text(f"SELECT {name} FROM {table}"))


@pytest.mark.parametrize("deed", ["UPDATE report SET state = 'adopted'", "DELETE FROM report_section"])
def test_nothing_is_changed_through_it(engines, pair, deed):
    with StaffSession(engines) as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text(deed))


def test_what_is_over_shows_nothing_any_more(engines, superuser):
    home = a_municipality(engines)
    a_report(home)
    look = an_emergency_look(home)
    assert counted(engines, home, "report") == 1
    of_look = update(EmergencyLook).where(EmergencyLook.id == look.id)
    superuser.execute(of_look.values(opened_at=EmergencyLook.opened_at - LASTS, ends_at=EmergencyLook.ends_at - LASTS))
    superuser.commit()
    assert counted(engines, home, "report") == 0


def opening(engines, proposal, **changes):
    """An attempt to open a look past the service, by the staff's own login."""
    now = clock.now()
    row = {"tenant_id": proposal.payload["tenant"], "proposal_id": proposal.id, "asked_by": proposal.proposed_by}
    row |= {"approved_by": proposal.proposed_by, "reason": "x", "opened_at": now, "ends_at": now + LASTS} | changes
    with StaffSession(engines) as session:
        session.add(EmergencyLook(**row))
        session.flush()


def test_nobody_opens_one_alone_or_for_longer_or_elsewhere(engines, pair):
    asker, other = (a_person(engines, is_staff=True).id for _ in range(2))
    waiting = an_emergency(pair[1], asker)
    with pytest.raises(DBAPIError, match="row-level security"):
        opening(engines, waiting, approved_by=other)
    agreed = an_emergency_look(pair[0], asker, other)
    with StaffSession(engines, read_only=True) as session:
        proposal = session.get(type(waiting), agreed.proposal_id)
    with pytest.raises(DBAPIError, match="row-level security"):
        opening(engines, proposal, approved_by=other, tenant_id=pair[1].facts.id)
    with pytest.raises(DBAPIError, match=r"two_persons|row-level security"):
        opening(engines, proposal)
    with pytest.raises(DBAPIError, match="half_hour"):
        opening(engines, proposal, approved_by=other, ends_at=clock.now() + LASTS * 2)


def test_a_municipality_reads_its_own_looks_and_writes_none(pair):
    broken, whole = pair
    with broken.session() as session:
        assert session.query(EmergencyLook).count() >= 1
        with pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text("UPDATE emergency_look SET reason = 'x'"))
    with whole.session(read_only=True) as session:
        assert session.query(EmergencyLook).count() == 0
