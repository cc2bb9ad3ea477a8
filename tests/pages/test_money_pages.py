"""Money at the association's desk: bank files, the queue, what is given back. Refusals stand at their field."""

import hashlib
import io
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.web.numbers import day
from billing.balances import open_cents
from billing.models import Invoice
from billing.payment_models import BankFile, CardRefund, Payment
from billing.payments import rest_cents, store_payment, take_turn
from tenants import clock
from tenants.boundary import StaffSession
from tests.bank_files import Money, a_statement
from tests.issuing import an_issued_invoice
from tests.makers import a_person
from tests.money import ISSUED_ON, a_payment
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_bad_input import assert_refused_at

QUEUE = "/fi/liitto/maksut"
FILES = f"{QUEUE}/tiliotteet"


@pytest.fixture
def officer(engines, visitor):
    """A staff member at the desk."""
    return visitor(a_person(engines, "Liiton Liisa", is_staff=True))


@pytest.fixture
def invoice(engines, municipality):
    """An unpaid invoice of the municipality."""
    return an_issued_invoice(engines, municipality)


def take_in(officer, content: bytes, name: str = "tiliote.xml", language: str = "fi"):
    address = {"fi": FILES, "sv": "/sv/forbundet/betalningar/kontoutdrag"}[language]
    return officer.post(address, {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def a_transfer(cents: int, **told: str) -> Money:
    """Money by bank with an id of its own."""
    return replace(Money(cents, bank_id=uuid.uuid4().hex), **told)


def stored(engines, sent: Money) -> Payment:
    with StaffSession(engines, read_only=True) as session:
        return session.scalars(select(Payment).where(Payment.external_id.endswith(sent.bank_id))).one()


def a_waiting_payment(engines, officer, sent: Money) -> tuple[str, Payment]:
    """Taken in; its address and its row."""
    assert take_in(officer, a_statement(sent)).status_code == 302
    payment = stored(engines, sent)
    return f"{QUEUE}/{payment.id}", payment


def ledger(engines, invoice, payment) -> tuple[int, int]:
    """What is open of the invoice, what is left of the payment."""
    with StaffSession(engines, read_only=True) as session:
        return open_cents(session, invoice), rest_cents(session, payment)


def trail(officer) -> str:
    return officer.get("/fi/liitto/tapahtumat").text


def notices(officer, address: str) -> list[str]:
    page = ParsedPage(officer.get(address).text)
    return [text_of(each) for each in page.with_class("govuk-notification-banner__content")]


def test_a_bank_file_is_told_of_in_plain_words_and_once_more_changes_nothing(engines, officer, invoice):
    paid, strange = a_transfer(invoice.gross_cents, reference=invoice.reference), a_transfer(3)
    name = f"{uuid.uuid4().hex}.xml"
    content = a_statement(paid, strange, a_transfer(5, is_credit=False))
    assert take_in(officer, content, name).status_code == 302
    assert notices(officer, FILES) == ["Tallennettuja maksuja: 2.", "Maksuja, jotka odottavat jonossa käsittelijää: 1."]
    (row,) = [each for each in ParsedPage(officer.get(FILES).text).all("tr") if name in text_of(each)]
    assert [text_of(cell) for cell in row.iter("td")][:5] == ["Liiton Liisa", name, "2", "2", "1"]
    assert take_in(officer, content, "uudelleen.xml").status_code == 302
    assert notices(officer, FILES) == ["Juuri tämä aineisto on luettu aiemmin. Mikään ei muuttunut."]
    assert "uudelleen.xml" not in officer.get(FILES).text
    assert ledger(engines, invoice, stored(engines, strange)) == (0, 3)
    assert "Liiton Liisa luki pankin aineiston; tallennettuja maksuja: 2" in trail(officer)


@pytest.mark.parametrize(
    ("content", "fi", "sv"),
    [
        (b"%PDF-1.7", "Tämä ei ole XML-tiedosto", "ingen XML-fil"),
        (b"<Document/>", "ei ole tiliote", "varken ett kontoutdrag"),
        (a_statement(Money(), version="99"), "versiota 99", "version 99"),
        (a_statement(Money(), currency="SEK"), "SEK", "SEK"),
        (a_statement(Money(), booked=""), "puuttuu BookgDt", "saknas BookgDt"),
        (
            a_statement(Money()).replace(b"FI2112345600000785", b"FI7944052020036082"),
            "tililtä FI7944052020036082",
            "konto FI7944052020036082",
        ),
        (b"x" * (10 * 1024 * 1024 + 1), "liian suuri", "för stor"),
    ],
    ids=["no XML", "another message", "version", "currency", "incomplete", "account", "large"],
)
def test_a_wrong_file_is_refused_at_its_field_in_the_reader_s_language(engines, officer, content, fi, sv):
    for language, words in {"fi": fi, "sv": sv}.items():
        answer = take_in(officer, content, language=language)
        assert words in answer.text
        if language == "fi":
            assert_refused_at(answer, "file")
    with StaffSession(engines, read_only=True) as session:
        checksum = hashlib.sha256(content).hexdigest()
        assert session.scalar(select(func.count()).select_from(BankFile).filter_by(checksum=checksum)) == 0


def test_what_is_much_too_large_is_not_read_at_all(officer):
    assert take_in(officer, b"x" * (12 * 1024 * 1024)).status_code == 413
    assert take_in(officer, b"").status_code == 422


def test_a_payment_of_unknown_reference_is_counted_for_the_invoice_that_a_person_chooses(engines, officer, invoice):
    address, payment = a_waiting_payment(engines, officer, a_transfer(70_00, reference="1232", payer="Jokin kunta"))
    (row,) = [each for each in ParsedPage(officer.get(QUEUE).text).all("tr") if str(payment.id) in officer_links(each)]
    assert {"Jokin kunta (pankin kautta)", "tuntematon viitenumero"} <= {text_of(cell) for cell in row.iter("td")}
    typed = {"suggested": "another", "number": f" {invoice.number[:4]}-{invoice.number[4:]}", "sum": "60"}
    assert officer.post(address, typed).status_code == 302
    assert ledger(engines, invoice, payment) == (invoice.gross_cents - 60_00, 10_00)
    assert officer.post(address, typed | {"number": invoice.reference, "sum": "10,00"}).status_code == 302
    assert ledger(engines, invoice, payment) == (invoice.gross_cents - 70_00, 0)
    assert str(payment.id) not in officer.get(QUEUE).text
    assert_refused_at(officer.post(address, typed), "sum")
    assert invoice.number in officer.get(address).text
    assert officer.post(f"{address}/laskut/{invoice.number}/irti").status_code == 302
    assert ledger(engines, invoice, payment) == (invoice.gross_cents, 70_00)
    assert officer.post(f"{address}/laskut/{invoice.number}/irti").status_code == 409
    for sentence in ("kohdisti maksusta 60,00\u00a0€ laskulle", "poisti maksun, 70,00\u00a0€, laskulta"):
        assert f"Liiton Liisa {sentence} {invoice.number}" in trail(officer)


def officer_links(row) -> str:
    return " ".join(link.get("href", "") for link in row.iter("a"))


def test_a_suggested_invoice_is_chosen_by_its_button_and_never_for_more_than_is_open(engines, officer, invoice):
    sent = a_transfer(invoice.gross_cents + 500, message=f"Lasku {invoice.number}")
    address, payment = a_waiting_payment(engines, officer, sent)
    page = ParsedPage(officer.get(address).text)
    (chosen,) = [each.get("value") for each in page.all("input") if "checked" in each.attrib]
    assert (chosen, page.value_of("sum")) == (invoice.number, f"{invoice.gross_cents / 100:.2f}".replace(".", ","))
    too_much = officer.post(address, {"suggested": chosen, "number": "", "sum": f"{invoice.gross_cents // 100 + 1}"})
    assert_refused_at(too_much, "sum")
    assert "Laskusta on maksamatta vain" in too_much.text
    assert officer.post(address, {"suggested": chosen, "number": "", "sum": page.value_of("sum")}).status_code == 302
    assert ledger(engines, invoice, payment) == (0, 500)
    assert "enemmän" not in officer.get(address).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sum": "paljon"}, "sum"),
        ({"sum": ""}, "sum"),
        ({"sum": "-5"}, "sum"),
        ({"sum": "0"}, "sum"),
        ({"sum": "70,01"}, "sum"),
        ({"number": ""}, "number"),
        ({"number": "12345"}, "number"),
        ({"number": "9" * 41}, "number"),
    ],
)
def test_what_cannot_be_counted_is_refused_at_its_field_and_stays_there(engines, officer, invoice, typed, field):
    address, payment = a_waiting_payment(engines, officer, a_transfer(70_00, payer="Jokin kunta"))
    filled = {"suggested": "another", "number": invoice.number, "sum": "70"} | typed
    page = assert_refused_at(officer.post(address, filled), field)
    assert page.value_of(field) == filled[field]
    assert ledger(engines, invoice, payment) == (invoice.gross_cents, 70_00)


def test_nothing_is_counted_for_a_credit_note(engines, officer, invoice):
    assert officer.post(f"/fi/liitto/laskut/{invoice.number}", {"ends_on": "31.12.2026"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        note = session.scalars(select(Invoice).filter_by(credits_id=invoice.id)).one()
    address, _ = a_waiting_payment(engines, officer, a_transfer(70_00, payer="Jokin kunta"))
    answer = officer.post(address, {"suggested": "another", "number": note.number, "sum": "70"})
    assert_refused_at(answer, "number")
    assert "Tämä on hyvityslasku" in answer.text


def test_money_that_went_back_is_taken_off_the_invoice_that_it_had_paid(engines, officer, invoice):
    paid = a_transfer(invoice.gross_cents, reference=invoice.reference)
    assert take_in(officer, a_statement(paid)).status_code == 302
    back = a_transfer(20_00, is_credit=False, reference=invoice.reference)
    assert take_in(officer, a_statement(back, reversal="<RvslInd>true</RvslInd>")).status_code == 302
    payment = stored(engines, back)
    page = ParsedPage(officer.get(f"{QUEUE}/{payment.id}").text)
    assert page.value_of("sum") == "20,00"
    typed = {"suggested": invoice.number, "number": "", "sum": "20,00"}
    assert officer.post(f"{QUEUE}/{payment.id}", typed).status_code == 302
    assert ledger(engines, invoice, payment) == (20_00, 0)
    assert f"poisti palautuneen maksun, 20,00\u00a0€, laskulta {invoice.number}" in trail(officer)


def test_money_that_the_bank_gave_back_is_set_against_the_payment_that_had_come(engines, officer):
    # A sum of its own: the page offers what has the same sum, and other tests leave money behind.
    came, payment = a_waiting_payment(engines, officer, a_transfer(83_19, payer="Väärä maksaja"))
    sent = a_transfer(83_19, is_credit=False, payer="Väärä maksaja")
    assert take_in(officer, a_statement(sent, reversal="<RvslInd>true</RvslInd>")).status_code == 302
    back = f"{QUEUE}/{stored(engines, sent).id}"
    button = f"{back}/vastaa/{payment.id}"
    assert button in officer.get(back).text
    assert officer.post(f"{came}/vastaa/{payment.id}").status_code == 409
    assert officer.post(button).status_code == 302
    assert officer.post(button).status_code == 409
    with StaffSession(engines, read_only=True) as session:
        assert [rest_cents(session, each) for each in (payment, stored(engines, sent))] == [0, 0]
    for each in (payment, stored(engines, sent)):
        assert str(each.id) not in officer.get(QUEUE).text
    assert "totesi, että palautunut 83,19\u00a0€ oli 3.2.2027 saapunut maksu" in trail(officer)


def test_a_repayment_by_bank_is_recorded_with_its_day(engines, officer):
    with StaffSession(engines) as session, session.begin():
        payment = a_payment(session, 70_00, clock.today() - timedelta(days=10))
    address, today = f"{QUEUE}/{payment.id}/palautus", day(clock.today(), "fi")
    refused = [
        ("sum", "70,01", today),
        ("sum", "", today),
        ("paid_on", "70", "huomenna"),
        ("paid_on", "70", day(clock.today() + timedelta(days=1), "fi")),
        ("paid_on", "70", day(clock.today() - timedelta(days=11), "fi")),
    ]
    for field, sum, paid_on in refused:
        page = assert_refused_at(officer.post(address, {"sum": sum, "paid_on": paid_on}), field)
        assert (page.value_of("sum"), page.value_of("paid_on")) == (sum, paid_on)
    assert officer.post(address, {"sum": "70", "paid_on": today}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert rest_cents(session, payment) == 0
    assert str(payment.id) not in officer.get(QUEUE).text
    assert f"Liiton Liisa kirjasi, että 70,00\u00a0€ maksettiin takaisin {today}" in trail(officer)


def test_a_card_payment_is_given_back_by_stripe_and_its_state_is_seen(engines, officer):
    with StaffSession(engines) as session, session.begin():
        take_turn(session)
        payment = store_payment(session, "stripe", f"pi_{uuid.uuid4().hex}", ISSUED_ON, 70_00)
    address = f"{QUEUE}/{payment.id}"
    assert_refused_at(officer.post(f"{address}/palautus", {"sum": "70,01"}), "sum")
    assert officer.post(f"{address}/palautus", {"sum": "30"}).status_code == 302
    assert "30,00\u00a0€ pyydetty, matkalla Stripelle" in officer.get(address).text
    assert_refused_at(officer.post(f"{address}/palautus", {"sum": "30"}), "sum")
    with StaffSession(engines) as session, session.begin():
        (asked,) = session.scalars(select(CardRefund).filter_by(payment_id=payment.id))
        assert (asked.cents, asked.state) == (30_00, "waiting")
        asked.tries = 20
    again = f"{QUEUE}/palautukset/{asked.id}"
    assert officer.post(again).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert session.get_one(CardRefund, asked.id).tries == 0
    assert "pyysi Stripeä palauttamaan korttimaksusta 30,00\u00a0€" in trail(officer)


def test_licences_invoices_and_payments_are_found_by_any_number_or_name(engines, municipality, officer, invoice):
    payer = f"Kassa {uuid.uuid4().hex[:8]}"
    address, payment = a_waiting_payment(engines, officer, a_transfer(70_01, payer=payer, message="Kevään lisenssi"))
    page = f"/fi/liitto/laskut/{invoice.number}"

    def found(words: str) -> set[str]:
        text = officer.get("/fi/liitto/", query_string={"q": words}).text
        links = {"payment": address, "invoice": page, "licence": "/fi/liitto/lisenssit/"}
        return {name for name, link in links.items() if link in text}

    assert found(payer[3:].upper()) == {"payment"}
    assert {"payment"} <= found("70,01")
    assert found(payment.external_id[-12:]) == {"payment"}
    assert found(f"{invoice.number[:4]}-{invoice.number[4:]}") == found(f" {invoice.reference}") == {"invoice"}
    assert found(municipality.facts.municipality_code) == {"invoice", "licence"}
    assert found(municipality.facts.names["fi"]) == {"invoice", "licence"}
    assert {"invoice"} <= found(invoice.document["buyer"]["business_id"])
    assert found("%") == set()
    assert "Mitään ei löytynyt." in officer.get("/fi/liitto/", query_string={"q": "zzz"}).text
