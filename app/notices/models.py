"""Announcements."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base


class Announcement(Base):
    """Something about the service, from a moment to a moment; without an end it goes on until somebody ends it."""

    __tablename__ = "announcement"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]
    audience: Mapped[str]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    written_by: Mapped[uuid.UUID]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
