"""What people say about a section without writing in it: comments, answers to them, another text for a paragraph."""

import uuid
from datetime import datetime

from sqlalchemy import CHAR, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.sections.models import OfSection, in_section
from tenants import clock
from tenants.database import Base, within_tenant


class Said(OfSection):
    """Somebody's words, which nobody rewrites."""

    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class SectionComment(Said, Base):
    """A comment on a whole section, or on one paragraph: `block` is its id, `quote` what stood there then."""

    __tablename__ = "section_comment"
    __table_args__ = (in_section(),)

    language: Mapped[str | None] = mapped_column(CHAR(2))
    block: Mapped[str | None]
    quote: Mapped[str | None]
    assigned_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    reopened_at: Mapped[datetime | None]
    """When it was last opened again; it may have been resolved since."""
    reopened_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class CommentAnswer(Said, Base):
    """An answer to a comment; there is one level of them."""

    __tablename__ = "comment_answer"
    __table_args__ = (in_section(), within_tenant("comment_id", "section_comment"))

    comment_id: Mapped[uuid.UUID]


class Suggestion(Said, Base):
    """Another text for one paragraph, written over `base`; it waits until somebody takes it, declines or withdraws."""

    __tablename__ = "section_suggestion"
    __table_args__ = (in_section(),)

    language: Mapped[str] = mapped_column(CHAR(2))
    block: Mapped[str]
    base: Mapped[str]
    reason: Mapped[str]
    decision: Mapped[str | None]
    """None while it waits; accepted, rejected or withdrawn."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    word: Mapped[str | None]
    """What was said with the decision; may be empty."""
