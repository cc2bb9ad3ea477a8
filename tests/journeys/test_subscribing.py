"""From the front page's prices to a report that is begun and an invoice that is paid: with the worker and letters."""

import re

import pytest
import requests
from lxml import etree
from playwright.sync_api import Route

from tenants.boundary import WorkerSession
from tenants.municipalities import Municipality
from tests.databases import CLUSTER
from tests.journeys.tab import TabInOneLanguage
from tests.letters import PostOffice
from tests.makers import PASSWORD
from tests.orders import DETAILS, a_free_municipality
from tests.pdf_reading import text_in
from tests.serving import Server, environment
from tests.stripe_server import SECRET, SIGNING, FakeStripe, a_stripe
from tests.waiting import PATIENCE_SECONDS, wait_until

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 800}}
WITHOUT_SCRIPTS = {"java_script_enabled": False}
IN_A_LETTER = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture(scope="module")
def office():
    """Where the service's letters arrive."""
    with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
def stripe():
    """Where cards are charged."""
    with a_stripe() as stripe:
        yield stripe


@pytest.fixture(scope="module")
def server(engines, database_name, office, stripe, tmp_path_factory):
    """The service with its worker, its letters and its cards."""
    folder = tmp_path_factory.mktemp("service")
    more = {
        "RUN_WORKER": "on",
        "PUBLIC_URL": "http://localhost:8000",
        "SMTP_PORT": str(office.port),
        "SMTP_SECURITY": "none",
        "E_INVOICE_FOLDER": str(folder),
        "STRIPE_SECRET_KEY": SECRET,
        "STRIPE_WEBHOOK_SECRET": SIGNING,
        "STRIPE_API_BASE": stripe.url,
    }
    with Server(folder / "log", environment(CLUSTER.addresses(database_name)) | more) as started:
        yield started


class Orderer(TabInOneLanguage):
    """Somebody of a municipality, with a mailbox there."""

    code = email = ""

    def letter_link(self, office: PostOffice, count: int) -> str:
        """Where the newest of `count` letters leads."""

        def mine() -> list:
            return [letter for letter in office.taken if letter["To"] == self.email]

        wait_until(lambda: len(mine()) == count)
        return IN_A_LETTER.search(mine()[-1].get_body("plain").get_content())[1]

    def download(self, address: str) -> bytes:
        """What a link of the page leads to."""
        answer = self.page.request.get(address)
        assert answer.status == 200
        return answer.body()


@pytest.fixture
def orderer(tab, engines):
    """A function: somebody of a municipality that is no customer yet."""

    def fresh(language: str, **options: object) -> Orderer:
        made = Orderer(tab(locale=f"{language}-FI", **options).page, language)
        made.code = a_free_municipality(engines)
        with WorkerSession(engines, read_only=True) as session:
            made.email = f"tiina.tilaaja@{session.get_one(Municipality, made.code).slug_fi}.fi"
        return made

    return fresh


@pytest.mark.parametrize(
    ("language", "options"), [("fi", {}), ("sv", PHONE | WITHOUT_SCRIPTS)], ids=["in Finnish", "in Swedish on a phone"]
)
def test_a_trial_is_ordered_and_its_orderer_begins_a_report(orderer, office, language, options):
    person = orderer(language, **options)
    finds_the_price(person)
    orders(person, "trial")
    confirms(person, office)
    accepts_the_invitation(person, office)
    person.press("Begin a welfare report")
    person.press("Begin the report")
    assert "2025–2029" in person.heading()
    assert person.troubles == []


@pytest.mark.parametrize(
    ("language", "options"), [("fi", PHONE), ("sv", {})], ids=["in Finnish on a phone", "in Swedish"]
)
def test_a_subscription_is_ordered_invoiced_and_paid_by_card(orderer, office, stripe, server, language, options):
    person = orderer(language, **options)
    finds_the_price(person)
    orders(person, "subscription")
    confirms(person, office)
    accepts_the_invitation(person, office)
    goes_to_the_licence(person)
    number = opens_the_invoice(person)
    has_the_contract_again(person)
    pays_by_card(person, stripe, number)
    stripe_tells(stripe, server)
    wait_until(lambda: person.page.reload() and person.say("paid") in state_of(person, number))
    assert person.button(person.say("Pay invoice %(number)s by card") % {"number": number}).count() == 0
    assert person.troubles == []


def finds_the_price(person: Orderer) -> None:
    person.open(f"/{person.language}/")
    person.page.locator("#municipality").select_option(person.code)
    person.press("Show the price")
    assert person.say("Total with VAT") in person.text()
    person.press("Order for this municipality")


def orders(person: Orderer, kind: str) -> None:
    page = person.page
    assert page.locator("#municipality").input_value() == person.code
    page.locator(f"input[name=kind][value={kind}]").check()
    for name, typed in {"orderer_name": "Tiina Tilaaja", "position": "Koordinaattori"}.items():
        page.locator(f"#{name}").fill(typed)
    page.locator("#orderer_email").fill(person.email)
    for name in DETAILS.keys() - {"language"}:
        page.locator(f"#{name}").fill(DETAILS[name])
    page.locator(f"input[name=language][value={person.language}]").check()
    assert "2016/679" in contract_before_accepting(person)
    page.locator("#accepted").check()
    person.press("Send the order")
    assert person.heading() == person.say("Open the link in your e-mail")


def contract_before_accepting(person: Orderer) -> str:
    link = person.link(person.say("The contract and the data-processing terms as a PDF"))
    return text_in(person.download(link.get_attribute("href")))


def confirms(person: Orderer, office: PostOffice) -> None:
    person.open(person.letter_link(office, 1))
    assert person.heading() == person.say("Confirm the order")
    confirmation = person.link(person.say("Order confirmation as a PDF")).get_attribute("href")
    assert DETAILS["name"] in text_in(person.download(confirmation))
    person.press("Confirm the order")
    assert person.heading() == person.say("The order is confirmed")


def accepts_the_invitation(person: Orderer, office: PostOffice) -> None:
    person.open(person.letter_link(office, 2))
    person.page.locator("#name").fill("Tiina Tilaaja")
    for name in ("password", "again"):
        person.page.locator(f"#{name}").fill(PASSWORD)
    person.press("Accept the invitation")
    assert person.say("You are now a member.") in person.text()


def goes_to_the_licence(person: Orderer) -> None:
    menu = person.button(person.say("Menu"))
    if menu.is_visible():
        menu.click()
    person.link(person.say("Licence")).click()


def opens_the_invoice(person: Orderer) -> str:
    """Reads all three files; returns the number."""
    number = person.page.locator("table tbody th").first.inner_text().strip()
    files = {
        format: person.download(person.page.locator(f"a[href$='{number}.{format}']").get_attribute("href"))
        for format in ("pdf", "finvoice", "ubl")
    }
    text = text_in(files["pdf"])
    assert [each for each in (number, DETAILS["name"], DETAILS["buyer_reference"]) if each not in text] == []
    for format in ("finvoice", "ubl"):
        told = " ".join(etree.fromstring(files[format]).itertext())
        assert [each for each in (number, DETAILS["name"], DETAILS["buyer_reference"]) if each not in told] == []
    return number


def has_the_contract_again(person: Orderer) -> None:
    person.follow("Contract, order confirmation and offer")
    assert "Tiina Tilaaja" in person.text()
    copies = {"fi": "Contract in Finnish as a PDF", "sv": "Contract in Swedish as a PDF"}
    address = person.link(person.say(copies[person.language])).get_attribute("href")
    assert "Tiina Tilaaja" in text_in(person.download(address))
    person.page.go_back()


def pays_by_card(person: Orderer, stripe: FakeStripe, number: str) -> None:
    person.page.route("https://checkout.stripe.com/**", lambda route: page_of_stripe(route, stripe))
    with person.page.expect_request("https://checkout.stripe.com/**") as led_to:
        person.press("Pay invoice %(number)s by card", number=number)
    # Not in every browser does a route know redirects: there is nothing where this one leads, until it is gone to.
    pay, is_lost = person.page.get_by_role("link", name="Pay"), lambda: person.page.url.startswith("chrome-error:")
    wait_until(lambda: is_lost() or pay.count())
    if is_lost():
        person.open(led_to.value.url)
    (checkout,) = [each for each in stripe.of_kind("checkout.session") if each["metadata"]["invoice"] == number]
    stripe.pay(checkout["id"])
    pay.click()
    assert person.heading() == person.say("Licence")


def page_of_stripe(route: Route, stripe: FakeStripe) -> None:
    """Our stand-in draws no pages; this is where Stripe's own would ask for the card."""
    checkout = stripe.objects[route.request.url.rpartition("/")[2]]
    link = f"<a href='{checkout['success_url']}'>Pay</a>"
    route.fulfill(content_type="text/html", body=f"<!doctype html><title>Stripe</title>{link}")


def stripe_tells(stripe: FakeStripe, server: Server) -> None:
    for payload, signature in stripe.deliveries():
        signed = {"Stripe-Signature": signature}
        told = requests.post(f"{server.url}/stripe", payload, headers=signed, timeout=PATIENCE_SECONDS)
        assert told.status_code == 200


def state_of(person: Orderer, number: str) -> str:
    return person.page.locator("tr", has_text=number).inner_text()
