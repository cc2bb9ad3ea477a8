"""Issued documents for the books: a row for each rate of value added tax."""

import uuid

from app.web.csv_files import as_csv
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
    """Sums have decimal commas; a credit note's sums are negative. `names` are municipalities by tenant."""
    issued = [(from_data(invoice.document), names[invoice.tenant_id]) for invoice in documents]
    rows = [_cells(document, name, row, language) for document, name in issued for row in document.vat_rows]
    return as_csv([COLUMNS[language], *rows])


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
