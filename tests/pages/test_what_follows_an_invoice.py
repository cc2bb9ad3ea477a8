"""Disputes, claims and reference rates on their pages; what Stripe did not take, and what a night found."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.web.numbers import day
from billing.models import Invoice
from billing.payment_models import StripeEvent
from billing.reference_rates import KIND, reference_rates
from billing.reminders import is_disputed
from tenants import clock, proposals
from tenants.boundary import StaffSession
from tests.makers import a_person
from tests.money import an_unpaid_invoice
from tests.money_at_the_desk import money_at_the_desk
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_bad_input import assert_refused_at

RATES = "/fi/liitto/viitekorot"
CARDS = "/fi/liitto/maksut/kortit"


@pytest.fixture
def officer(engines, visitor):
    """A staff member at the desk."""
    return visitor(a_person(engines, "Liiton Liisa", is_staff=True))


def disputed(engines, invoice: Invoice) -> bool:
    with StaffSession(engines, read_only=True) as session:
        return is_disputed(session, invoice)


def trail(officer) -> str:
    return officer.get("/fi/liitto/tapahtumat").text


def test_a_dispute_is_opened_and_closed_with_a_note_that_stays(engines, officer):
    invoice = an_unpaid_invoice(engines)
    page, address = f"/fi/liitto/laskut/{invoice.number}", f"/fi/liitto/laskut/{invoice.number}/riitautus"
    assert_refused_at(officer.post(address, {"deed": "open", "note": " "}), "note")
    assert officer.post(address, {"deed": "forget", "note": "x"}).status_code == 400
    assert officer.post(address, {"deed": "open", "note": "Väkiluku on väärä"}).status_code == 302
    assert disputed(engines, invoice)
    assert "siitä ei lähetetä maksumuistutuksia" in officer.get(page).text
    assert_refused_at(officer.post(address, {"deed": "open", "note": "Uudestaan"}), "note")
    assert officer.post(address, {"deed": "close", "note": "Väkiluku oli oikea"}).status_code == 302
    assert not disputed(engines, invoice)
    said = officer.get(address).text
    assert said.index("Väkiluku on väärä") < said.index("Väkiluku oli oikea")
    assert "Maksaja ei ole riitauttanut laskua." in officer.get(page).text
    assert f"Liiton Liisa merkitsi laskun {invoice.number} riitautetuksi" in trail(officer)
    assert officer.get("/fi/liitto/laskut/1999000001/riitautus").status_code == 404


def test_a_late_invoice_shows_what_may_be_claimed_once_the_rates_are_known(engines, visitor, officer):
    invoice = an_unpaid_invoice(engines, issued_on=clock.today() - timedelta(days=60))
    page = f"/fi/liitto/laskut/{invoice.number}"
    with StaffSession(engines, read_only=True) as session:
        known = reference_rates(session)
    late = {half_year(invoice.due_on + timedelta(days=number)) for number in range(1, 31)}
    missing = sorted(late - known.keys())
    for each in missing:
        assert f"{day(each, 'fi')} alkavan puolivuoden viitekorkoa ei ole annettu" in officer.get(page).text
        assert officer.post(RATES, {"half_year": each.isoformat(), "rate": "3,5"}).status_code == 302
        address = decision_of(engines, officer, each)
        assert visitor(a_person(engines, is_staff=True)).post(address, {"decision": "approve"}).status_code == 302
    assert "Viivästyskorko tähän päivään" in officer.get(page).text
    assert "vakiokorvaus 40,00\u00a0€" in officer.get(page).text


def half_year(each: date) -> date:
    return date(each.year, 1 if each.month < 7 else 7, 1)


def decision_of(engines, officer, each: date) -> str:
    """Where a colleague decides; the one who proposed sees no button, and is refused."""
    with StaffSession(engines, read_only=True) as session:
        newest = [row for row in proposals.waiting(session, KIND) if row.payload["half_year"] == each.isoformat()][-1]
    address = f"{RATES}/{newest.id}"
    assert address not in officer.get(RATES).text
    refused = officer.post(address, {"decision": "approve"})
    (box,) = ParsedPage(refused.text).with_class("govuk-error-summary")
    assert (refused.status_code, "itse" in text_of(box)) == (409, True)
    assert officer.post(address, {"decision": "perhaps"}).status_code == 400
    return address


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"rate": "2,3"}, "rate"), ({"rate": "31"}, "rate"), ({"rate": "-1"}, "rate"), ({"rate": ""}, "rate"),
     ({"half_year": "1999-01-01"}, "half_year"), ({"half_year": "x"}, "half_year")],
)  # fmt: skip
def test_what_is_no_reference_rate_is_refused_at_its_field(engines, officer, typed, field):
    proposed = {"half_year": f"{clock.today().year + 1}-01-01", "rate": "2,5"} | typed
    page = assert_refused_at(officer.post(RATES, proposed), field)
    if field == "rate":
        assert page.value_of("rate") == typed["rate"]


def test_a_declined_rate_does_not_count(engines, visitor, officer):
    each = date(clock.today().year + 1, 7, 1)
    assert officer.post(RATES, {"half_year": each.isoformat(), "rate": "9,5"}).status_code == 302
    address = decision_of(engines, officer, each)
    assert visitor(a_person(engines, is_staff=True)).post(address, {"decision": "decline"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert reference_rates(session).get(each) != Decimal("9.5")
    assert "hylkäsi viitekoron puolivuodelle" in trail(officer)


def test_what_stripe_told_in_vain_is_handled_anew_or_seen_to_by_a_person(engines, officer):
    made = money_at_the_desk(engines, an_unpaid_invoice(engines))
    text = officer.get(CARDS).text
    assert "ei nimeä mitään laskuamme" in text
    assert "yrityksiä 1" in text
    event = f"{CARDS}/{made.event.id}"
    assert officer.post(event, {"deed": "retry"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        waiting = session.get_one(StripeEvent, made.event.id)
        assert (waiting.tries, waiting.error, waiting.handled_at) == (0, None, None)
    assert officer.post(event, {"deed": "retry"}).status_code == 404
    other = f"{CARDS}/{made.event.id.replace('evt_1', 'evt_2')}"
    assert officer.post(other, {"deed": "settle"}).status_code == 302
    assert officer.post(other, {"deed": "burn"}).status_code == 400
    assert made.event.subject not in officer.get(CARDS).text.partition("Palautukset, jotka")[0]
    assert f"merkitsi Stripen tapahtuman {made.event.id.replace('evt_1', 'evt_2')} selvitetyksi" in trail(officer)
    assert officer.post(f"/fi/liitto/maksut/palautukset/{uuid.uuid4()}").status_code == 404


def test_what_a_night_found_stands_under_its_day(engines, officer):
    made = money_at_the_desk(engines, an_unpaid_invoice(engines))
    page = ParsedPage(officer.get("/fi/liitto/maksut/tasmaytys").text)
    rows = [[text_of(cell) for cell in row] for row in page.all("tr")]
    assert ["reskontrassamme on maksu, jota ei ole Stripessä", made.by_card.external_id, "30,00 €", "0,00 €"] in rows
