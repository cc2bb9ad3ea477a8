"""A bank's file becomes a paid invoice in a staff member's hands, in each language, on a phone and without scripts."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.bank_files import Money, a_statement
from tests.issuing import an_issued_invoice
from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality, a_person

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
WAYS = {
    "in Finnish": ("fi", {}),
    "in Swedish on a phone": ("sv", {"viewport": {"width": 375, "height": 800}}),
    "without scripts": ("fi", {"java_script_enabled": False}),
}


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_a_bank_file_is_taken_in_and_its_payment_counted_until_the_invoice_is_paid(engines, tab, language, options):
    invoice = an_issued_invoice(engines, a_municipality(engines))
    officer = TabInOneLanguage(tab(locale=f"{language}-FI", **options).page, language)
    officer.open(SIGN_IN[language])
    officer.sign_in(a_person(engines, "Liiton Lotta", language=language, is_staff=True))
    takes_in_a_file(officer, invoice)
    counts_the_payment(officer, invoice)
    sees_the_invoice_paid(officer, invoice)
    assert {each.partition("status of ")[2] for each in officer.troubles} == {"422 (UNPROCESSABLE ENTITY)"}


def takes_in_a_file(officer, invoice):
    """The payer wrote the number into the message and paid five euros too much."""
    with_number = Money(invoice.gross_cents + 5_00, message=f"lasku {invoice.number}", bank_id=uuid.uuid4().hex)
    officer.open({"fi": "/fi/liitto/maksut", "sv": "/sv/forbundet/betalningar"}[officer.language])
    officer.follow("Files from the bank")
    officer.press("Take in the file")
    expect(officer.page.locator("#file-error")).to_be_visible()
    file = {"name": "tiliote.xml", "mimeType": "application/xml", "buffer": a_statement(with_number)}
    officer.page.locator("#file").set_input_files(file)
    officer.press("Take in the file")
    assert officer.say("Payments stored: %(count)s.") % {"count": 1} in officer.text()


def counts_the_payment(officer, invoice):
    officer.follow("Payments in the queue")
    officer.page.locator("tr", has_text=f"lasku {invoice.number}").locator("th a").click()
    assert officer.page.locator(f"input[value='{invoice.number}']").is_checked()
    proposed = officer.page.locator("#sum").input_value()
    officer.page.locator("#sum").fill("99999")
    officer.press("Count the sum")
    expect(officer.page.locator("#sum-error")).to_be_visible()
    officer.page.locator("#sum").fill(proposed)
    officer.press("Count the sum")
    assert officer.say("The sum is counted for invoice %(number)s.") % {"number": invoice.number} in officer.text()
    assert "5,00" in officer.page.locator("#sum").input_value()


def sees_the_invoice_paid(officer, invoice):
    officer.page.locator("main").get_by_role("link", name=invoice.number, exact=True).click()
    assert invoice.number in officer.heading()
    assert officer.say("paid") in officer.page.locator("tr", has_text=invoice.number).first.inner_text()
    expect(officer.page.locator("tr", has_text="Paraisten kaupunki")).to_be_visible()
