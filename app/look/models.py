"""What a municipality has chosen for its published pages."""

from hashlib import sha256

from sqlalchemy.orm import Mapped, mapped_column

from app.web.fingerprints import fingerprint
from tenants.database import Base, TenantRow, unique_in_tenant

SERVICES_COLOUR = "#14386b"


def mark_of(checksum: str | None, alternative_fi: str, alternative_sv: str) -> str:
    """Tells a picture with its words from every other one."""
    return fingerprint((checksum, alternative_fi, alternative_sv))


class PublicLook(TenantRow, Base):
    """One row for a municipality that has chosen something; others' pages look like the service."""

    __tablename__ = "public_look"
    __table_args__ = (unique_in_tenant(),)

    colour: Mapped[str] = mapped_column(default=SERVICES_COLOUR)
    emblem: Mapped[bytes | None] = mapped_column(deferred=True)
    """The coat of arms or logo."""
    emblem_format: Mapped[str | None]
    emblem_checksum: Mapped[str | None]
    alternative_fi: Mapped[str] = mapped_column(default="")
    alternative_sv: Mapped[str] = mapped_column(default="")
    mark: Mapped[str]
    """Tells this look from every other one: it stands in the addresses of what browsers keep."""

    @property
    def emblem_mark(self) -> str:
        """What a form that was opened on the picture and its words sends back."""
        return mark_of(self.emblem_checksum, self.alternative_fi, self.alternative_sv)

    def seal(self) -> None:
        """Give it its mark, after a change."""
        told = (self.colour, self.emblem_checksum or "", self.alternative_fi, self.alternative_sv)
        self.mark = sha256("\n".join(told).encode()).hexdigest()[:16]
