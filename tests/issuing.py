"""Makers for tests of issuing: who pays, and a licence that can be invoiced."""

from datetime import date

from app.payments import actions
from billing.billing_details import OF_THE_PAYER, store_details
from billing.example_prices import EXAMPLE
from billing.licences import open_licence
from billing.models import Invoice
from billing.price_lists import propose_price_list
from billing.prices import PriceList
from tenants.boundary import StaffSession
from tenants.database import Engines
from tenants.proposals import Proposal
from tests.association import OPERATOR
from tests.documents import BUYER
from tests.makers import MunicipalityOfTest, a_person
from tests.money import ISSUED_ON, YEAR


def billing_details(**changes: str) -> dict[str, str]:
    """What a municipality gave at its order, as it is stored."""
    of_payer = {name: getattr(BUYER, name) for name in OF_THE_PAYER}
    of_invoice = {"language": "sv", "buyer_reference": "KP 4410", "order_number": "", "contract_number": ""}
    return of_payer | of_invoice | {"email": "laskut@kunta.example"} | changes


def an_issued_invoice(engines: Engines, municipality: MunicipalityOfTest, **details: str) -> Invoice:
    """The invoice of a municipality's licence of 2027 with its files, committed."""
    with StaffSession(engines) as session, session.begin():
        store_details(session, municipality.facts.id, billing_details(**details), None)
        session.flush()
        licence = open_licence(session, municipality.facts.id, municipality.facts.municipality_code, *YEAR)
        return actions.issue(session, licence, OPERATOR, ISSUED_ON)


def a_proposal(engines: Engines, year: int = 2051) -> Proposal:
    """A price list from the beginning of a year that waits for a second staff member, committed."""
    officer = a_person(engines, is_staff=True)
    with StaffSession(engines) as session, session.begin():
        return propose_price_list(session, officer.id, PriceList(date(year, 1, 1), EXAMPLE.classes, 9_000_00))
