"""An issued file as an answer, for the municipality and for staff."""

from flask import Response, make_response
from sqlalchemy.orm import Session

from billing.issued_files import SUFFIXES, invoice_file

TYPES = {"pdf": "application/pdf", "xml": "application/xml"}


def as_attachment(session: Session, number: str, format: str) -> Response | None:
    """The file as it was kept, or None when the session may see none such."""
    kept = invoice_file(session, number, format) if format in SUFFIXES else None
    if kept is None:
        return None
    answer = make_response(kept.body)
    answer.mimetype = TYPES[SUFFIXES[format]]
    answer.headers["Content-Disposition"] = f'attachment; filename="{number}-{format}.{SUFFIXES[format]}"'
    return answer
