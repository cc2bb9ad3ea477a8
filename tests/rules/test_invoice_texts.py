"""What both invoice formats can hold is stored; what Finvoice would cut is refused at the order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.invoice_texts import LENGTHS, invoice_text
from tenants.errors import Refused

fields = st.sampled_from(sorted(LENGTHS))


def refusal(field: str, typed: str) -> tuple[str, dict]:
    with pytest.raises(Refused) as refused:
        invoice_text(field, typed)
    return refused.value.reason, refused.value.details


def test_a_text_is_stored_with_single_spaces_and_composed_letters():
    assert invoice_text("order_number", "  PO\t4500 \n 123 ") == "PO 4500 123"
    assert invoice_text("town", unicodedata.normalize("NFD", "Jyväskylä")) == "Jyväskylä"


def test_the_buyers_reference_is_mandatory_and_order_and_contract_are_not():
    assert refusal("buyer_reference", " ") == ("missing", {"field": "buyer_reference"})
    assert invoice_text("buyer_reference", "1") == "1"
    assert invoice_text("order_number", "") == invoice_text("contract_number", "") == ""


@pytest.mark.parametrize(("field", "longest"), [
    ("order_number", 70), ("contract_number", 70), ("buyer_reference", 70), ("name", 70),
    ("street", 35), ("postal_code", 35), ("town", 35),
])
def test_what_finvoice_cannot_hold_is_refused_at_the_order(field, longest):
    assert invoice_text(field, "Å" * longest) == "Å" * longest
    assert refusal(field, "Å" * (longest + 1)) == ("too_long", {"field": field, "longest": longest})
    assert refusal(field, "1" * 255) == ("too_long", {"field": field, "longest": longest})


@pytest.mark.parametrize(("typed", "characters"), [
    ("Tilaus №5", "№"), ("Tilaus → 5", "→"), ("Tilaus 😀", "😀"), ("日本", "日本"),
    ("Tilaus \x07", "\x07"), ("Tilaus \x8d", "\x8d"), ("Ti\u00adlaus", "\u00ad"),
])
def test_characters_that_finvoice_cannot_write_are_named(typed, characters):
    assert refusal("order_number", typed) == (
        "characters_not_held", {"field": "order_number", "characters": "".join(sorted(characters))},
    )


def test_the_letters_of_both_languages_and_the_euro_sign_are_held():
    text = "ÅÄÖ åäö Šš Žž é § & < > \" ' €"
    assert invoice_text("name", text) == text


@given(fields, st.text(max_size=300))
def test_whatever_is_stored_can_be_written_in_both_formats(field, typed):
    try:
        text = invoice_text(field, typed)
    except Refused:
        return
    assert text.encode("iso8859-15").decode("iso8859-15") == text
    assert len(text) <= LENGTHS[field][1]
    assert text.isprintable()
    assert invoice_text(field, text) == text
