"""Issued documents for the books: a row for each rate of value added tax, as Excel in Finland opens it."""

import csv
import io
import uuid

from app.web.numbers import day
from billing.document_facts import euros, sign
from billing.documents import Document, VatRow
from billing.kept_documents import from_data
from billing.models import Invoice

COLUMNS = {
    "fi": ("Numero", "Päivä", "Eräpäivä", "Kunta", "Viite", "Hyvittää", "ALV-%", "Veroton", "Vero", "Yhteensä"),
    "sv": ("Nummer", "Datum", "Förfallodag", "Kommun", "Referens", "Krediterar", "Moms-%", "Netto", "Moms", "Totalt"),
}


def accounting_csv(documents: list[Invoice], names: dict[uuid.UUID, str], language: str) -> bytes:
    """Semicolons and decimal commas; a credit note's sums are negative. `names` are municipalities by tenant."""
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS[language])
    for invoice in documents:
        document = from_data(invoice.document)
        table.writerows(_cells(document, names[invoice.tenant_id], row, language) for row in document.vat_rows)
    return lines.getvalue().encode("utf-8-sig")


def _cells(document: Document, name: str, row: VatRow, language: str) -> list[str]:
    sums = (row.net_cents, row.vat_cents, row.net_cents + row.vat_cents)
    return [
        document.number,
        day(document.issued_on, language),
        day(document.due_on, language) if document.due_on else "",
        name,
        document.reference,
        document.credits_number or "",
        _comma(row.rate),
        *(_comma(euros(sign(document) * cents)) for cents in sums),
    ]


def _comma(value) -> str:
    return str(value).replace(".", ",")
