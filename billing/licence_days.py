"""What the days bring to licences by themselves: an end, a lapse, and what puts a lapse right again."""

from datetime import date, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from billing.balances import IS_UNPAID, Balance, InvoiceState, unpaid
from billing.licence_rules import LicenceState
from billing.models import Invoice, Licence
from billing.reminders import disputed_among

Later = aliased(Licence)
LAPSED = (LicenceState.GRACE, LicenceState.READ_ONLY)


def over_on(session: Session, today: date) -> list[tuple[Licence, str]]:
    """Licences whose time has run out, and why: a trial's, after notice, or because the next year's has begun.

    One whose renewal nobody has approved yet goes on: that is not its municipality's fault.
    """
    has_follower = exists().where(
        Later.tenant_id == Licence.tenant_id, Later.starts_on > Licence.ends_on, Later.starts_on <= today
    )
    past = select(Licence).where(Licence.ends_on < today, Licence.state != LicenceState.ENDED)
    is_trial = Licence.state == LicenceState.TRIAL
    found = session.execute(
        past.add_columns(has_follower).where(or_(is_trial, Licence.notice_given_on.is_not(None), has_follower))
    )
    return [(licence, _why_over(licence, is_followed)) for licence, is_followed in found]


def trials_ending(session: Session, today: date, days: int) -> list[Licence]:
    """Trials that end in so many days or sooner."""
    is_near = Licence.ends_on.between(today, today + timedelta(days=days))
    return list(session.scalars(select(Licence).where(Licence.state == LicenceState.TRIAL, is_near)))


def lapsing_on(session: Session, today: date) -> list[tuple[Licence, Balance]]:
    """Licences in force whose invoice was not paid in time and is not disputed."""
    late = [each for each in unpaid(session) if each.state(today) == InvoiceState.OVERDUE]
    disputed = disputed_among(session, [each.invoice.id for each in late])
    by_licence = {each.invoice.licence_id: each for each in late if each.invoice.id not in disputed}
    in_force = Licence.state == LicenceState.ACTIVE, Licence.starts_on <= today
    licences = session.scalars(select(Licence).where(Licence.id.in_(by_licence), *in_force))
    return [(licence, by_licence[licence.id]) for licence in licences]


def settled(session: Session) -> list[Licence]:
    """Lapsed licences of whose invoices nothing is open any more: one was credited, say."""
    of_licence = Invoice.tenant_id == Licence.tenant_id, Invoice.licence_id == Licence.id, Invoice.kind == "invoice"
    has_open = exists(select(Invoice.id).where(*of_licence, IS_UNPAID).correlate(Licence))
    has_invoice = exists(select(Invoice.id).where(*of_licence).correlate(Licence))
    return list(session.scalars(select(Licence).where(Licence.state.in_(LAPSED), has_invoice, ~has_open)))


def _why_over(licence: Licence, is_followed: bool) -> str:
    if licence.state == LicenceState.TRIAL:
        return "trial_over"
    return "followed" if is_followed else "notice"
