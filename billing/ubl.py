"""An invoice or credit note as UBL 2.1: EN 16931, by the rules of Peppol BIS Billing 3.

BT numbers are EN 16931's own names of its terms.
"""

from datetime import date
from decimal import Decimal

from lxml import etree

from billing.codes import BUSINESS_ID, DOCUMENT_TYPES, SEPA_CREDIT_TRANSFER, STANDARD_RATE, UNITS
from billing.document_facts import euros, period, plain, remarks, unit_price
from billing.documents import Document, Line, Party, VatRow
from billing.electronic_addresses import endpoint
from billing.markup import compact, element

SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"
PREFIXES = {"cac": f"{SCHEMA}CommonAggregateComponents-2", "cbc": f"{SCHEMA}CommonBasicComponents-2"}
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
ROOTS = {"invoice": "Invoice", "credit_note": "CreditNote"}
QUANTITIES = {"invoice": "InvoicedQuantity", "credit_note": "CreditedQuantity"}
NOTHING_TO_PAY = {"fi": "Hyvittää laskun %s", "sv": "Krediterar faktura %s"}


def as_ubl(document: Document) -> bytes:
    """The file's bytes. That the facts are sound (check digits, sums, a due date) is seen to before issuing."""
    name = ROOTS[document.kind]
    root = etree.Element(f"{{{SCHEMA}{name}-2}}{name}", nsmap={None: f"{SCHEMA}{name}-2", **PREFIXES})
    parts = (
        *_heading(document),
        *_references(document),
        _cac("AccountingSupplierParty", _party(document.seller)),
        _cac("AccountingCustomerParty", _party(document.buyer)),
        _payment_means(document),
        _payment_terms(document),
        _tax_total(document),
        _totals(document),
        *(_line(number, line, document.kind) for number, line in enumerate(document.lines, 1)),
    )
    root.extend(part for part in parts if part is not None)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _heading(document: Document) -> tuple[etree._Element | None, ...]:
    first_day, last_day = period(document)
    return (
        _cbc("CustomizationID", CUSTOMIZATION),
        _cbc("ProfileID", PROFILE),
        _cbc("ID", document.number),
        _cbc("IssueDate", document.issued_on.isoformat()),
        # A credit note has no place for it here, and asks for no payment.
        _cbc("DueDate", document.due_on.isoformat()) if document.kind == "invoice" and document.due_on else None,
        _cbc(f"{ROOTS[document.kind]}TypeCode", DOCUMENT_TYPES[document.kind]),
        # Peppol allows one note.
        _cbc("Note", "\n".join(remarks(document))),
        _cbc("DocumentCurrencyCode", "EUR"),
        _cbc("BuyerReference", document.buyer_reference),
        _period(first_day, last_day),
    )


def _references(document: Document) -> tuple[etree._Element | None, ...]:
    credited = document.credits_issued_on
    return (
        _cac("OrderReference", _cbc("ID", document.order_number)),
        _cac(
            "BillingReference",
            _cac(
                "InvoiceDocumentReference",
                _cbc("ID", document.credits_number),
                _cbc("IssueDate", credited.isoformat() if credited else None),
            ),
        ),
        _cac("ContractDocumentReference", _cbc("ID", document.contract_number)),
    )


def _party(party: Party) -> etree._Element:
    scheme, address = endpoint(party)
    return _cac(
        "Party",
        _cbc("EndpointID", address, schemeID=scheme),
        _cac(
            "PostalAddress",
            _cbc("StreetName", party.street),
            _cbc("CityName", party.town),
            _cbc("PostalZone", party.postal_code),
            _cac("Country", _cbc("IdentificationCode", party.country)),
        ),
        _cac("PartyTaxScheme", _cbc("CompanyID", party.vat_id), _vat()) if party.vat_id else None,
        _cac(
            "PartyLegalEntity",
            _cbc("RegistrationName", party.name),
            _cbc("CompanyID", party.business_id, schemeID=BUSINESS_ID),
        ),
        _cac("Contact", _cbc("Telephone", party.phone), _cbc("ElectronicMail", party.email)),
    )


def _payment_means(document: Document) -> etree._Element | None:
    """BG-16, with the reference as BT-83."""
    if document.kind == "credit_note":
        return None
    return _cac(
        "PaymentMeans",
        _cbc("PaymentMeansCode", SEPA_CREDIT_TRANSFER),
        _cbc("PaymentID", compact(document.reference)),
        _cac(
            "PayeeFinancialAccount",
            _cbc("ID", compact(document.seller.iban)),
            _cbc("Name", document.seller.name),
            _cac("FinancialInstitutionBranch", _cbc("ID", document.seller.bic)),
        ),
    )


def _payment_terms(document: Document) -> etree._Element | None:
    """BT-20: a sum without a due date must say why (BR-CO-25)."""
    if document.kind == "invoice":
        return None
    return _cac("PaymentTerms", _cbc("Note", NOTHING_TO_PAY[document.language] % document.credits_number))


def _tax_total(document: Document) -> etree._Element:
    return _cac("TaxTotal", _amount("TaxAmount", document.vat_cents), *map(_tax_subtotal, document.vat_rows))


def _tax_subtotal(row: VatRow) -> etree._Element:
    return _cac(
        "TaxSubtotal",
        _amount("TaxableAmount", row.net_cents),
        _amount("TaxAmount", row.vat_cents),
        _tax_category("TaxCategory", row.rate),
    )


def _totals(document: Document) -> etree._Element:
    return _cac(
        "LegalMonetaryTotal",
        _amount("LineExtensionAmount", sum(line.net_cents for line in document.lines)),
        _amount("TaxExclusiveAmount", document.net_cents),
        _amount("TaxInclusiveAmount", document.gross_cents),
        _amount("PayableAmount", document.gross_cents),
    )


def _line(number: int, line: Line, kind: str) -> etree._Element:
    return _cac(
        f"{ROOTS[kind]}Line",
        _cbc("ID", str(number)),
        _cbc(QUANTITIES[kind], plain(line.quantity), unitCode=UNITS[line.unit]),
        _amount("LineExtensionAmount", line.net_cents),
        _period(line.first_day, line.last_day),
        _cac("Item", _cbc("Name", line.description), _tax_category("ClassifiedTaxCategory", line.vat_rate)),
        _cac("Price", _cbc("PriceAmount", f"{unit_price(line):f}", currencyID="EUR")),
    )


def _period(first_day: date, last_day: date) -> etree._Element:
    days = _cbc("StartDate", first_day.isoformat()), _cbc("EndDate", last_day.isoformat())
    return _cac("InvoicePeriod", *days)


def _tax_category(name: str, rate: Decimal) -> etree._Element:
    return _cac(name, _cbc("ID", STANDARD_RATE), _cbc("Percent", plain(rate)), _vat())


def _vat() -> etree._Element:
    return _cac("TaxScheme", _cbc("ID", "VAT"))


def _amount(name: str, cents: int) -> etree._Element:
    return _cbc(name, f"{euros(cents):f}", currencyID="EUR")


def _cac(name: str, *content: etree._Element | None) -> etree._Element | None:
    return element(f"{{{PREFIXES['cac']}}}{name}", *content)


def _cbc(name: str, text: str | None, **attributes: str) -> etree._Element | None:
    return element(f"{{{PREFIXES['cbc']}}}{name}", text, **attributes)
