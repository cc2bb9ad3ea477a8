"""Makers for tests of the licence's life: a clock that is turned, licences of a calendar year, proposals to renew."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from billing import renewals
from billing.billing_details import store_details
from billing.licence_rules import trial_last_day
from billing.licences import move_licence
from billing.models import Licence, Renewal
from tenants import clock
from tenants.boundary import StaffSession
from tenants.database import Engines
from tests.issuing import billing_details
from tests.makers import MunicipalityOfTest, a_municipality, a_person


def turn_to(monkeypatch, day: date, hour: int = 9) -> None:
    """Let it be an hour (UTC) of a day, also where the clock was taken hold of long ago."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    class Turned(datetime):
        """Says what we say."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return moment

    monkeypatch.setattr(clock, "datetime", Turned)


def the_licence(engines: Engines, municipality: MunicipalityOfTest, **changes: object) -> Licence:
    """The municipality's one licence, changed as no page could, committed."""
    of_it = Licence.tenant_id == municipality.facts.id
    with StaffSession(engines) as session, session.begin():
        if changes:
            session.execute(update(Licence).where(of_it).values(**changes))
        return session.scalars(select(Licence).where(of_it)).one()


def a_customer(engines: Engines, year: int, *, payer: bool = True, **changes: object) -> MunicipalityOfTest:
    """A municipality whose licence is of a whole calendar year."""
    municipality = a_municipality(engines)
    the_licence(engines, municipality, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), **changes)
    if payer:
        with StaffSession(engines) as session, session.begin():
            store_details(session, municipality.facts.id, billing_details(), None)
    return municipality


def a_municipality_on_trial(engines: Engines, *, payer: bool = True) -> MunicipalityOfTest:
    """One whose trial begins today."""
    first_day = clock.today()
    municipality = a_customer(engines, first_day.year, payer=payer, state="draft")
    the_licence(engines, municipality, starts_on=first_day, ends_on=trial_last_day(first_day))
    with StaffSession(engines) as session, session.begin():
        licence = session.scalars(select(Licence).where(Licence.tenant_id == municipality.facts.id)).one()
        move_licence(session, licence, "start_trial", "ordered")
    return municipality


def renewal_of(session: Session, municipality: MunicipalityOfTest, year: int) -> Renewal | None:
    """What is proposed for a municipality."""
    return session.scalar(select(Renewal).where(Renewal.tenant_id == municipality.facts.id, Renewal.year == year))


def approve(engines: Engines, year: int, *municipalities: MunicipalityOfTest) -> int:
    """Propose a year's renewals and approve those of some municipalities, committed; returns how many were."""
    officer = a_person(engines, is_staff=True).id
    with StaffSession(engines) as session, session.begin():
        renewals.propose_renewals(session, year)
        ids = {renewal_of(session, each, year).id for each in municipalities}
        return len(renewals.approve_renewals(session, officer, year, ids, clock.now() + timedelta(seconds=1)))


def every_kind_of_renewal(engines: Engines) -> None:
    """Proposals of the present year: one that waits, one that was approved, and one after notice; one left over."""
    year = clock.today().year + (clock.today().month == 12)
    customers = [a_customer(engines, year - 1) for _ in range(3)]
    approve(engines, year, customers[1])
    the_licence(engines, customers[2], notice_given_on=clock.today())
    a_customer(engines, year - 1, state="read_only")
