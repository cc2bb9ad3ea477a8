"""Help pages: every version that there has been, the newest of each is read."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base


class HelpVersion(Base):
    """One version of one page. `views` are the endpoints that it is the help of, apart by blanks.

    Nobody wrote (`written_by` is None) what was loaded from our own files.
    """

    __tablename__ = "help_version"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    number: Mapped[int]
    version: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID | None]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    views: Mapped[str]

    def title(self, language: str) -> str:
        """In a language."""
        return {"fi": self.title_fi, "sv": self.title_sv}[language]

    def text(self, language: str) -> str:
        """In a language."""
        return {"fi": self.text_fi, "sv": self.text_sv}[language]
