"""The pages of ordering: every error at its field with nothing lost, and the way from the form to the first sign-in."""

from datetime import date
from decimal import Decimal
from email.parser import BytesParser
from email.policy import default

import pytest

from app.messages.writing import write
from app.web.numbers import number
from billing.proration import prorated_cents
from tenants import clock
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.orders import (
    DETAILS,
    a_confirmed_order,
    a_free_municipality,
    an_order,
    open_orders,
    stored_order,
    token_in_letter,
)
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

ADDRESS = {"fi": "/fi/tilaa", "sv": "/sv/bestall"}
PASSWORD = "neljä omaa sanaa riittää"


@pytest.fixture
def typed(engines):
    """A form filled in well, for a municipality that is no customer yet."""
    code = a_free_municipality(engines)
    return DETAILS | {
        "municipality": code,
        "kind": "trial",
        "orderer_name": "Tiina Tilaaja",
        "position": "Hyvinvointikoordinaattori",
        "orderer_email": f"tiina{code}@kunta.example",
        "language": "sv",
        "accepted": "y",
    }


def orders_to(engines, email) -> list:
    """The letters that an address has got about orders."""
    return [each for each in outbox(engines) if each.to_email == email]


BAD = [
    ("municipality", ""),
    ("municipality", "478"),
    ("municipality", "'; DROP TABLE tenant"),
    ("kind", ""),
    ("kind", "gift"),
    ("orderer_name", ""),
    ("position", ""),
    ("orderer_email", ""),
    ("orderer_email", "tiina"),
    ("orderer_email", "tiina@kunta"),
    ("email", ""),
    ("email", "laskut@kunta"),
    ("name", ""),
    ("name", "a" * 301),
    ("business_id", ""),
    ("business_id", "0186002-8"),
    ("business_id", "kempele"),
    ("street", ""),
    ("street", "x" * 200),
    ("postal_code", "9044"),
    ("postal_code", "SE-904"),
    ("town", ""),
    ("town", "x" * 60),
    ("e_invoice_address", ""),
    ("e_invoice_address", "003701860028"),
    ("e_invoice_address", "FI2112345600000786"),
    ("e_invoice_address", "?"),
    ("operator", ""),
    ("operator", "003721291127"),
    ("operator", "!"),
    ("buyer_reference", ""),
    ("buyer_reference", "x" * 71),
    ("order_number", "x" * 71),
    ("order_number", "→ 12"),
    ("contract_number", "x" * 71),
    ("language", "en"),
    ("accepted", ""),
]


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(("field", "value"), BAD)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(app, engines, typed, field, value, language):
    typed[field] = value
    answer = Visitor(app).post(ADDRESS[language], typed)
    assert answer.status_code == 422
    page = ParsedPage(answer.text)
    assert f"{field}-error" in page.ids
    texts = [name for name in typed if name not in ("municipality", "kind", "language", "accepted")]
    assert {name: page.value_of(name) for name in texts} == {name: typed[name] for name in texts}
    assert orders_to(engines, typed["orderer_email"]) == []


def test_all_errors_are_told_at_once_in_the_order_of_the_page(app):
    page = ParsedPage(Visitor(app).post("/fi/tilaa", {"operator": "!"}).text)
    (box,) = page.with_class("govuk-error-summary")
    told = [link.get("href")[1:] for link in box.iter() if link.get("href")]
    fields = [each.get("id") for each in page.fields()]
    assert {"municipality", "orderer_email", "email", "e_invoice_address", "operator", "accepted"} <= set(told)
    assert told == sorted(told, key=fields.index)


@pytest.mark.parametrize(
    ("field", "value"),
    [("operator", "UUSIOPERAATTORI"), ("e_invoice_address", "003701120389"), ("e_invoice_address", "oma:osoite-1")],
)
def test_what_is_unusual_is_asked_about_once_and_then_taken(app, engines, typed, field, value):
    typed[field] = value
    visitor = Visitor(app)
    answer = visitor.post("/fi/tilaa", typed)
    assert answer.status_code == 422
    assert {f"{field}-error", "looked_at-error"} <= set(ParsedPage(answer.text).ids)
    assert orders_to(engines, typed["orderer_email"]) == []
    assert visitor.post("/fi/tilaa", typed | {"looked_at": "y"}).status_code == 302
    assert len(orders_to(engines, typed["orderer_email"])) == 1


def test_a_municipality_that_is_a_customer_already_is_told_so(app, engines, typed):
    typed["municipality"] = a_municipality(engines).facts.municipality_code
    answer = Visitor(app).post("/sv/bestall", typed)
    assert answer.status_code == 422
    (error,) = [each for each in ParsedPage(answer.text).all() if each.get("id") == "municipality-error"]
    assert "redan kund" in text_of(error)


def test_a_customer_s_people_are_told_so_before_they_fill_in_anything(app, engines):
    customer, other = a_municipality(engines).facts.municipality_code, a_free_municipality(engines)
    assert "on jo asiakas" in Visitor(app).get(f"/fi/tilaa?municipality={customer}").text
    for code in (other, "", "999", "%00"):
        answer = Visitor(app).get(f"/fi/tilaa?municipality={code}")
        assert (answer.status_code, "on jo asiakas" in answer.text) == (200, False)


def test_the_letters_of_one_address_are_not_sent_without_end(app, engines, typed):
    visitor = Visitor(app)
    typed["orderer_email"] = "paljon.kirjeita@kunta.example"
    answers = [visitor.post("/fi/tilaa", typed).status_code for _ in range(10)]
    assert answers[:8] == [302] * 8
    assert answers[8:] == [422, 422]
    assert len(orders_to(engines, typed["orderer_email"])) == 8


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_from_the_form_to_the_first_sign_in(app, engines, typed, language):
    orderer = Visitor(app)
    assert orderer.post(ADDRESS[language], typed).status_code == 302
    token = token_in_letter(engines, typed["orderer_email"])
    link = f"{ADDRESS[language]}/{'vahvista' if language == 'fi' else 'bekrafta'}/{token}"
    assert orderer.get(link).status_code == 200
    assert stored_order(engines, token).confirmed_at is None, "a mail program that opens the link confirms nothing"
    assert orderer.post(link).status_code == 200
    approve(engines, app, token)
    open_orders(app, engines)
    invited_by = token_in_letter(engines, typed["orderer_email"])
    invitation = f"/{'fi/kutsu' if language == 'fi' else 'sv/inbjudan'}/{invited_by}"
    answer = orderer.post(invitation, {"name": "Tiina Tilaaja", "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    front = orderer.get(f"/{language}/{'omat' if language == 'fi' else 'mina'}")
    assert orderer.get(front.location).status_code == 200
    assert stored_order(engines, token).billing_details["language"] == "sv"


def approve(engines, app, token) -> None:
    """As a staff member does it on the page."""
    staff = Visitor(app, a_person(engines, is_staff=True))
    order = stored_order(engines, token)
    assert order.orderer["email"] in staff.get("/fi/liitto/tilaukset").text
    answer = staff.post(f"/fi/liitto/tilaukset/{order.id}", {"decision": "approve"})
    assert answer.status_code == 302
    assert order.orderer["email"] not in staff.get("/fi/liitto/tilaukset").text


def test_what_the_first_invoice_will_be_is_told_before_the_order_is_confirmed(app, engines):
    token, trial = an_order(engines, is_trial=False), an_order(engines)
    order, today = stored_order(engines, token), clock.today()
    last_day = date(today.year, 12, 31)
    net_cents = prorated_cents(order.price["yearly_net_cents"], today, last_day)
    shown = Visitor(app).get(f"/fi/tilaa/vahvista/{token}").text
    assert f"{number(Decimal(net_cents) / 100, 2, 'fi')}\N{NO-BREAK SPACE}€" in shown
    assert "Loppuvuoden maksu" in shown
    assert "Loppuvuoden maksu" not in Visitor(app).get(f"/fi/tilaa/vahvista/{trial}").text


@pytest.mark.parametrize("token", ["x", "x" * 43, "' OR 1=1 --", "%F0%9F%99%82"])
def test_a_wrong_token_confirms_nothing(app, engines, token):
    an_order(engines)
    assert Visitor(app).get(f"/fi/tilaa/vahvista/{token}").status_code == 404
    assert Visitor(app).post(f"/fi/tilaa/vahvista/{token}").status_code == 404


def test_a_declined_order_s_link_says_so(app, engines):
    token = a_confirmed_order(engines)
    staff = Visitor(app, a_person(engines, is_staff=True))
    staff.post(f"/fi/liitto/tilaukset/{stored_order(engines, token).id}", {"decision": "decline"})
    assert Visitor(app).get(f"/sv/bestall/bekrafta/{token}").status_code == 410


def test_an_order_s_token_is_no_invitation(app, engines):
    assert Visitor(app).get(f"/fi/kutsu/{an_order(engines)}").status_code == 404


@pytest.mark.parametrize(
    ("language", "confirms", "invites"),
    [("fi", "/fi/tilaa/vahvista/", "/fi/kutsu/"), ("sv", "/sv/bestall/bekrafta/", "/sv/inbjudan/")],
)
def test_the_letters_name_the_municipality_and_lead_to_their_pages(app, engines, language, confirms, invites):
    code = a_free_municipality(engines)
    token = a_confirmed_order(engines, code, is_official=True, language=language)
    late = a_confirmed_order(engines, code, is_official=True, language=language)
    open_orders(app, engines)
    order, declined = stored_order(engines, token), stored_order(engines, late)
    name, said = order.municipality.name(language), {}
    for letter in orders_to(engines, order.orderer["email"]) + orders_to(engines, declined.orderer["email"]):
        message = BytesParser(policy=default).parsebytes(write(app, letter)[1])
        assert name in message["Subject"]
        said[letter.kind] = message.get_body("plain").get_content()
    assert set(said) == {"order_confirmation", "invitation", "order_declined"}
    assert confirms in said["order_confirmation"]
    assert invites in said["invitation"]
    assert {"fi": "on jo palvelun asiakas", "sv": "är redan kund"}[language] in said["order_declined"]
