"""The UBL file of every kind of document, judged by UBL's schema, CEN's EN 16931 rules and Peppol's requirements."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billing.ubl import PREFIXES, as_ubl
from tests.documents import (
    AFTER_CHANGE,
    BEFORE_CHANGE,
    BUYER,
    EVERY_KIND,
    HALF_YEAR,
    LONG_NAME,
    MARKUP,
    WHOLE_YEAR,
    a_credit_note,
    a_line,
    an_invoice,
)
from tests.official_rules import RULES, broken_rules

BROKEN = an_invoice(vat_rows=(replace(an_invoice().vat_rows[0], vat_cents=0),))
UBL_INVOICE = etree.XMLSchema(file=str(RULES / "maindoc/UBL-Invoice-2.1.xsd"))
# The schemes of Finnish addresses in Peppol's list of electronic address schemes that are open to new addresses.
FINNISH_SCHEMES = {"0213", "0215", "0216", "9918"}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory) -> dict[str, list[str]]:
    """The rules are read once for all documents: that takes longer than judging by them."""
    folder = tmp_path_factory.mktemp("ubl")
    documents = EVERY_KIND | {"broken": BROKEN}
    for number, document in enumerate(documents.values()):
        (folder / f"{number}.xml").write_bytes(as_ubl(document))
    found = broken_rules([folder / f"{number}.xml" for number in range(len(documents))])
    return dict(zip(documents, found, strict=True))


def told(document, path: str) -> list[str]:
    """The texts at an XPath of the document's file."""
    root = etree.fromstring(as_ubl(document))
    return [str(each if isinstance(each, str) else each.text) for each in root.xpath(path, namespaces=PREFIXES)]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_document_keeps_the_official_rules(verdicts, kind):
    assert verdicts[kind] == []


def test_the_official_rules_notice_a_wrong_sum(verdicts):
    assert any("BR-S-09" in sentence for sentence in verdicts["broken"])


@pytest.mark.parametrize("document", EVERY_KIND.values(), ids=EVERY_KIND)
def test_a_document_meets_what_peppol_adds(document):
    def one(path: str) -> str:
        (text,) = told(document, path)
        return text

    assert one("cbc:CustomizationID").endswith("#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"), "R004"
    assert one("cbc:ProfileID") == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "R007"
    assert len(told(document, "cbc:Note")) <= 1, "R002"
    assert told(document, "cbc:BuyerReference | cac:OrderReference/cbc:ID"), "R003"
    for party in ("AccountingSupplierParty", "AccountingCustomerParty"):
        assert one(f"cac:{party}/cac:Party/cbc:EndpointID/@schemeID") in FINNISH_SCHEMES, "R010, R020"
    assert told(document, "//*[not(*) and not(normalize-space())]") == [], "R008: no blank elements"
    assert set(told(document, "//@currencyID")) == {"EUR"}, "R051"


@pytest.mark.parametrize("document", EVERY_KIND.values(), ids=EVERY_KIND)
def test_the_price_times_the_quantity_makes_the_line(document):
    """Peppol R120 allows two cents."""
    for number in range(1, len(document.lines) + 1):
        line = f"(cac:InvoiceLine | cac:CreditNoteLine)[{number}]"
        (quantity,) = told(document, f"{line}/cbc:InvoicedQuantity | {line}/cbc:CreditedQuantity")
        (price,) = told(document, f"{line}/cac:Price/cbc:PriceAmount")
        (net,) = told(document, f"{line}/cbc:LineExtensionAmount")
        assert abs(Decimal(quantity) * Decimal(price) - Decimal(net)) < Decimal("0.02")


@pytest.mark.parametrize("document", EVERY_KIND.values(), ids=EVERY_KIND)
def test_the_days_of_a_line_are_within_those_of_the_document(document):
    """Peppol R110 and R111."""
    (begins,), (ends,) = (
        told(document, "cac:InvoicePeriod/cbc:StartDate"),
        told(document, "cac:InvoicePeriod/cbc:EndDate"),
    )
    assert begins == min(told(document, "*/cac:InvoicePeriod/cbc:StartDate"))
    assert ends == max(told(document, "*/cac:InvoicePeriod/cbc:EndDate"))


def test_a_price_in_whole_cents_stays_so():
    assert told(an_invoice(), "//cbc:PriceAmount") == ["3000.00"]


def test_a_part_of_a_year_has_a_price_fine_enough_for_its_sum():
    assert told(an_invoice(HALF_YEAR), "//cbc:PriceAmount") == ["8.21918"]
    fraction = a_line(quantity=Decimal(184) / 365, net_cents=151_233)
    assert told(an_invoice(fraction), "//cbc:InvoicedQuantity | //cbc:PriceAmount") == ["0.50410959", "3000.00"]


def test_the_payment_is_asked_for_with_account_and_reference():
    means = "cac:PaymentMeans"
    account = f"{means}/cac:PayeeFinancialAccount"
    document = an_invoice()
    assert told(document, f"{means}/cbc:PaymentMeansCode") == ["58"]
    assert told(document, f"{means}/cbc:PaymentID") == [document.reference]
    assert told(document, f"{account}/cbc:ID") == ["FI2112345600000785"]
    assert told(document, f"{account}/cac:FinancialInstitutionBranch/cbc:ID") == ["NDEAFIHH"]
    assert told(document, "cbc:DueDate") == ["2027-02-03"]


def test_the_buyer_finds_its_own_numbers():
    document = an_invoice()
    assert told(document, "cbc:BuyerReference") == ["4410 / Hyvinvointi"]
    assert told(document, "cac:OrderReference/cbc:ID") == ["T-2026-77"]
    assert told(document, "cac:ContractDocumentReference/cbc:ID") == ["HK-12"]


def test_each_rate_has_its_own_sum():
    document = an_invoice(BEFORE_CHANGE, AFTER_CHANGE)
    subtotal = "cac:TaxTotal/cac:TaxSubtotal"
    assert told(document, f"{subtotal}/cac:TaxCategory/cbc:Percent") == ["24", "25.5"]
    assert told(document, f"{subtotal}/cbc:TaxableAmount") == ["2000.00", "1000.00"]
    assert told(document, f"{subtotal}/cbc:TaxAmount") == ["480.00", "255.00"]
    assert told(document, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["3735.00"]


def test_a_line_says_for_which_days_it_is():
    document = an_invoice(WHOLE_YEAR, a_line(first_day=date(2028, 1, 1), last_day=date(2028, 12, 31)))
    line = "cac:InvoiceLine[2]"
    assert told(document, f"{line}/cac:InvoicePeriod/*") == ["2028-01-01", "2028-12-31"]
    assert told(document, f"{line}/cbc:InvoicedQuantity/@unitCode") == ["ANN"]


def test_a_credit_note_names_its_invoice_and_asks_for_no_payment():
    document = a_credit_note()
    assert etree.QName(etree.fromstring(as_ubl(document))).localname == "CreditNote"
    assert told(document, "cac:BillingReference/*/*") == ["2027-000123", "2027-01-04"]
    assert told(document, "cac:PaymentMeans | cbc:DueDate") == []
    assert told(document, "cac:PaymentTerms/cbc:Note") == ["Hyvittää laskun 2027-000123"]
    assert told(document, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["3765.00"]


def test_names_and_numbers_are_there_to_their_last_letter():
    document = an_invoice(buyer=replace(BUYER, name=LONG_NAME), order_number="7" * 255)
    assert told(document, "cac:AccountingCustomerParty//cbc:RegistrationName") == [LONG_NAME]
    assert told(document, "cac:OrderReference/cbc:ID") == ["7" * 255]
    assert told(
        an_invoice(buyer=replace(BUYER, name=MARKUP)), "//cac:AccountingCustomerParty//cbc:RegistrationName"
    ) == [MARKUP]


def test_signs_that_xml_cannot_hold_fall_away():
    document = an_invoice(buyer=replace(BUYER, name="Ii\x00\x0b\x1f"))
    assert told(document, "cac:AccountingCustomerParty//cbc:RegistrationName") == ["Ii"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_makes_a_file_that_is_no_ubl(name, other):
    buyer = replace(BUYER, name=f"Ii {name}", street=other, town=name, email=other, phone=name)
    document = an_invoice(a_line(description=other), buyer=buyer, order_number=name, notes=(other, name))
    UBL_INVOICE.assertValid(etree.fromstring(as_ubl(document)))


def test_a_test_invoice_says_so_before_its_notes():
    (note,) = told(an_invoice(is_test=True, notes=("Kiitos.",)), "cbc:Note")
    assert note.split("\n") == ["TESTILASKU / PROVFAKTURA", "Kiitos."]


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("003723456780", ("0216", "003723456780")),
        ("003723456780001AB", ("0216", "003723456780001AB")),
        ("TE003723456780", ("0215", "TE003723456780")),
        ("FI2112345600000785", ("9918", "FI2112345600000785")),
        ("FI23456780", ("0213", "FI23456780")),
        ("", ("0216", "003723456780")),
        ("2345678-0", ("0216", "003723456780")),
        ("laskut@parainen.example", ("0216", "003723456780")),
    ],
)
def test_the_electronic_address_is_named_with_its_scheme(address, endpoint):
    document = an_invoice(buyer=replace(BUYER, e_invoice_address=address))
    path = "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID"
    assert (*told(document, f"{path}/@schemeID"), *told(document, path)) == endpoint
