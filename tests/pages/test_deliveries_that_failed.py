"""Staff see what did not reach its payer and why, and have it tried again; no page leads to a file still being made."""

import pytest

from app.config import EInvoices
from app.payments.delivering import deliver
from tenants import clock
from tests.deliveries import a_failed_delivery, delivery_of, issued_without_files, let_nothing_else_wait, told
from tests.issuing import an_issued_invoice
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.pages.parsed import ParsedPage, text_of

LIST, AGAIN = "/fi/liitto/toimitukset", "/fi/liitto/laskut/{}/toimita"
TRAIL = "/fi/liitto/tapahtumat"


@pytest.fixture
def officer(engines, visitor):
    return visitor(a_person(engines, "Liiton Lasse", is_staff=True))


@pytest.fixture
def failed(engines, municipality):
    """An invoice that did not arrive."""
    let_nothing_else_wait(engines)
    invoice = an_issued_invoice(engines, municipality)
    a_failed_delivery(engines, invoice)
    return invoice


def row_of(page: str, number: str) -> str:
    """The words of a document's row among the deliveries."""
    (row,) = [each for each in ParsedPage(page).all("tr") if number in text_of(each) and "/nowhere" in text_of(each)]
    return text_of(row)


@pytest.mark.parametrize("address", [LIST, "/fi/liitto/laskut/{}"])
def test_staff_read_what_did_not_arrive_and_why_and_have_it_tried_again(engines, officer, failed, address):
    page = officer.get(address.format(failed.number)).text
    assert "No such file or directory: /nowhere" in row_of(page, failed.number)
    back = "list" if address == LIST else ""
    answer = officer.post(AGAIN.format(failed.number), {"back": back})
    assert (answer.status_code, answer.location) == (302, address.format(failed.number))
    assert told(engines, failed)[1:] == ("pending", 0, None)
    assert f"Liiton Lasse toimitti asiakirjan {failed.number} uudelleen" in officer.get(TRAIL).text
    assert officer.post(AGAIN.format(failed.number)).status_code == 404


def test_what_the_operator_did_not_get_through_goes_by_e_mail_when_staff_say_so(engines, officer, failed, tmp_path):
    assert "email" in officer.get(LIST).text
    assert officer.post(AGAIN.format(failed.number), {"how": "email"}).status_code == 302
    assert told(engines, failed) == ("email", "pending", 0, None)
    deliver(engines, EInvoices(tmp_path, "finvoice"), clock.now())
    assert told(engines, failed) == ("email", "in_flight", 1, None)
    assert [each.kind for each in outbox(engines)] == ["invoice"]
    assert officer.post(AGAIN.format(failed.number), {"how": "email"}).status_code == 404
    assert "Liiton Lasse lähetti asiakirjan" in officer.get(TRAIL).text


def test_what_was_refused_after_it_had_arrived_goes_by_e_mail_too(engines, officer, municipality, tmp_path):
    let_nothing_else_wait(engines)
    invoice = an_issued_invoice(engines, municipality)
    deliver(engines, EInvoices(tmp_path, "finvoice"), clock.now())
    assert told(engines, invoice)[:2] == ("folder", "done")
    assert officer.post(AGAIN.format(invoice.number), {"how": "again"}).status_code == 404
    assert officer.post(AGAIN.format(invoice.number), {"how": "email"}).status_code == 302
    deliver(engines, EInvoices(tmp_path, "finvoice"), clock.now())
    assert told(engines, invoice)[:2] == ("email", "in_flight")


def test_what_failed_together_is_tried_again_with_one_press(engines, officer, failed):
    other = an_issued_invoice(engines, a_municipality(engines))
    a_failed_delivery(engines, other)
    assert "Toimitukset, jotka epäonnistuivat: 2" in officer.get("/fi/liitto/laskut").text
    assert officer.post(f"{LIST}/uudelleen").status_code == 400
    assert officer.post(f"{LIST}/uudelleen", {"which": "all"}).location == LIST
    assert {told(engines, each)[1] for each in (failed, other)} == {"pending"}
    assert failed.number not in officer.get(LIST).text
    assert "Liiton Lasse toimitti 2 asiakirjaa uudelleen" in officer.get(TRAIL).text


def test_an_invoice_s_page_says_how_far_it_is_though_nothing_has_begun(engines, officer, municipality):
    let_nothing_else_wait(engines)
    invoice = an_issued_invoice(engines, municipality)
    assert delivery_of(engines, invoice) is None
    assert "odottaa" in officer.get(f"/fi/liitto/laskut/{invoice.number}").text


def test_no_link_leads_to_a_file_that_is_still_being_made(engines, officer):
    invoice = issued_without_files(engines)
    page = officer.get(f"/fi/liitto/laskut/{invoice.number}").text
    assert f"{invoice.number}.pdf" not in page
    assert "tehdään parhaillaan" in page
