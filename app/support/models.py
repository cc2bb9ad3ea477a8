"""What people ask, and what is answered. None of it is a municipality's own: some who ask belong to none."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from app.support.rules import CaseState
from tenants import clock
from tenants.database import Base


class SupportCase(Base):
    """One question with what follows it. Somebody with an account is `asker_id`, all others have name and e-mail.

    Columns that a municipality's own login may not read are loaded only where they are asked for.
    """

    __tablename__ = "support_case"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    number: Mapped[int] = mapped_column(Identity(start=1001))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asker_id: Mapped[uuid.UUID | None]
    asker_name: Mapped[str | None] = mapped_column(deferred=True, deferred_group="desk")
    asker_email: Mapped[str | None] = mapped_column(deferred=True, deferred_group="desk")
    language: Mapped[str]
    about_tenant: Mapped[uuid.UUID | None]
    is_shared: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str]
    question: Mapped[str]
    page: Mapped[str | None] = mapped_column(deferred=True, deferred_group="desk")
    kind: Mapped[str] = mapped_column(default="question")
    urgency: Mapped[str] = mapped_column(default="normal", deferred=True, deferred_group="desk")
    state: Mapped[str] = mapped_column(default=CaseState.NEW)
    assigned_to: Mapped[uuid.UUID | None] = mapped_column(deferred=True, deferred_group="desk")
    token_digest: Mapped[str | None] = mapped_column(deferred=True, deferred_group="desk")
    token_expires_at: Mapped[datetime | None] = mapped_column(deferred=True, deferred_group="desk")
    confirmed_at: Mapped[datetime | None] = mapped_column(deferred=True, deferred_group="desk")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class SupportMessage(Base):
    """What was written after the question. An internal note is for the association's people alone."""

    __tablename__ = "support_message"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("support_case.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    author_id: Mapped[uuid.UUID | None]
    is_from_staff: Mapped[bool] = mapped_column(default=False)
    is_internal: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str]


class CannedAnswer(Base):
    """An answer that is given again and again, in both languages."""

    __tablename__ = "canned_answer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    removed_at: Mapped[datetime | None]

    def text(self, language: str) -> str:
        """In the language of the one who asked."""
        return {"fi": self.text_fi, "sv": self.text_sv}[language]
