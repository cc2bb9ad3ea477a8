"""Offers and order confirmations: accessible and archival PDFs with the price and all that it follows from."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.subscribing import contracts, papers
from app.subscribing.pdf import contract_pdf
from app.subscribing.printed_contract import Acceptance, printed_contract
from app.web.numbers import number
from tenants import clock
from tests.association import OPERATOR
from tests.orders import DETAILS, an_order, stored_order
from tests.pdf_reading import PROFILES, ReadPdf, failures, text_in

KEMPELE, MAARIANHAMINA = "244", "478"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/fi/tilaa/tarjous", ("Tarjous: Kempele", "Esimerkki", "31.12.2022", "1 990,00", "507,45", "2 497,45")),
        ("/sv/bestall/offert", ("Offert: Kempele", "Exempel", "31.12.2022", "1 990,00", "507,45", "2 497,45")),
    ],
)
def test_an_offer_says_the_price_and_what_it_follows_from(client, address, said):
    answer = client.get(f"{address}?municipality={KEMPELE}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = text_in(answer.data)
    assert [each for each in said if each not in text] == []
    assert ("Hinta on yllä olevan päivän" in text) or ("Priset gäller den dag" in text)


@pytest.mark.parametrize("code", [MAARIANHAMINA, "999", "", "\0", "' OR 1=1"])
def test_there_is_no_offer_for_what_can_be_no_customer(client, code):
    assert client.get("/fi/tilaa/tarjous", query_string={"municipality": code}).status_code == 404


@pytest.mark.parametrize(("language", "title"), [("fi", "Tilausvahvistus"), ("sv", "Orderbekräftelse")])
def test_a_confirmation_is_in_the_language_of_the_invoice_with_all_that_was_ordered(app, engines, language, title):
    token = an_order(engines, language=language)
    order = stored_order(engines, token)
    answer = app.test_client().get(f"/fi/tilaa/vahvista/{token}/tilausvahvistus")
    assert answer.status_code == 200
    text = text_in(answer.data)
    fee = " ".join(number(order.price["yearly_net_cents"] // 100, 2, language).split())
    said = (f"{title}: {order.municipality.name(language)}", fee, "Tiina Tilaaja", order.contract_version)
    given = [DETAILS[name] for name in ("name", "business_id", "street", "buyer_reference", "e_invoice_address")]
    assert [each for each in (*said, *given) if each not in text] == []


def test_a_wrong_token_gets_no_confirmation(client, engines):
    an_order(engines)
    assert client.get("/fi/tilaa/vahvista/x/tilausvahvistus").status_code == 404


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_contract_is_accessible_and_archival(language, profile):
    body = contract_pdf(papers.public_contract(contracts.CURRENT, language), OPERATOR, clock.today())
    assert failures(body, profile) == []
    assert ReadPdf(body).untagged == ""


def test_a_contract_that_was_accepted_after_midnight_is_dated_that_day():
    at = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
    accepted = Acceptance("Kempele", "Tiina Tilaaja", at)
    contract = replace(papers.public_contract(contracts.CURRENT, "fi"), acceptance=accepted)
    told = printed_contract(contract, OPERATOR, clock.today(), str)
    assert told["date"] == {"year": 2026, "month": 12, "day": 1}


@pytest.mark.parametrize(
    ("address", "language", "example"),
    [("/fi/tilaa/sopimus/", "fi", "Esimerkki"), ("/sv/bestall/avtal/", "sv", "Exempel")],
)
def test_the_contract_can_be_read_whole_before_it_is_accepted(client, address, language, example):
    answer = client.get(f"{address}{contracts.CURRENT}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    opened = ReadPdf(answer.data)
    text = " ".join(opened.text().split())
    lines = contracts.contract_text(contracts.CURRENT, language).replace("*", "").splitlines()
    assert [line for line in lines if line.lstrip("#- ") not in text] == []
    assert example in text
    assert opened.pdf.Root.Lang == f"{language}-FI"


@pytest.mark.parametrize("version", ["2025-1", "..%2f..%2f2026-1", "2026-1.fi", "%00"])
def test_a_contract_that_never_was_is_not_found(client, version):
    assert client.get(f"/fi/tilaa/sopimus/{version}").status_code == 404
