"""Where no operator picks up e-invoices, a letter carries the PDF; its fate is the delivery's."""

from datetime import timedelta
from functools import partial

import pytest

from app.config import EInvoices
from app.messages import outbox
from app.messages.smtp import post_office
from app.messages.writing import write
from app.payments.delivering import deliver
from billing.deliveries import start_over
from billing.delivery_rules import MOST_TRIES, PATIENCE
from tenants import clock
from tenants.boundary import StaffSession
from tenants.permissions import Role
from tests.deliveries import change_invoicing_address, end_every_membership, kept, let_nothing_else_wait, told
from tests.issuing import an_issued_invoice, billing_details
from tests.letters import PostOffice
from tests.makers import a_municipality

DAY = PATIENCE + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nothing_else_waits(engines):
    let_nothing_else_wait(engines)


@pytest.fixture
def invoice(engines, municipality):
    return an_issued_invoice(engines, municipality)


@pytest.fixture
def by_e_mail(engines):
    """A function: the worker's duty where there is no folder, so long from now."""

    def work(after=timedelta(0)):
        deliver(engines, EInvoices(None, "finvoice"), clock.now() + after)

    return work


@pytest.fixture
def office():
    with PostOffice() as office:
        yield office


@pytest.fixture
def post(app, engines, office):
    """A function: the letters that are due are sent."""

    def send(after=timedelta(0)):
        outbox.drain(engines, clock.now() + after, partial(write, app), partial(post_office, office.settings(), "x"))

    return send


def test_where_no_operator_picks_up_the_invoice_goes_by_e_mail_as_a_pdf(engines, invoice, by_e_mail, post, office):
    by_e_mail()
    assert told(engines, invoice) == ("email", "in_flight", 1, None)
    post()
    by_e_mail()
    assert told(engines, invoice) == ("email", "done", 1, None)
    (letter,) = office.taken
    assert letter["To"].addresses[0].addr_spec == billing_details()["email"]
    assert (letter["Subject"], invoice.document["language"]) == (f"Faktura {invoice.number}", "sv")
    (pdf,) = letter.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content()) == (f"{invoice.number}.pdf", kept(engines, invoice, "pdf"))
    for after in (timedelta(0), DAY):
        by_e_mail(after)
        post(after)
    assert len(office.taken) == 1


def test_without_an_address_for_invoices_the_coordinators_get_the_letter_in_their_own_language(
    engines, municipality, invoice, by_e_mail, post, office
):
    change_invoicing_address(engines, municipality, "")
    by_e_mail()
    post()
    (letter,) = office.taken
    assert letter["To"].addresses[0].addr_spec == municipality.people[Role.COORDINATOR].email
    assert letter["Subject"] == f"Lasku {invoice.number}"


def test_an_address_that_refuses_is_tried_again_and_a_corrected_one_gets_the_invoice(
    engines, municipality, invoice, by_e_mail, post, office
):
    change_invoicing_address(engines, municipality, "poissa@kunta.example")
    office.answers = ["550 no such user here"] * 2
    by_e_mail()
    post()
    by_e_mail()
    assert told(engines, invoice) == ("email", "failed", 1, "550 no such user here")
    for later in (DAY, DAY + timedelta(minutes=1)):  # the second time hears what became of the first
        by_e_mail(later)
        post(later)
    assert told(engines, invoice) == ("email", "failed", 2, "550 no such user here")
    assert office.answers == []
    change_invoicing_address(engines, municipality, "oikea@kunta.example")
    by_e_mail(2 * DAY + timedelta(minutes=1))
    post(2 * DAY + timedelta(minutes=1))
    assert {letter["To"].addresses[0].addr_spec for letter in office.taken} >= {"oikea@kunta.example"}
    by_e_mail(2 * DAY + timedelta(minutes=1))
    assert told(engines, invoice)[1:3] == ("done", 3)


def test_a_letter_of_which_no_word_comes_for_days_is_left_to_people_and_still_goes_once(
    engines, invoice, by_e_mail, post, office
):
    for tries in range(1, MOST_TRIES + 1):
        by_e_mail(tries * DAY)
        assert told(engines, invoice) == ("email", "in_flight", tries, None)
    by_e_mail((MOST_TRIES + 1) * DAY)
    assert told(engines, invoice) == ("email", "failed", MOST_TRIES, "no_word")
    post()
    with StaffSession(engines) as session, session.begin():
        assert start_over(session) == 1
    by_e_mail()
    assert told(engines, invoice)[1] == "done"
    assert len(office.taken) == 1


def test_without_anybody_to_write_to_staff_are_told_so(engines, by_e_mail):
    home = a_municipality(engines)
    invoice = an_issued_invoice(engines, home)
    change_invoicing_address(engines, home, "")
    end_every_membership(home)
    by_e_mail()
    assert told(engines, invoice) == ("email", "failed", 1, "no_receiver")
