"""What the association's staff change."""

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Operator
from app.payments import actions as payments
from app.payments.emailed_invoices import EMail
from billing import deliveries, renewals
from billing.balances import IS_UNPAID, balances
from billing.licence_rules import check_grace_is_over
from billing.licences import move_licence
from billing.models import Invoice, Licence
from billing.price_lists import decide_price_list, propose_price_list
from billing.prices import PriceList
from tenants import audit, clock, people, sign_ins
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tenants.people import Person
from tenants.population_file import load_population, population_rows
from tenants.proposals import Proposal
from tenants.registry import Tenant

LOOKED_OF_LATE = timedelta(hours=1)


def take_in_population(session: Session, by: uuid.UUID, content: bytes) -> int:
    """Store a year's population from an uploaded file; returns the number of rows. Raises BadPopulationFile."""
    count = load_population(session, population_rows(content))
    audit.write_for_staff(session, by, "population.loaded", count=count)
    return count


def note_look_at_people(session: Session, by: uuid.UUID, people: list[uuid.UUID]) -> None:
    """Whom a staff member was shown: looking somebody up is a deed."""
    if people:
        audit.write_for_staff(session, by, "person.looked_up", people=[str(each) for each in people])


def note_look_at_rows(session: Session, by: uuid.UUID, rows: list[uuid.UUID]) -> None:
    """The same of people whom only a request, a question, an order, a payment or a letter names."""
    if rows:
        audit.write_for_staff(session, by, "person.found", rows=[str(each) for each in rows], count=len(rows))


def note_look_at_municipality(session: Session, by: uuid.UUID, tenant_id: uuid.UUID, code: str) -> None:
    """A look at a customer's people and money stands in both trails, once an hour however often the page is opened."""
    of_late = AuditEntry.tenant_id == tenant_id, AuditEntry.at > clock.now() - LOOKED_OF_LATE
    same = (*of_late, AuditEntry.person_id == by, AuditEntry.deed == "association.looked")
    if session.scalar(select(AuditEntry.id).where(*same).limit(1)) is None:
        audit.write_about(session, by, "association.looked", about=tenant_id)
        audit.write_for_staff(session, by, "municipality.looked_at", code=code)


def make_staff(session: Session, email: str, name: str, language: str) -> Person:
    """Somebody of the association; a new account has no password until its owner chooses one. By the owner's session:
    no page can do it.
    """
    person = session.scalar(select(Person).where(Person.email_key == email.lower()))
    if person is None:
        person = Person(email=email, name=name, language=language)
        session.add(person)
    person.is_staff = True
    session.flush()
    audit.write_for_staff(session, None, "staff.added", people=[str(person.id)])
    return person


def dismiss_staff(session: Session, email: str) -> bool:
    """No longer of the association, and signed out everywhere; False when nobody of it has this e-mail."""
    person = session.scalar(select(Person).where(Person.email_key == email.lower(), Person.is_staff))
    if person is None:
        return False
    person.is_staff = False
    sign_ins.end_all(session, person.id)
    audit.write_for_staff(session, None, "staff.removed", people=[str(person.id)])
    return True


def sign_out_everywhere(session: Session, by: uuid.UUID, person_id: uuid.UUID) -> bool:
    """End all of somebody's sign-ins: a telephone was lost, or a stranger has been in. False when nobody has the id."""
    if not people.names_of(session, {person_id}):
        return False
    sign_ins.end_all(session, person_id)
    audit.write_for_staff(session, by, "person.signed_out", people=[str(person_id)])
    return True


def propose_prices(session: Session, by: uuid.UUID, prices: PriceList) -> None:
    """Lay a price list before another staff member. Raises Refused as propose_price_list does."""
    propose_price_list(session, by, prices)
    audit.write_for_staff(session, by, "prices.proposed", valid_from=prices.valid_from.isoformat())


def decide_prices(session: Session, by: uuid.UUID, proposal: Proposal, *, approve: bool) -> None:
    """The second person's word. Raises Refused as decide_price_list does."""
    decide_price_list(session, by, proposal, approve=approve)
    valid_from = proposal.payload["valid_from"]
    if approve:
        audit.write_for_staff(session, by, "prices.approved", valid_from=valid_from)
    else:
        audit.write_for_staff(session, by, "prices.declined", valid_from=valid_from)


def issue_invoice(session: Session, by: uuid.UUID, licence: Licence, operator: Operator) -> Invoice:
    """A licence's invoice, dated today. Raises Refused as app.payments.actions.issue does."""
    invoice = payments.issue(session, licence, operator, clock.today())
    audit.write_for_staff(session, by, "invoice.issued", number=invoice.number)
    return invoice


def credit_invoice(session: Session, by: uuid.UUID, invoice: Invoice, ends_on: date) -> None:
    """Credit the days after `ends_on`. Raises Refused("nothing_to_credit")."""
    note = payments.credit(session, invoice, ends_on, clock.today())
    audit.write_for_staff(session, by, "invoice.credited", number=invoice.number, credit_note=note.number)


def propose_renewals(session: Session, by: uuid.UUID, year: int) -> int:
    """Freeze population and fee anew for what nobody has approved; returns how many."""
    count = renewals.propose_again(session, year)
    audit.write_for_staff(session, by, "renewals.proposed", year=year)
    return count


def approve_renewals(session: Session, by: uuid.UUID, year: int, ids: set[uuid.UUID], seen_at: datetime) -> int:
    """Approve the chosen proposals that still stand as they were seen; returns how many did."""
    count = len(renewals.approve_renewals(session, by, year, ids, seen_at))
    if count:
        audit.write_for_staff(session, by, "renewals.approved", year=year, count=count)
    return count


def deliver_again(session: Session, by: uuid.UUID, number: str) -> bool:
    """Have a document that did not arrive delivered anew; False when there is none such."""
    if not deliveries.start_over(session, Invoice.number == number):
        return False
    audit.write_for_staff(session, by, "delivery.retried", number=number)
    return True


def send_by_email(session: Session, by: uuid.UUID, number: str) -> bool:
    """Have a document that did not arrive, or was refused later, sent as a PDF; False when it cannot be."""
    if not deliveries.change_channel(session, EMail.name, Invoice.number == number):
        return False
    audit.write_for_staff(session, by, "delivery.emailed", number=number)
    return True


def deliver_all_again(session: Session, by: uuid.UUID) -> int:
    """Have everything that did not arrive delivered anew; returns how many documents there are."""
    count = deliveries.start_over(session)
    audit.write_for_staff(session, by, "deliveries.retried", count=count)
    return count


def restrict_licence(session: Session, by: uuid.UUID, licence: Licence, reason: str) -> None:
    """Close writing for non-payment.

    Raises Refused with "wrong_licence_state", "nothing_unpaid" or "grace_not_over".
    """
    unpaid = balances(session, Invoice.tenant_id == licence.tenant_id, Invoice.licence_id == licence.id, IS_UNPAID)
    if not unpaid:
        raise Refused("nothing_unpaid")
    check_grace_is_over(unpaid[0].invoice.due_on, clock.today())
    move_licence(session, licence, "restrict", reason, by)
    audit.write_for_staff(session, by, "licence.restricted", code=_code(session, licence))


def end_licence(session: Session, by: uuid.UUID, licence: Licence, reason: str) -> None:
    """End a licence before its time. Raises Refused("wrong_licence_state")."""
    move_licence(session, licence, "end", reason, by)
    audit.write_for_staff(session, by, "licence.ended", code=_code(session, licence))


def _code(session: Session, licence: Licence) -> str:
    return session.get_one(Tenant, licence.tenant_id).municipality_code


MOVES = {"restrict": restrict_licence, "end": end_licence}
