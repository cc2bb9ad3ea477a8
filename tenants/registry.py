"""The tenants: which municipalities and counties use the service, and where each is found in addresses."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.errors import Refused
from tenants.municipalities import Municipality, main_language

BILINGUAL = frozenset({"finnish_majority", "swedish_majority"})


class Tenant(Base):
    """One customer whose data stand behind the wall. Its name and address words come from the official register."""

    __tablename__ = "tenant"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]
    municipality_code: Mapped[str | None]
    county_code: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


@dataclass(frozen=True)
class TenantFacts:
    """What every page of a municipality knows about it."""

    id: uuid.UUID
    municipality_code: str
    names: dict[str, str]
    slugs: dict[str, str]
    language_status: str

    @property
    def is_bilingual(self) -> bool:
        """Whether the Language Act (423/2003 § 5) makes it serve in both languages."""
        return self.language_status in BILINGUAL

    @property
    def main_language(self) -> str:
        """The language of the majority, in which the report is written first."""
        return main_language(self.language_status)


def open_municipality(session: Session, code: str, tenant_id: uuid.UUID | None = None) -> Tenant:
    """Make a municipality a tenant. Raises Refused where the Act does not apply (Åland)."""
    if not session.get_one(Municipality, code).act_applies:
        raise Refused("act_does_not_apply")
    tenant = Tenant(id=tenant_id or uuid.uuid4(), kind="municipality", municipality_code=code)
    session.add(tenant)
    return tenant


M = Municipality
FACTS = select(Tenant.id, M.code, M.name_fi, M.name_sv, M.slug_fi, M.slug_sv, M.language_status).join(
    M, M.code == Tenant.municipality_code
)
AT_SLUG = FACTS.where(or_(M.slug_fi == bindparam("slug"), M.slug_sv == bindparam("slug")))


def tenant_at(door: Connection, slug: str) -> TenantFacts | None:
    """The tenant whose address word, in either language, this is."""
    row = door.execute(AT_SLUG, {"slug": slug}).first()
    return _facts(row) if row else None


def facts_of(session: Session, tenant_ids: list[uuid.UUID]) -> list[TenantFacts]:
    """Facts of several tenants at once."""
    return [_facts(row) for row in session.execute(FACTS.where(Tenant.id.in_(tenant_ids)))]


def all_tenants(session: Session) -> list[TenantFacts]:
    """Every tenant: for commands and staff."""
    return [_facts(row) for row in session.execute(FACTS.where(Tenant.kind == "municipality"))]


def customer(session: Session, municipality_code: str) -> TenantFacts | None:
    """The tenant that a municipality is; None when it is none."""
    row = session.execute(FACTS.where(M.code == municipality_code)).one_or_none()
    return _facts(row) if row else None


def names_by_tenant(session: Session, language: str) -> dict[uuid.UUID, str]:
    """What each tenant is called: for staff."""
    return {each.id: each.names[language] for each in all_tenants(session)}


def _facts(row: Row) -> TenantFacts:
    return TenantFacts(
        id=row.id,
        municipality_code=row.code,
        names={"fi": row.name_fi, "sv": row.name_sv},
        slugs={"fi": row.slug_fi, "sv": row.slug_sv},
        language_status=row.language_status,
    )
