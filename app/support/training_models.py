"""The association's trainings, and who has signed up."""

import uuid
from datetime import datetime

from sqlalchemy import FetchedValue, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base


class Training(Base):
    """One event. A place is an address or, for a remote one, a link; materials are links or a text.

    `taken` and `waiting` count its sign-ups: nobody at the door sees other people's.
    """

    __tablename__ = "training"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    number: Mapped[int] = mapped_column(Identity())
    name_fi: Mapped[str]
    name_sv: Mapped[str]
    place_fi: Mapped[str]
    place_sv: Mapped[str]
    materials_fi: Mapped[str]
    materials_sv: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    sign_up_until: Mapped[datetime]
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(server_default=FetchedValue())
    waiting: Mapped[int] = mapped_column(server_default=FetchedValue())
    cancelled_at: Mapped[datetime | None]

    def name(self, language: str) -> str:
        """In a language."""
        return {"fi": self.name_fi, "sv": self.name_sv}[language]

    def place(self, language: str) -> str:
        """In a language."""
        return {"fi": self.place_fi, "sv": self.place_sv}[language]

    def materials(self, language: str) -> str:
        """In a language."""
        return {"fi": self.materials_fi, "sv": self.materials_sv}[language]

    def is_open(self, now: datetime) -> bool:
        """Whether one can still sign up."""
        return self.cancelled_at is None and now < self.sign_up_until


class SignUp(Base):
    """One person comes, or waits for a place; who has cancelled may sign up again."""

    __tablename__ = "training_sign_up"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    training_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("training.id"))
    person_id: Mapped[uuid.UUID]
    about_tenant: Mapped[uuid.UUID | None]
    signed_up_at: Mapped[datetime] = mapped_column(default=clock.now)
    has_place: Mapped[bool]
    cancelled_at: Mapped[datetime | None]
