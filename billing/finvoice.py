"""An invoice or credit note as Finvoice 3.0 (Finance Finland), the format of Finnish e-invoice operators and banks.

The order of elements is the schema's and strict. A credit note's sums are negative here.
"""

from collections.abc import Iterator

from lxml import etree

from billing.codes import DOCUMENT_TYPES, SEPA_CREDIT_TRANSFER, STANDARD_RATE, UNITS
from billing.document_facts import period, plain, remarks, sign, unit_price
from billing.documents import Document, Line, VatRow
from billing.finvoice_elements import Elements, amount, comma, dated, texts, whole
from billing.finvoice_parties import buyer_details, seller_details, transmission
from billing.finvoice_text import ENCODING, held
from billing.markup import compact, element

LONGEST_NUMBER = 20
LONGEST_IDENTIFIER = 70
TYPE_CODES = {"invoice": "INV01", "credit_note": "INV02"}
WORDS = {
    "fi": {
        "invoice": "LASKU",
        "credit_note": "HYVITYSLASKU",
        "year": "vuosi",
        "day": "päivä",
        "days_net": "%s päivää netto",
        "order_number": "Tilausnumero: %s",
        "contract_number": "Sopimusnumero: %s",
        "buyer_reference": "Viitteenne: %s",
    },
    "sv": {
        "invoice": "FAKTURA",
        "credit_note": "KREDITFAKTURA",
        "year": "år",
        "day": "dag",
        "days_net": "%s dagar netto",
        "order_number": "Beställningsnummer: %s",
        "contract_number": "Avtalsnummer: %s",
        "buyer_reference": "Er referens: %s",
    },
}


def as_finvoice(document: Document) -> bytes:
    """The file's bytes. Texts are fitted into their elements; a number that does not fit raises ValueError."""
    if not 0 < len(document.number) <= LONGEST_NUMBER:
        raise ValueError(f"Finvoice holds no invoice number like {document.number!r}")
    root = etree.Element("Finvoice", Version="3.0")
    parts = (
        transmission(document),
        *seller_details(document.seller),
        element("InvoiceRecipientLanguageCode", document.language.upper()),
        *buyer_details(document.buyer),
        _invoice_details(document),
        *(_row(number, line, document) for number, line in enumerate(document.lines, 1)),
        _payment_order(document),
    )
    root.extend(part for part in parts if part is not None)
    return etree.tostring(root, encoding=ENCODING, xml_declaration=True, pretty_print=True)


def _invoice_details(document: Document) -> etree._Element:
    first_day, last_day = period(document)
    return element(
        "InvoiceDetails",
        element("InvoiceTypeCode", TYPE_CODES[document.kind]),
        element("InvoiceTypeCodeUN", DOCUMENT_TYPES[document.kind]),
        element("InvoiceTypeText", WORDS[document.language][document.kind]),
        element("OriginCode", "Original"),
        element("InvoiceNumber", document.number),
        dated("InvoiceDate", document.issued_on),
        element("OriginalInvoiceNumber", document.credits_number),
        dated("OriginalInvoiceDate", document.credits_issued_on),
        dated("InvoicingPeriodStartDate", first_day),
        dated("InvoicingPeriodEndDate", last_day),
        whole("OrderIdentifier", document.order_number, longest=LONGEST_IDENTIFIER),
        whole("AgreementIdentifier", document.contract_number, longest=LONGEST_IDENTIFIER),
        whole("BuyerReferenceIdentifier", document.buyer_reference, longest=LONGEST_IDENTIFIER),
        *_totals(document),
        *(_vat_row(row, document) for row in document.vat_rows),
        *(text for remark in _free_texts(document) for text in texts("InvoiceFreeText", remark, longest=512)),
        _payment_terms(document),
    )


def _totals(document: Document) -> Elements:
    times = sign(document)
    return (
        amount("RowsTotalVatExcludedAmount", times * sum(line.net_cents for line in document.lines)),
        amount("InvoiceTotalVatExcludedAmount", times * document.net_cents),
        amount("InvoiceTotalVatAmount", times * document.vat_cents),
        amount("InvoiceTotalVatIncludedAmount", times * document.gross_cents),
    )


def _vat_row(row: VatRow, document: Document) -> etree._Element:
    times = sign(document)
    return element(
        "VatSpecificationDetails",
        amount("VatBaseAmount", times * row.net_cents),
        element("VatRatePercent", comma(plain(row.rate))),
        element("VatCode", STANDARD_RATE),
        amount("VatRateAmount", times * row.vat_cents),
    )


def _free_texts(document: Document) -> Iterator[str]:
    """The remarks, and the buyer's own numbers that have no room in their elements: a cut number points at nothing."""
    yield from remarks(document)
    for name in ("order_number", "contract_number", "buyer_reference"):
        number = getattr(document, name)
        if len(held(number)) > LONGEST_IDENTIFIER:
            yield WORDS[document.language][name] % number


def _payment_terms(document: Document) -> etree._Element | None:
    if not document.due_on:
        return None
    days = (document.due_on - document.issued_on).days
    return element(
        "PaymentTermsDetails",
        element("PaymentTermsFreeText", WORDS[document.language]["days_net"] % days),
        dated("InvoiceDueDate", document.due_on),
    )


def _row(number: int, line: Line, document: Document) -> etree._Element:
    times, unit = sign(document), WORDS[document.language][line.unit]
    name, code = held(line.description), UNITS[line.unit]
    return element(
        "InvoiceRow",
        element("ArticleName", name[:100]),
        element("ArticleDescription", name[:512] if len(name) > 100 else None),
        element(
            "InvoicedQuantity", comma(plain(times * line.quantity)), QuantityUnitCode=unit, QuantityUnitCodeUN=code
        ),
        dated("StartDate", line.first_day),
        dated("EndDate", line.last_day),
        element(
            "UnitPriceAmount",
            comma(f"{unit_price(line):f}"),
            AmountCurrencyIdentifier="EUR",
            UnitPriceUnitCode=unit,
            QuantityUnitCodeUN=code,
        ),
        element("RowPositionIdentifier", str(number)),
        element("RowVatRatePercent", comma(plain(line.vat_rate))),
        element("RowVatCode", STANDARD_RATE),
        amount("RowVatExcludedAmount", times * line.net_cents),
    )


def _payment_order(document: Document) -> etree._Element:
    """The payer's bank reads only this; it must be there on a credit note too."""
    seller, reference = document.seller, compact(document.reference)
    return element(
        "EpiDetails",
        element(
            "EpiIdentificationDetails",
            dated("EpiDate", document.issued_on),
            element("EpiReference", reference),
        ),
        element(
            "EpiPartyDetails",
            element("EpiBfiPartyDetails", element("EpiBfiIdentifier", seller.bic, IdentificationSchemeName="BIC")),
            element(
                "EpiBeneficiaryPartyDetails",
                element("EpiNameAddressDetails", held(seller.name)[:35]),
                element("EpiAccountID", compact(seller.iban), IdentificationSchemeName="IBAN"),
            ),
        ),
        element(
            "EpiPaymentInstructionDetails",
            element("EpiRemittanceInfoIdentifier", reference, IdentificationSchemeName=_reference_scheme(reference)),
            amount("EpiInstructedAmount", sign(document) * document.gross_cents),
            element("EpiCharge", "SHA", ChargeOption="SHA"),
            dated("EpiDateOptionDate", document.due_on or document.issued_on),
            element("EpiPaymentMeansCode", SEPA_CREDIT_TRANSFER),
        ),
    )


def _reference_scheme(reference: str) -> str:
    return "ISO" if reference.startswith("RF") else "SPY"
