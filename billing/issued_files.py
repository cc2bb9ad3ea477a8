"""An issued document's three files: made once, kept with their checksums, and handed out as they were made."""

import hashlib
import uuid
from collections.abc import Callable

from sqlalchemy import ColumnElement, Row, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.documents import Document
from billing.finvoice import as_finvoice
from billing.kept_documents import from_data
from billing.models import Invoice, InvoiceFile
from billing.ubl import as_ubl

SUFFIXES = {"ubl": "xml", "finvoice": "xml", "pdf": "pdf"}
"""The formats there are, and how a file of each is named."""

Writer = Callable[[Document], bytes]


def store_files(session: Session, invoice: Invoice, as_pdf: Writer) -> None:
    """Keep an invoice's files; those it has stay. `as_pdf` is handed in, because typesetting lives upstairs."""
    document = from_data(invoice.document)
    for format, write in {"ubl": as_ubl, "finvoice": as_finvoice, "pdf": as_pdf}.items():
        body = write(document)
        file = {"format": format, "body": body, "checksum": hashlib.sha256(body).hexdigest()}
        of = {"tenant_id": invoice.tenant_id, "invoice_id": invoice.id, "id": uuid.uuid4()}
        session.execute(insert(InvoiceFile).values(**of, **file).on_conflict_do_nothing())


HAS_FILES = exists().where(InvoiceFile.tenant_id == Invoice.tenant_id, InvoiceFile.invoice_id == Invoice.id)


def without_files(session: Session, *conditions: ColumnElement[bool]) -> list[Invoice]:
    """Issued documents (that meet the conditions) whose files have not been made yet."""
    return list(session.scalars(select(Invoice).where(~HAS_FILES, *conditions).order_by(Invoice.number)))


def document_of(session: Session, number: str) -> Document:
    """An issued document that the session may see."""
    return from_data(session.scalars(select(Invoice.document).where(Invoice.number == number)).one())


def invoice_file(session: Session, number: str, format: str) -> Row[tuple[bytes, str]] | None:
    """(body, checksum) of one file that the session may see."""
    return session.execute(_files(InvoiceFile.body, InvoiceFile.checksum).where(
        Invoice.number == number, InvoiceFile.format == format
    )).one_or_none()  # fmt: skip


def files_to_export(session: Session, format: str, numbers: tuple[str, ...] = ()) -> list[Row[tuple[str, bytes]]]:
    """(number, body) of every issued document, or of the named ones; a test invoice only when it is named."""
    chosen = Invoice.number.in_(numbers) if numbers else Invoice.is_test.is_(False)
    question = _files(Invoice.number, InvoiceFile.body).where(InvoiceFile.format == format, chosen)
    return list(session.execute(question.order_by(Invoice.number)))


def _files(*what):
    together = (InvoiceFile.tenant_id == Invoice.tenant_id) & (InvoiceFile.invoice_id == Invoice.id)
    return select(*what).join(Invoice, together)
