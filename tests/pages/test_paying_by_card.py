"""The button that leads to Stripe, and where there is none."""

from dataclasses import replace

import pytest

from app import create_app
from app.config import Stripe
from tenants.permissions import Role
from tests.issuing import an_issued_invoice
from tests.pages.visitor import Visitor
from tests.stripe_server import SECRET, SIGNING, a_stripe


@pytest.fixture
def stripe():
    """A Stripe that knows nothing yet."""
    with a_stripe() as running:
        yield running


@pytest.fixture
def with_cards(settings, stripe):
    """A service that takes cards."""
    return create_app(replace(settings, stripe=Stripe(SECRET, SIGNING, stripe.url)))


def pages(municipality, number: str) -> tuple[str, str]:
    """The licence's address, and the one that its button sends to."""
    licence = f"/fi/{municipality.facts.slugs['fi']}/lisenssi"
    return licence, f"{licence}/laskut/{number}/kortti"


def test_the_button_leads_to_stripe_s_page_for_the_open_sum(engines, municipality, stripe, with_cards):
    invoice = an_issued_invoice(engines, municipality)
    licence, button = pages(municipality, invoice.number)
    coordinator = Visitor(with_cards, municipality.people[Role.COORDINATOR])
    page = coordinator.get(licence)
    assert button in page.text
    assert "form-action 'self' https://checkout.stripe.com;" in page.headers["Content-Security-Policy"]
    answer = coordinator.post(button)
    (checkout,) = stripe.of_kind("checkout.session")
    assert (answer.status_code, answer.location) == (303, checkout["url"])
    assert checkout["amount_total"] == invoice.gross_cents
    assert coordinator.post(button).location == checkout["url"]


def test_what_is_paid_at_stripe_but_not_in_the_ledger_yet_is_not_asked_for_again(
    engines, municipality, stripe, with_cards
):
    invoice = an_issued_invoice(engines, municipality)
    licence, button = pages(municipality, invoice.number)
    coordinator = Visitor(with_cards, municipality.people[Role.COORDINATOR])
    coordinator.post(button)
    (checkout,) = stripe.of_kind("checkout.session")
    stripe.pay(checkout["id"])
    assert coordinator.post(button).location.endswith(licence)
    assert "kirjataan" in coordinator.get(licence).text
    assert len(stripe.of_kind("checkout.session")) == 1


@pytest.mark.parametrize("is_opened", [False, True])
def test_while_stripe_does_not_answer_the_payer_is_led_back_to_the_invoice(
    engines, municipality, stripe, with_cards, is_opened
):
    invoice = an_issued_invoice(engines, municipality)
    licence, button = pages(municipality, invoice.number)
    coordinator = Visitor(with_cards, municipality.people[Role.COORDINATOR])
    if is_opened:
        coordinator.post(button)
    stripe.troubles = [503] * 9
    assert coordinator.post(button).location.endswith(licence)
    assert "Korttimaksu ei toimi juuri nyt" in coordinator.get(licence).text
    stripe.troubles = []
    assert coordinator.post(button).location.startswith("https://checkout.stripe.com/")


def test_a_reader_and_a_service_without_a_key_have_no_button(engines, app, municipality, with_cards):
    licence, button = pages(municipality, an_issued_invoice(engines, municipality).number)
    reader = Visitor(with_cards, municipality.people[Role.READER])
    assert button not in reader.get(licence).text
    assert reader.post(button).status_code == 403
    coordinator = Visitor(app, municipality.people[Role.COORDINATOR])
    page = coordinator.get(licence)
    assert button not in page.text
    assert "stripe" not in page.headers["Content-Security-Policy"]
    assert coordinator.post(button).status_code == 404


def test_another_s_invoice_leads_nowhere(engines, municipality, with_cards, world):
    _, button = pages(municipality, world.invoice.number)
    assert Visitor(with_cards, municipality.people[Role.COORDINATOR]).post(button).status_code == 404
