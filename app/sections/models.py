"""What is kept of a section beside its text of today: versions, kept texts, rights, who is there."""

import uuid
from datetime import datetime

from sqlalchemy import CHAR, ForeignKey, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.reports.models import OfSection, in_section
from tenants import clock
from tenants.database import Base, unique_in_tenant


class SectionVersion(OfSection, Base):
    """The text of one language as somebody left it. `ids` are its blocks', in order."""

    __tablename__ = "section_version"
    __table_args__ = (
        in_section(),
        unique_in_tenant("section_id", "language", "number"),
        unique_in_tenant("section_id", "request"),
    )

    language: Mapped[str] = mapped_column(CHAR(2))
    number: Mapped[int]
    text: Mapped[str]
    ids: Mapped[list[str]] = mapped_column(ARRAY(Text))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    request: Mapped[str | None]
    """What the browser called its save: sent again after a lost answer, it is this same version."""
    restored_from: Mapped[int | None]
    name: Mapped[str | None]


class KeptText(OfSection, Base):
    """A block as one of two wrote it, where the other's stands in the text; a person settles it, nobody removes it."""

    __tablename__ = "kept_text"
    __table_args__ = (in_section(),)

    language: Mapped[str] = mapped_column(CHAR(2))
    block: Mapped[str]
    """The id of the block whose place it wanted."""
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class SectionRight(OfSection, Base):
    """What somebody may do in one section beyond their role: comment, write or approve, each with what is before it."""

    __tablename__ = "section_right"
    __table_args__ = (in_section(), unique_in_tenant("section_id", "person_id"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    level: Mapped[str]


class SectionPresence(OfSection, Base):
    """Somebody has the section open, and when that was last heard."""

    __tablename__ = "section_presence"
    __table_args__ = (in_section(), unique_in_tenant("section_id", "person_id"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime]
