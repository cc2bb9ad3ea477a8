"""Offers and order confirmations: accessible and archival PDFs with the price and all that it follows from."""

import io

import pypdfium2
import pytest

from app.web.numbers import number
from tests.orders import DETAILS, an_order, stored_order

KEMPELE, MAARIANHAMINA = "244", "478"


def text_in(pdf: bytes) -> str:
    """All that can be read in it, blanks tidied."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


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
