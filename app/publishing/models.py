"""Editions, their files and which of them were withdrawn. Append-only in the database itself: a correction is a new
edition, a withdrawal a row beside it, which closes both at the door.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Edition(TenantRow, Base):
    """One published state of a report. `years` and `number` are its place in addresses."""

    __tablename__ = "edition"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("years", "number"))

    report_id: Mapped[uuid.UUID]
    years: Mapped[str]
    number: Mapped[int]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, deferred=True)
    """Everything that was published, in both languages: what pages and files are made from."""
    checksum: Mapped[str]
    """SHA-256 of the content in canonical form (`app.writing.checksum`)."""
    published_at: Mapped[datetime] = mapped_column(default=clock.now)

    def title(self, language: str) -> str:
        """The title in a language."""
        return self.title_sv if language == "sv" else self.title_fi


class EditionFile(TenantRow, Base):
    """An edition as residents get it. `format` is html, summary or definitions (a page's body), one of
    `formats.FORMATS`, or attachment-1, attachment-2 ... for a picture or a document, which is kept once, as Finnish.
    """

    __tablename__ = "edition_file"
    __table_args__ = (
        within_tenant("edition_id", "edition"),
        unique_in_tenant("edition_id", "language", "format"),
    )

    edition_id: Mapped[uuid.UUID]
    language: Mapped[str]
    format: Mapped[str]
    body: Mapped[bytes]
    checksum: Mapped[str]
    """SHA-256 of the body."""


class EditionWords(TenantRow, Base):
    """What an edition's titles and texts say in a language, as the search knows words."""

    __tablename__ = "edition_words"
    __table_args__ = (within_tenant("edition_id", "edition"), unique_in_tenant("edition_id", "language"))

    edition_id: Mapped[uuid.UUID]
    language: Mapped[str]
    words: Mapped[str] = mapped_column(TSVECTOR)


class EditionWithdrawal(TenantRow, Base):
    """That an edition is published no more, and why. It stands by itself: at the door the edition cannot be seen."""

    __tablename__ = "edition_withdrawal"
    __table_args__ = (
        within_tenant("edition_id", "edition"),
        within_tenant("report_id", "report"),
        unique_in_tenant("edition_id"),
    )

    edition_id: Mapped[uuid.UUID]
    report_id: Mapped[uuid.UUID | None]
    """The edition's report, whose current edition readers are led to; None when the municipality has left."""
    years: Mapped[str]
    number: Mapped[int]
    """The edition's place in addresses, like `years`."""
    reason_fi: Mapped[str]
    reason_sv: Mapped[str]
    withdrawn_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
