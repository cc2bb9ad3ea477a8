"""Makers for tests about money: an issued invoice of a fresh municipality, and a bank file that pays it."""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from billing.invoices import Buyer, issue_invoice
from billing.licences import open_licence
from billing.models import Invoice, Licence
from billing.payment_models import Payment
from billing.payments import store_payment, take_turn
from tenants.boundary import StaffSession
from tenants.database import Engines
from tests.documents import BUYER, SELLER
from tests.makers import a_municipality

YEAR = date(2027, 1, 1), date(2027, 12, 31)
ISSUED_ON = date(2027, 1, 4)


def a_renewal(engines: Engines, state: str = "active") -> Licence:
    """A fresh municipality's licence of the year 2027, committed."""
    facts = a_municipality(engines).facts
    with StaffSession(engines) as session, session.begin():
        licence = open_licence(session, facts.id, facts.municipality_code, *YEAR)
        licence.state = state
    return licence


def an_unpaid_invoice(engines: Engines, state: str = "active", issued_on: date = ISSUED_ON) -> Invoice:
    """The renewal's invoice, committed."""
    licence = a_renewal(engines, state)
    with StaffSession(engines) as session, session.begin():
        buyer = Buyer(BUYER, "fi", "KP 4410")
        return issue_invoice(session, session.merge(licence), buyer, SELLER, "Lisenssi", issued_on)


def a_payment(session: Session, cents: int, received_on: date = ISSUED_ON) -> Payment:
    """Money by bank that names no invoice."""
    take_turn(session)
    return store_payment(session, "bank", uuid.uuid4().hex, received_on, cents)
