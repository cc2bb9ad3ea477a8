"""The outbox."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import FetchedValue
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base


class Letter(Base):
    """One letter to one receiver: written together with its cause, drawn and sent by the worker.

    `payload` is emptied when the letter has gone, because it may hold a one-time token.
    """

    __tablename__ = "outbox"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    created_at: Mapped[datetime]
    kind: Mapped[str]
    to_person: Mapped[uuid.UUID | None]
    to_email: Mapped[str | None]
    language: Mapped[str | None]
    about_tenant: Mapped[uuid.UUID | None]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    key: Mapped[str | None]
    not_before: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(server_default=FetchedValue())
    error: Mapped[str | None]
    written_by: Mapped[str] = mapped_column(server_default=FetchedValue())
