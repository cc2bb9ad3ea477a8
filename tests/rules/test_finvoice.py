"""The Finvoice file of every kind of document: order, lengths and forms as the schema has them, and what it tells."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billing.finvoice import as_finvoice
from billing.finvoice_text import held, split
from billing.references import rf_reference
from tests.documents import (
    AFTER_CHANGE,
    BEFORE_CHANGE,
    BUYER,
    EVERY_KIND,
    LONG_NAME,
    MARKUP,
    SELLER,
    a_credit_note,
    a_line,
    an_invoice,
)
from tests.rules.finvoice_schema import faults

any_text = st.text(max_size=600)
any_name = st.text(st.sampled_from("ab Åß–đ漢\u0301\u200b\x00\n&<"), min_size=1, max_size=90)


def told(document, path: str) -> list[str]:
    """The texts at an XPath of the document's file."""
    return [str(each if isinstance(each, str) else each.text) for each in _root(document).xpath(path)]


def _root(document) -> etree._Element:
    return etree.fromstring(as_finvoice(document))


@pytest.mark.parametrize("document", EVERY_KIND.values(), ids=EVERY_KIND)
def test_a_document_is_as_the_schema_has_it(document):
    assert faults(_root(document)) == []


def test_a_wrong_order_length_or_form_would_be_noticed():
    root = _root(an_invoice())
    root.append(root[0])
    root.find("InvoiceDetails/InvoiceNumber").text = "1" * 21
    root.find("InvoiceDetails/InvoiceTotalVatAmount").text = "765.00"
    root.find("InvoiceDetails/InvoiceDate").attrib.clear()
    assert [fault.split(" ")[0] for fault in faults(root)] == [
        "Finvoice",
        "InvoiceNumber",
        "InvoiceDate",
        "InvoiceTotalVatAmount",
    ]


@given(any_text, any_text, any_name, any_name)
def test_no_text_makes_a_file_the_schema_refuses(name, remark, street, number):
    buyer = replace(BUYER, name=f"Ii {name}", street=street, town=name, phone=number, email=remark)
    document = an_invoice(
        a_line(description=f"Lisenssi {remark}"),
        buyer=buyer,
        seller=replace(SELLER, name=f"Liitto {name}"),
        order_number=number,
        contract_number=name,
        notes=(remark,),
    )
    assert faults(_root(document)) == []


def test_the_file_is_declared_and_written_in_iso_8859_15():
    body = as_finvoice(an_invoice(buyer=replace(BUYER, name="Åbo €-käyttö Šö")))
    assert body.startswith(b"<?xml version='1.0' encoding='ISO-8859-15'?>")
    assert "Åbo €-käyttö Šö".encode("iso8859-15") in body


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2027–2029 — ”Söner” ‘a’ …", "2027-2029 - \"Söner\" 'a' ..."),
        ("Anár, Ohcejohka: đ ŋ ŧ č", "Anár, Ohcejohka: d n t c"),
        ("A\N{COMBINING RING ABOVE}bo", "Åbo"),
        ("Łódź ő ½ ﬁ", "Lódz o 1/2 fi"),
        ("漢", "?"),
        ("a\N{ZERO WIDTH SPACE}b\N{NO-BREAK SPACE}c\td", "ab c d"),
    ],
)
def test_a_sign_outside_the_character_set_becomes_the_nearest_one(text, written):
    assert held(text) == written


def test_a_long_name_goes_on_in_the_next_element_between_words():
    document = an_invoice(buyer=replace(BUYER, name=LONG_NAME))
    assert told(document, "BuyerPartyDetails/BuyerOrganisationName") == [
        "Itä-Uudenmaan hyvinvoinnin ja terveyden edistämisen yhteistoiminta-",
        "alueen lautakunnan hankintapalvelut Åäö",
    ]


def test_no_piece_of_a_text_is_a_single_letter():
    assert split("Mäntyharjuntie-Hietaniemenkatu 12 B C", 35, 3) == ["Mäntyharjuntie-Hietaniemenkatu 12", "B C"]
    assert all(len(piece) > 1 for piece in split("a" * 34 + " b", 35, 3))


def test_an_address_without_a_town_is_left_out_whole():
    document = an_invoice(buyer=replace(BUYER, town=""))
    assert told(document, "//BuyerPostalAddressDetails") == []
    assert told(document, "//BuyerOrganisationName") == ["Paraisten kaupunki"]


def test_the_file_says_from_where_and_to_whom_it_travels():
    document = an_invoice()
    assert told(document, "MessageTransmissionDetails/MessageSenderDetails/*") == ["003712345671", "003723327487"]
    assert told(document, "MessageTransmissionDetails/MessageReceiverDetails/*") == ["003723456780001", "DABAFIHH"]
    assert told(document, "//ToIdentifier/@SchemeID") == ["0216"]


@pytest.mark.parametrize("missing", ["e_invoice_address", "operator"])
def test_without_address_or_operator_nothing_is_said_of_the_way(missing):
    document = an_invoice(buyer=replace(BUYER, **{missing: ""}))
    assert told(document, "MessageTransmissionDetails") == []


def test_an_invoice_tells_its_facts():
    document = an_invoice(language="sv")
    details = "InvoiceDetails"
    assert told(document, f"{details}/InvoiceTypeCode | {details}/InvoiceTypeText") == ["INV01", "FAKTURA"]
    assert told(document, f"{details}/InvoiceNumber") == ["2027-000123"]
    assert told(document, f"{details}/InvoiceDate") == ["20270104"]
    assert told(document, f"{details}/OrderIdentifier") == ["T-2026-77"]
    assert told(document, f"{details}/AgreementIdentifier") == ["HK-12"]
    assert told(document, f"{details}/BuyerReferenceIdentifier") == ["4410 / Hyvinvointi"]
    assert told(document, f"{details}/PaymentTermsDetails/*") == ["30 dagar netto", "20270203"]
    assert told(document, "InvoiceRecipientLanguageCode") == ["SV"]
    assert told(document, "//SellerOrganisationTaxCode") == ["FI12345671"]


def test_a_line_tells_days_price_and_rate():
    (row,) = _root(an_invoice()).findall("InvoiceRow")
    assert {child.tag: child.text for child in row} == {
        "ArticleName": "Sähköinen hyvinvointikertomus, lisenssi 2027",
        "InvoicedQuantity": "1",
        "StartDate": "20270101",
        "EndDate": "20271231",
        "UnitPriceAmount": "3000,00",
        "RowPositionIdentifier": "1",
        "RowVatRatePercent": "25,5",
        "RowVatCode": "S",
        "RowVatExcludedAmount": "3000,00",
    }


def test_each_rate_has_its_own_sum():
    rows = _root(an_invoice(BEFORE_CHANGE, AFTER_CHANGE)).findall("InvoiceDetails/VatSpecificationDetails")
    assert [[child.text for child in row] for row in rows] == [
        ["2000,00", "24", "S", "480,00"],
        ["1000,00", "25,5", "S", "255,00"],
    ]


def test_a_credit_note_is_negative_and_names_its_invoice():
    document = a_credit_note(BEFORE_CHANGE, AFTER_CHANGE)
    details = "InvoiceDetails"
    assert told(document, f"{details}/InvoiceTypeCode") == ["INV02"]
    assert told(document, f"{details}/OriginalInvoiceNumber | {details}/OriginalInvoiceDate") == [
        "2027-000123",
        "20270104",
    ]
    sums = told(document, "//*[contains(name(), 'Amount') and name() != 'UnitPriceAmount'] | //InvoicedQuantity")
    assert all(each.startswith("-") for each in sums)
    assert told(document, "//UnitPriceAmount") == ["8,19672", "8,19672"]
    assert told(document, f"{details}/InvoiceTotalVatIncludedAmount") == ["-3735,00"]


def test_a_credit_note_has_a_payment_order_too():
    document = a_credit_note()
    order = "EpiDetails/EpiPaymentInstructionDetails"
    assert told(document, f"{order}/EpiRemittanceInfoIdentifier/@IdentificationSchemeName") == ["SPY"]
    assert told(document, f"{order}/EpiRemittanceInfoIdentifier") == [document.reference]
    assert told(document, f"{order}/EpiInstructedAmount") == ["-3765,00"]
    assert told(document, f"{order}/EpiDateOptionDate") == ["20270104"]


def test_the_payment_order_has_account_reference_sum_and_day():
    document = an_invoice()
    assert told(document, "EpiDetails//EpiAccountID") == ["FI2112345600000785"]
    assert told(document, "EpiDetails//EpiBfiIdentifier") == ["NDEAFIHH"]
    assert told(document, "EpiDetails//EpiRemittanceInfoIdentifier") == ["20270001233"]
    assert told(document, "EpiDetails//EpiInstructedAmount") == ["3765,00"]
    assert told(document, "EpiDetails//EpiDateOptionDate") == ["20270203"]


def test_an_rf_reference_is_named_as_iso():
    document = an_invoice(reference=rf_reference(an_invoice().reference))
    assert told(document, "//EpiRemittanceInfoIdentifier/@IdentificationSchemeName") == ["ISO"]
    assert faults(_root(document)) == []


def test_a_number_without_room_is_told_whole_among_the_remarks():
    document = an_invoice(order_number="7" * 255)
    assert told(document, "//OrderIdentifier") == []
    assert told(document, "//InvoiceFreeText") == [f"Tilausnumero: {'7' * 255}"]


def test_an_invoice_number_without_room_is_refused():
    with pytest.raises(ValueError, match="2027"):
        as_finvoice(replace(an_invoice(), number="2027-" + "1" * 16))


def test_a_long_description_is_cut_in_the_name_and_whole_in_the_description():
    document = an_invoice(a_line(description="ä" * 300))
    assert told(document, "//ArticleName | //ArticleDescription") == ["ä" * 100, "ä" * 300]


def test_markup_in_a_name_is_only_text():
    document = an_invoice(buyer=replace(BUYER, name=MARKUP))
    assert " ".join(told(document, "//BuyerOrganisationName")) == MARKUP


def test_a_test_invoice_says_so_first():
    document = an_invoice(is_test=True, notes=("Kiitos.",))
    assert told(document, "//InvoiceFreeText") == ["TESTILASKU / PROVFAKTURA", "Kiitos."]


def test_a_quantity_is_short_enough():
    part = a_line(quantity=Decimal(1) / 3, net_cents=100_000, first_day=date(2027, 9, 1))
    assert told(a_credit_note(part), "//InvoicedQuantity") == ["-0,33333333"]
