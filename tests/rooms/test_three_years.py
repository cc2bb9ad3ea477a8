"""Three years of one municipality, day by day: what people do, what the worker's own duties do, and every letter."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app import create_app
from app.payments.actions import WHAT_IS_SOLD
from billing import vat
from billing.balances import balances
from billing.example_prices import EXAMPLE
from billing.kept_documents import from_data
from billing.models import Licence, LicenceEvent
from billing.payment_models import Payment
from tenants import clock
from tenants.boundary import StaffSession
from tenants.municipalities import MunicipalityPopulation
from tests.association import OPERATOR
from tests.databases import CLUSTER, fresh_database
from tests.letters import PostOffice
from tests.makers import PASSWORD, a_person
from tests.orders import DETAILS
from tests.pages.parsed import ParsedPage
from tests.pages.visitor import Visitor
from tests.years import CODE, Years

SLUG = "pargas"
ORDERER, PAYER = "karin@pargas.fi", DETAILS["email"]
NEW_RATE = date(2028, 7, 1), Decimal("26.5")
"""Invented, for the story."""
SMALL, LARGE = 15_000, 26_000
"""Inhabitants before and after a new count; the one after is in a dearer class."""


@pytest.fixture
def years(settings, database_name, monkeypatch):
    """A service on a database of its own, so that nobody else grows older; its letters are really sent."""
    name = f"{database_name}_years"
    engines = fresh_database(name)
    monkeypatch.setattr(vat, "GENERAL_RATES", (*vat.GENERAL_RATES, NEW_RATE))
    with PostOffice() as office:
        app = create_app(replace(settings, databases=CLUSTER.addresses(name), mail=office.settings()))
        made = Years(app, engines, office, monkeypatch)
        count(made, 2026, SMALL)
        made.at(date(2027, 1, 11))
        yield made
    engines.dispose()


def count(years: Years, year: int, inhabitants: int) -> None:
    """A new official population."""
    row = {"municipality_code": CODE, "year": year, "inhabitants": inhabitants, "source": "test"}
    with StaffSession(years.engines) as session, session.begin():
        session.add(MunicipalityPopulation(**row, reference_date=date(year, 12, 31)))


def order_a_trial(years: Years) -> Visitor:
    """From the public form to the first sign-in of the one who ordered."""
    visitor = Visitor(years.app)
    details = {name: value for name, value in DETAILS.items() if name != "language"}
    typed = details | {"municipality": CODE, "kind": "trial", "accepted": "y", "language": "sv"}
    typed |= {"orderer_name": "Karin Koordinator", "position": "Koordinator", "orderer_email": ORDERER}
    assert visitor.post("/sv/bestall", typed).status_code == 302
    years.work()
    assert visitor.post(years.link_in_last_letter()).status_code == 200
    years.work()
    years.work()
    invited = {"name": "Karin Koordinator", "password": PASSWORD, "again": PASSWORD}
    assert visitor.post(years.link_in_last_letter(), invited).status_code == 302
    years.visitors[ORDERER] = visitor
    return visitor


def order_what_follows(coordinator: Visitor) -> None:
    typed = {"position": "Koordinator", "details_are_right": "y", "accepted": "y"}
    assert coordinator.post(f"/sv/{SLUG}/licens/bestallning", typed).status_code == 302


def approve_renewals(staff: Visitor) -> None:
    """All that wait, as the page has them ticked."""
    page = ParsedPage(staff.get("/fi/liitto/uusiminen").text)
    ticked = [each.get("value") for each in page.all("input") if each.get("name") == "renewal"]
    typed = {"seen_at": page.value_of("seen_at"), "renewal": ticked}
    assert len(ticked) == 1 and staff.post("/fi/liitto/uusiminen/hyvaksynta", typed).status_code == 302


def may_write(coordinator: Visitor) -> bool:
    """Whether a report can be begun: 402 says that the licence closes it."""
    return coordinator.post(f"/sv/{SLUG}/berattelser/ny", {}).status_code != 402


def restrict(years: Years, staff: Visitor) -> int:
    """A staff member closes writing; returns the answer's status."""
    with years.session() as session:
        licence = session.scalars(select(Licence.id).order_by(Licence.starts_on.desc())).first()
    typed = {"move": "restrict", "reason": "ei maksettu"}
    return staff.post(f"/fi/liitto/lisenssit/{licence}", typed).status_code


def test_three_years_of_one_municipality(years):
    officer = a_person(years.engines, "Liiton Henkilö", is_staff=True)
    staff, coordinator = Visitor(years.app, officer), order_a_trial(years)
    years.visitors[officer.email] = staff
    assert years.state() == "trial"
    the_first_year(years, staff, coordinator, officer)
    the_second_year(years, staff, coordinator, officer)
    the_third_year(years, staff, coordinator, officer)
    assert_the_story(years)
    assert_the_invoices(years)
    assert_every_letter_once(years)


def the_first_year(years: Years, staff: Visitor, coordinator: Visitor, officer) -> None:
    """The trial is followed by a licence of the rest of the year, which is paid after a reminder."""
    years.until(date(2027, 3, 2))
    order_what_follows(coordinator)
    years.work()
    years.until(date(2027, 4, 8))
    assert years.state() == "grace" and may_write(coordinator)
    years.pay(officer, years.invoices()[-1])
    assert years.state() == "active"
    count(years, 2027, LARGE)
    years.until(date(2027, 12, 8))
    approve_renewals(staff)
    years.work()
    years.until(date(2027, 12, 30))


def the_second_year(years: Years, staff: Visitor, coordinator: Visitor, officer) -> None:
    """It begins at midnight in Finland, has a 29th of February, and the tax rises in the middle of it."""
    years.at(date(2027, 12, 31), 21)
    years.work()
    with years.session() as session:
        assert session.scalars(select(Licence.state).order_by(Licence.starts_on)).all() == ["ended", "active", "active"]
    years.at(date(2027, 12, 31), 22)
    years.work()
    with years.session() as session:
        assert session.scalars(select(Licence.state).order_by(Licence.starts_on)).all() == ["ended", "ended", "active"]
    years.until(date(2028, 1, 7))
    years.pay(officer, years.invoices()[-1])
    years.until(date(2028, 2, 29))
    assert may_write(coordinator)
    years.until(date(2028, 12, 11))
    approve_renewals(staff)
    years.work()


def the_third_year(years: Years, staff: Visitor, coordinator: Visitor, officer) -> None:
    """It is not paid: a lapse, after sixty days closed by a person, opened by the payment; then notice."""
    years.until(date(2029, 3, 11))
    assert years.state() == "grace" and may_write(coordinator)
    assert restrict(years, staff) == 409, "the last day of the grace"
    years.until(date(2029, 3, 12))
    assert restrict(years, staff) == 302
    assert not may_write(coordinator)
    assert coordinator.get(f"/sv/{SLUG}/berattelser/").status_code == 200
    years.until(date(2029, 3, 20))
    years.pay(officer, years.invoices()[-1])
    assert may_write(coordinator)
    years.until(date(2029, 11, 20))
    assert coordinator.post(f"/sv/{SLUG}/licens/uppsagning", {"municipality": "Pargas"}).status_code == 302
    years.until(date(2030, 1, 10))
    assert years.state() == "ended" and not may_write(coordinator)
    assert coordinator.get(f"/sv/{SLUG}/licens").status_code == 200


def assert_the_story(years: Years) -> None:
    """Every change of a licence with its day and its reason, and none besides."""
    with years.session() as session:
        events = session.scalars(select(LicenceEvent).where(LicenceEvent.before.is_not(None))).all()
    told = [(clock.day_of(each.at), each.after, each.reason) for each in events]
    assert sorted(told) == sorted([
        (date(2027, 1, 11), "trial", "ordered"),
        (date(2027, 3, 2), "ended", "ordered"),
        (date(2027, 3, 2), "active", "ordered"),
        (date(2027, 4, 2), "grace", "unpaid"),
        (date(2027, 4, 8), "active", "paid"),
        (date(2027, 12, 8), "active", "renewed"),
        (date(2028, 1, 1), "ended", "followed"),
        (date(2028, 12, 11), "active", "renewed"),
        (date(2029, 1, 1), "ended", "followed"),
        (date(2029, 1, 11), "grace", "unpaid"),
        (date(2029, 3, 12), "read_only", "ei maksettu"),
        (date(2029, 3, 20), "active", "paid"),
        (date(2030, 1, 1), "ended", "notice"),
    ])  # fmt: skip


def assert_the_invoices(years: Years) -> None:
    """Three, each for its days, its class and its rate; all of it paid, and the bank's money is the ledger's."""
    small, large = (EXAMPLE.class_for(each).net_cents for each in (SMALL, LARGE))
    assert small < large
    documents = [from_data(each.document) for each in years.invoices()]
    told = [
        (each.issued_on, each.net_cents, [(line.first_day, line.last_day, line.vat_rate) for line in each.lines])
        for each in documents
    ]
    old, new = Decimal("25.5"), NEW_RATE[1]
    assert told == [
        (date(2027, 3, 2), round(small * 305 / 365), [(date(2027, 3, 2), date(2027, 12, 31), old)]),
        (date(2027, 12, 8), large, [(date(2028, 1, 1), date(2028, 12, 31), old)]),
        (date(2028, 12, 11), large, [(date(2029, 1, 1), date(2029, 12, 31), new)]),
    ]
    assert {line.description for each in documents for line in each.lines} == {WHAT_IS_SOLD["sv"]}
    with StaffSession(years.engines, read_only=True) as session:
        assert [each.open_cents for each in balances(session)] == [0, 0, 0]
        assert sorted(session.scalars(select(Payment.cents))) == sorted(each.gross_cents for each in documents)


def assert_every_letter_once(years: Years) -> None:
    """All that a server of letters has taken in three years, and none of it twice."""
    first, last = (f"Faktura {number}" for number in ("2027000001", "2028000001"))
    # The yearly look at who is still there has tests of its own.
    assert [each for each in years.posted if "Vilka är fortfarande med" not in each[1]] == [
        (date(2027, 1, 11), "Bekräfta beställningen: Pargas", ORDERER),
        (date(2027, 1, 11), "Inbjudan till välfärdsberättelsen: Pargas", ORDERER),
        (date(2027, 2, 25), "Provperioden upphör 11.3.2027: Pargas", ORDERER),
        (date(2027, 3, 2), "Licensen är i kraft: Pargas", ORDERER),
        (date(2027, 3, 3), first, PAYER),
        (date(2027, 4, 2), f"{first} är obetald: Pargas", ORDERER),
        (date(2027, 4, 2), f"{first} är obetald: Pargas", PAYER),
        (date(2027, 4, 4), f"{first} väntar ännu på betalning", PAYER),
        (date(2027, 12, 9), "Faktura 2027000002", PAYER),
        (date(2028, 12, 12), last, PAYER),
        (date(2029, 1, 11), f"{last} är obetald: Pargas", ORDERER),
        (date(2029, 1, 11), f"{last} är obetald: Pargas", PAYER),
        (date(2029, 1, 13), f"{last} väntar ännu på betalning", PAYER),
        (date(2029, 1, 24), "Betalningspåminnelse: faktura 2028000001", PAYER),
        (date(2029, 2, 9), f"{last} har varit obetald i 30 dagar", ORDERER),
        (date(2029, 2, 9), "Liiton tietoon: lasku 2028000001 on ollut maksamatta 30 päivää", OPERATOR.email),
        (date(2029, 11, 21), "Licensen är uppsagd: Pargas", ORDERER),
    ]
    assert max(Counter(years.office.ids()).values()) == 1
