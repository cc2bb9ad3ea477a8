"""The tenants: which municipalities and counties use the service, and where each is found in addresses."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, case, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.errors import Refused
from tenants.municipalities import County, Municipality, main_language

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
    municipality_code: str | None
    """None for a county."""
    names: dict[str, str]
    slugs: dict[str, str]
    language_status: str
    county_code: str | None = None
    """None for a municipality."""

    @property
    def is_county(self) -> bool:
        """Whether it is a wellbeing services county, which reads what is shared with it and writes no reports here."""
        return self.county_code is not None

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


def open_county(session: Session, code: str) -> Tenant:
    """Make a wellbeing services county a tenant, or give the one that it is."""
    session.get_one(County, code)
    tenant = session.scalar(select(Tenant).where(Tenant.county_code == code))
    if tenant is None:
        tenant = Tenant(id=uuid.uuid4(), kind="county", county_code=code)
        session.add(tenant)
    return tenant


M, C = Municipality, County
OTHERS_IN_IT = select(M.code).where(M.county_code == C.code, M.language_status != "finnish").correlate(C)
OF_COUNTY = case((OTHERS_IN_IT.exists(), "finnish_majority"), else_="finnish")
"""A county is bilingual where one of its municipalities is, or is Swedish (Act 611/2021 section 5)."""

FACTS = (
    select(
        Tenant.id,
        M.code,
        Tenant.county_code,
        *(func.coalesce(getattr(M, name), getattr(C, name)).label(name) for name in
          ("name_fi", "name_sv", "slug_fi", "slug_sv")),
        func.coalesce(M.language_status, OF_COUNTY).label("language_status"),
    )
    .outerjoin(M, M.code == Tenant.municipality_code)
    .outerjoin(C, C.code == Tenant.county_code)
)  # fmt: skip
AT_SLUG = FACTS.where(or_(*(word == bindparam("slug") for word in (M.slug_fi, M.slug_sv, C.slug_fi, C.slug_sv))))


def tenant_at(door: Connection, slug: str) -> TenantFacts | None:
    """The tenant whose address word, in either language, this is."""
    row = door.execute(AT_SLUG, {"slug": slug}).first()
    return _facts(row) if row else None


def facts_of(session: Session, tenant_ids: list[uuid.UUID]) -> list[TenantFacts]:
    """Facts of several tenants at once."""
    return [_facts(row) for row in session.execute(FACTS.where(Tenant.id.in_(tenant_ids)))]


def all_tenants(session: Session) -> list[TenantFacts]:
    """Every municipality that is a tenant: for commands and staff."""
    return [_facts(row) for row in session.execute(FACTS.where(Tenant.kind == "municipality"))]


def all_counties(session: Session) -> list[TenantFacts]:
    """Every wellbeing services county that is a tenant."""
    return [_facts(row) for row in session.execute(FACTS.where(Tenant.kind == "county"))]


def customer(session: Session, municipality_code: str) -> TenantFacts | None:
    """The tenant that a municipality is; None when it is none."""
    row = session.execute(FACTS.where(M.code == municipality_code)).one_or_none()
    return _facts(row) if row else None


def names_by_tenant(session: Session, language: str) -> dict[uuid.UUID, str]:
    """What each tenant is called: for staff."""
    return {row.id: _facts(row).names[language] for row in session.execute(FACTS)}


def _facts(row: Row) -> TenantFacts:
    return TenantFacts(
        id=row.id,
        municipality_code=row.code,
        names={"fi": row.name_fi, "sv": row.name_sv},
        slugs={"fi": row.slug_fi, "sv": row.slug_sv},
        language_status=row.language_status,
        county_code=row.county_code,
    )
