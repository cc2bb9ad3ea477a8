"""Which e-mails are a municipality's own: those in its name, and in domains that a coordinator has vouched for."""

import uuid
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.boundary import TenantSession
from tenants.database import Base, TenantRow, unique_in_tenant


class EmailDomain(TenantRow, Base):
    """A domain besides those that are the municipality's name."""

    __tablename__ = "email_domain"
    __table_args__ = (unique_in_tenant("domain"),)

    domain: Mapped[str]
    confirmed_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_by: Mapped[uuid.UUID]


def domain_of(email: str) -> str:
    """What stands after the sign, as domains are compared."""
    return email.rpartition("@")[2].lower()


def is_plainly_official(email: str, slugs: set[str], *, is_demo: bool) -> bool:
    """Whether an e-mail is in a domain that is the municipality's name; all others a person looks at.

    The register knows no domains. In a demonstration anybody's `.example` will do.
    """
    domain = domain_of(email)
    if is_demo and domain.endswith(".example"):
        return True
    return any(domain == f"{slug}.fi" or domain.endswith(f".{slug}.fi") for slug in slugs)


def is_confirmed(session: Session, tenant_id: uuid.UUID, email: str) -> bool:
    """Whether a coordinator has vouched for the e-mail's domain."""
    of_email = (EmailDomain.tenant_id == tenant_id, EmailDomain.domain == domain_of(email))
    return session.scalar(select(EmailDomain.id).where(*of_email)) is not None


def confirmed_domains(session: TenantSession) -> list[str]:
    """Those of the session's municipality, in alphabetical order."""
    return list(session.scalars(select(EmailDomain.domain).order_by(EmailDomain.domain)))


def confirm_domain(session: TenantSession, by: uuid.UUID, domain: str) -> bool:
    """Vouch for a domain; False when it was vouched for already."""
    row = {"tenant_id": session.tenant_id, "id": uuid.uuid4(), "domain": domain.lower()}
    row |= {"confirmed_at": clock.now(), "confirmed_by": by}
    listed = insert(EmailDomain.__table__).values(row).on_conflict_do_nothing()
    return session.scalar(listed.returning(EmailDomain.id)) is not None


def remove_domain(session: TenantSession, domain: str) -> bool:
    """Vouch for it no longer; False when it was not on the list."""
    return bool(session.execute(delete(EmailDomain).where(EmailDomain.domain == domain)).rowcount)
