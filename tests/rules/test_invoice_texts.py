"""What both invoice formats can hold is stored; what Finvoice would cut or change is refused at the order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.finvoice_text import held, split
from billing.invoice_texts import TEXTS, invoice_identifier, invoice_text
from tenants.errors import Refused

IDENTIFIERS = ["order_number", "contract_number", "buyer_reference"]


def refusal(check, field: str, typed: str) -> tuple[str, dict]:
    with pytest.raises(Refused) as refused:
        check(field, typed)
    return refused.value.reason, refused.value.details


def test_what_is_typed_is_stored_with_single_spaces_and_composed_letters():
    assert invoice_identifier("order_number", "  PO\t4500 \n 123 ") == "PO 4500 123"
    assert invoice_text("town", unicodedata.normalize("NFD", "Jyväskylä")) == "Jyväskylä"


def test_the_buyers_reference_is_mandatory_and_order_and_contract_are_not():
    assert refusal(invoice_identifier, "buyer_reference", " ") == ("missing", {"field": "buyer_reference"})
    assert invoice_identifier("buyer_reference", "1") == "1"
    assert invoice_identifier("order_number", "") == invoice_identifier("contract_number", "") == ""


@pytest.mark.parametrize("field", IDENTIFIERS)
def test_an_identifier_that_finvoice_would_cut_is_refused(field):
    assert invoice_identifier(field, "Å" * 70) == "Å" * 70
    for length in (71, 255):
        assert refusal(invoice_identifier, field, "Å" * length) == (
            "too_long", {"field": field, "longest": 70, "lines": 1},
        )


@pytest.mark.parametrize(("typed", "characters"), [
    ("Tilaus №5", "№"), ("Tilaus → 5", "→"), ("Tilaus 4–5", "–"), ("Tilaus 😀", "😀"), ("日本", "日本"),
    ("Tilaus \x07", "\x07"), ("Tilaus \x8d", "\x8d"), ("Ti\u00adlaus", "\u00ad"),
])
def test_an_identifier_with_signs_that_finvoice_would_change_is_refused_and_names_them(typed, characters):
    assert refusal(invoice_identifier, "order_number", typed) == (
        "characters_not_held", {"field": "order_number", "characters": "".join(sorted(characters))},
    )


@pytest.mark.parametrize("field", TEXTS)
def test_a_party_has_a_name_and_an_address(field):
    assert refusal(invoice_text, field, "") == refusal(invoice_text, field, "A") == ("missing", {"field": field})


def test_a_long_name_is_held_and_an_address_that_would_be_cut_is_not():
    long_name = "Pohjois-Savon hyvinvointialueen keskitetyt talous- ja hallintopalvelut, ostolaskujen vastaanotto"
    assert invoice_text("name", long_name) == long_name
    three_lines = "Keskitetty ostolaskujen vastaanotto, PL 12345, Kirkkokatu 1 B (käyntiosoite Kirkkokatu 3 C)"
    assert invoice_text("street", three_lines) == three_lines
    assert refusal(invoice_text, "street", long_name) == ("too_long", {"field": "street", "longest": 35, "lines": 3})
    assert refusal(invoice_text, "town", "Å" * 36) == ("too_long", {"field": "town", "longest": 35, "lines": 1})


def test_a_name_may_have_letters_for_which_finvoice_has_only_the_nearest():
    assert invoice_text("name", "Soađegili – Sodankylä?") == "Soađegili – Sodankylä?"


@pytest.mark.parametrize("sign", ["\x07", "\x8d", "😀", "日"])
def test_a_name_may_not_have_signs_that_nothing_can_stand_for(sign):
    assert refusal(invoice_text, "name", f"Kunta {sign}") == (
        "characters_not_held", {"field": "name", "characters": sign},
    )


@given(st.sampled_from(IDENTIFIERS), st.text(max_size=100))
def test_whatever_identifier_is_stored_goes_through_finvoice_as_it_is(field, typed):
    try:
        identifier = invoice_identifier(field, typed)
    except Refused:
        return
    assert held(identifier) == identifier == invoice_identifier(field, identifier)
    assert len(identifier) <= 70 and identifier.isprintable()


@given(st.sampled_from(sorted(TEXTS)), st.text(max_size=150))
def test_whatever_text_is_stored_is_written_to_its_end(field, typed):
    try:
        text = invoice_text(field, typed)
    except Refused:
        return
    longest, most = TEXTS[field]
    assert "".join(split(text, longest, most)).replace(" ", "") == held(text).replace(" ", "")
    assert text.isprintable() and invoice_text(field, text) == text
