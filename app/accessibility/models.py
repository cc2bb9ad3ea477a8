"""What a municipality adds to its accessibility statement."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from app.web.fingerprints import fingerprint
from tenants.database import Base, TenantRow, unique_in_tenant


class AccessibilityStatement(TenantRow, Base):
    """One row for a municipality that has said something; everything else in the statement the service writes."""

    __tablename__ = "accessibility_statement"
    __table_args__ = (unique_in_tenant(),)

    conformance: Mapped[str]
    """partial or none: full is not offered before somebody from outside has assessed the service."""
    method: Mapped[str]
    """own or outside: who has assessed the pages."""
    notes_fi: Mapped[str] = mapped_column(default="")
    notes_sv: Mapped[str] = mapped_column(default="")
    """What in the municipality's own texts and files is not accessible, and why."""
    contact_fi: Mapped[str] = mapped_column(default="")
    contact_sv: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    drawn_up_on: Mapped[date]
    reviewed_on: Mapped[date]

    @property
    def mark(self) -> str:
        """What a form that was opened on it sends back; nothing where it is not stored yet."""
        return fingerprint([getattr(self, each.name) for each in self.__table__.columns]) if self.id else ""

    def notes(self, language: str) -> str:
        """In a language."""
        return self.notes_sv if language == "sv" else self.notes_fi

    def contact(self, language: str) -> str:
        """Who answers in the municipality, in a language; where it is told in one only, in that."""
        own, other = (self.contact_sv, self.contact_fi) if language == "sv" else (self.contact_fi, self.contact_sv)
        return own or other
