"""Reminders as they arrive: to the payer, then to coordinators and our desk; each once, none without cause."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest

from app.messages.duties import DUTIES
from app.messages.models import Letter
from app.messages.writing import write
from app.payments import actions
from app.payments.reminding import remind
from app.web.numbers import day, number
from billing.payments import allocate
from billing.reminders import close_dispute, open_dispute
from tenants.boundary import StaffSession
from tenants.clock import HELSINKI
from tenants.permissions import Role
from tests.association import OPERATOR
from tests.deliveries import a_test_invoice, change_invoicing_address, end_every_membership, let_nothing_else_wait
from tests.issuing import an_issued_invoice, billing_details
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.money import ISSUED_ON, a_payment

LICENCE_PAGE = {"fi": "lisenssi", "sv": "licens"}
PAYER = billing_details()["email"]
NOTE, REMINDER, NOTICE, TO_DESK = (
    "invoice_friendly_note",
    "invoice_reminder",
    "invoice_owner_notice",
    "invoice_long_unpaid",
)


@pytest.fixture(autouse=True)
def nothing_else_waits(engines):
    let_nothing_else_wait(engines)


@pytest.fixture
def invoice(engines, municipality):
    """Issued on 4 January 2027, due on Wednesday 3 February; written in Swedish."""
    return an_issued_invoice(engines, municipality)


@pytest.fixture
def morning(engines, invoice):
    """A function: the duty is done in the morning so many days after the due day."""

    def work(days: int) -> None:
        remind(engines, OPERATOR, datetime.combine(invoice.due_on + timedelta(days=days), time(8), HELSINKI))

    return work


def letters(engines, invoice) -> list[Letter]:
    """What was posted about one invoice, in order."""
    return outbox(engines, Letter.payload["number"].astext == invoice.number)


def kinds(engines, invoice) -> list[str]:
    return [letter.kind for letter in letters(engines, invoice)]


def read(app, letter: Letter) -> EmailMessage:
    """As its reader gets it."""
    return BytesParser(policy=default).parsebytes(write(app, letter)[1])


def receivers(app, arrived: list[Letter]) -> list[tuple[str, str]]:
    """(kind, address) of each."""
    return [(each.kind, read(app, each)["To"].addresses[0].addr_spec) for each in arrived]


def test_each_letter_goes_once_on_its_day_to_whom_it_concerns(app, engines, municipality, invoice, morning):
    by_day = {}
    for days in range(-1, 70):
        for _ in range(2):
            before = len(letters(engines, invoice))
            morning(days)
            if posted := letters(engines, invoice)[before:]:
                assert days not in by_day
                by_day[days] = set(receivers(app, posted))
    assert by_day == {
        3: {(NOTE, PAYER)},
        14: {(REMINDER, PAYER)},
        30: {(NOTICE, municipality.people[Role.COORDINATOR].email), (TO_DESK, OPERATOR.email)},
    }


def test_many_workers_at_once_write_one_letter(engines, invoice, morning):
    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(morning, 3) for _ in range(6)]:
            done.result()
    assert kinds(engines, invoice) == [NOTE]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_payer_reads_what_to_pay_where_and_where_to_look(app, engines, language):
    home = a_municipality(engines, bilingual=True)
    invoice = an_issued_invoice(engines, home, language=language)
    for days in (3, 14):
        remind(engines, OPERATOR, datetime.combine(invoice.due_on + timedelta(days=days), time(8), HELSINKI))
    for letter, days in zip(letters(engines, invoice), (3, 14), strict=True):
        arrived = read(app, letter)
        text = arrived.get_body(("plain",)).get_content()
        euros = number(invoice.gross_cents / 100, 2, language)
        for said in (
            invoice.number, invoice.reference, f"{euros}\N{NO-BREAK SPACE}€", day(invoice.due_on, language),
            day(invoice.due_on + timedelta(days=days), language), "FI21 1234 5600 0007 85", OPERATOR.name[language],
            home.facts.names[language], f"/{language}/{home.facts.slugs[language]}/{LICENCE_PAGE[language]}",
        ):  # fmt: skip
            assert said in text, said
        assert invoice.number in arrived["Subject"]
        assert [each.get_filename() for each in arrived.iter_attachments()] == [f"{invoice.number}.pdf"]


def test_a_partly_paid_invoice_is_reminded_of_by_its_rest(app, engines, invoice, morning):
    with StaffSession(engines) as session, session.begin():
        allocate(session, a_payment(session, 91_45), session.merge(invoice), 91_45)
    morning(3)
    (letter,) = letters(engines, invoice)
    assert letter.payload["open_cents"] == invoice.gross_cents - 91_45
    rest = number((invoice.gross_cents - 91_45) / 100, 2, "sv")
    assert rest in read(app, letter).get_body(("plain",)).get_content()


def test_without_an_address_for_invoices_coordinators_are_reminded_in_their_own_language(
    app, engines, municipality, invoice, morning
):
    change_invoicing_address(engines, municipality, "")
    morning(14)
    (letter,) = letters(engines, invoice)
    arrived = read(app, letter)
    assert arrived["To"].addresses[0].addr_spec == municipality.people[Role.COORDINATOR].email
    assert arrived["Subject"] == f"Maksumuistutus: lasku {invoice.number}"


def test_where_nobody_is_known_our_own_desk_hears_of_it(app, engines, municipality, invoice, morning):
    change_invoicing_address(engines, municipality, "")
    end_every_membership(municipality)
    for days in (3, 14, 30):
        morning(days)
    assert receivers(app, letters(engines, invoice)) == [(kind, OPERATOR.email) for kind in (NOTE, REMINDER, TO_DESK)]


def test_the_desk_is_led_to_the_invoice_where_a_person_decides(app, engines, invoice, morning):
    morning(30)
    (letter,) = [each for each in letters(engines, invoice) if each.kind == TO_DESK]
    text = read(app, letter).get_body(("plain",)).get_content()
    assert f"/fi/liitto/laskut/{invoice.number}" in text


@pytest.mark.parametrize("has_coordinators", [True, False])
def test_the_desk_is_told_of_nothing_that_was_not_sent(app, engines, municipality, invoice, morning, has_coordinators):
    if not has_coordinators:
        end_every_membership(municipality)
    morning(30)
    assert kinds(engines, invoice) == ([NOTICE, TO_DESK] if has_coordinators else [TO_DESK])
    text = read(app, letters(engines, invoice)[-1]).get_body(("plain",)).get_content()
    assert "muistutettu" not in text
    assert ("kirjoitettiin samalla kunnan koordinaattoreille" in text) == has_coordinators
    assert ("Kunnalla ei ole koordinaattoria" in text) != has_coordinators


def test_a_dispute_holds_every_letter_back_until_it_is_closed(engines, invoice, morning):
    officer = a_person(engines, is_staff=True).id
    with StaffSession(engines) as session, session.begin():
        open_dispute(session, officer, invoice, "Väkiluku on väärä")
    for days in (3, 14):
        morning(days)
    assert kinds(engines, invoice) == []
    with StaffSession(engines) as session, session.begin():
        close_dispute(session, officer, invoice, "Väkiluku oli oikea")
    morning(15)
    assert kinds(engines, invoice) == [REMINDER]


@pytest.mark.parametrize("what", ["paid", "credited"])
def test_what_is_settled_is_never_reminded_of(engines, invoice, morning, what):
    with StaffSession(engines) as session, session.begin():
        if what == "paid":
            allocate(session, a_payment(session, invoice.gross_cents), session.merge(invoice), invoice.gross_cents)
        else:
            actions.credit(session, session.merge(invoice), date(2026, 12, 31), ISSUED_ON)
    for days in (3, 14, 30):
        morning(days)
    assert kinds(engines, invoice) == []


def test_a_test_invoice_is_never_reminded_of(engines, invoice, morning):
    trial = a_test_invoice(engines, invoice)
    for days in (3, 14, 30):
        morning(days)
    assert (len(kinds(engines, invoice)), kinds(engines, trial)) == (4, [])


def test_the_letters_are_written_in_the_morning_in_finland_all_the_year_round():
    (duty,) = [each for each in DUTIES if each.name.endswith("remind_of_unpaid_invoices")]
    minute, hours, *rest = duty.when.split()
    assert (minute, rest) == ("0", ["*"] * 3)
    first, last = map(int, hours.split("-"))
    for month in (1, 7):
        in_finland = [datetime(2027, month, 1, hour, tzinfo=UTC).astimezone(HELSINKI).hour for hour in (first, last)]
        assert min(in_finland) >= 8
        assert max(in_finland) <= 11
