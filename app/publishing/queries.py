"""What is published, asked at the door; and what a municipality asks before publishing."""

import uuid

from sqlalchemy import Row, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.publishing.models import Edition, EditionFile
from tenants.municipalities import Municipality
from tenants.registry import Tenant

NAMES = (
    Municipality.name_fi, Municipality.name_sv, Municipality.slug_fi, Municipality.slug_sv,
    Edition.title_fi, Edition.title_sv, Edition.years, Edition.number, Edition.published_at,
)  # fmt: skip


def _editions() -> Select:
    return (
        select(*NAMES)
        .join_from(Edition, Tenant, Tenant.id == Edition.tenant_id)
        .join(Municipality, Municipality.code == Tenant.municipality_code)
    )


def _at(slug: str):
    return or_(Municipality.slug_fi == slug, Municipality.slug_sv == slug)


# Asked for every page that a resident reads, so put together once.
FILE = (
    _editions()
    .add_columns(EditionFile.tenant_id, EditionFile.id.label("file_id"), EditionFile.checksum)
    .join(EditionFile, (EditionFile.tenant_id == Edition.tenant_id) & (EditionFile.edition_id == Edition.id))
    .where(
        _at(bindparam("slug")),
        Edition.years == bindparam("years"),
        Edition.number == bindparam("number"),
        EditionFile.language == bindparam("language"),
        EditionFile.format == bindparam("kind"),
    )
)
BODY = select(EditionFile.body).where(
    EditionFile.tenant_id == bindparam("tenant_id"), EditionFile.id == bindparam("file_id")
)


def latest_editions(session: Session, limit: int) -> list[Row]:
    """The newest editions of all municipalities, with names and address words."""
    return list(session.execute(_editions().order_by(Edition.published_at.desc()).limit(limit)))


def all_editions(session: Session) -> list[Row]:
    """Every edition, newest first."""
    return list(session.execute(_editions().order_by(Edition.published_at.desc())))


def editions_of(session: Session, slug: str) -> list[Row]:
    """The editions of the municipality whose address word, in either language, this is; newest first."""
    return list(session.execute(_editions().where(_at(slug)).order_by(Edition.published_at.desc())))


def edition_file(session: Session, slug: str, years: str, number: int, language: str, kind: str) -> Row | None:
    """An edition's page or PDF in a language: names, address words, checksum. The body is asked for apart."""
    wanted = {"slug": slug, "years": years, "number": number, "language": language, "kind": kind}
    return session.execute(FILE, wanted).one_or_none()


def file_body(session: Session, tenant_id: uuid.UUID, file_id: uuid.UUID) -> bytes:
    """The bytes of an edition's page or PDF."""
    return session.execute(BODY, {"tenant_id": tenant_id, "file_id": file_id}).scalar_one()


def editions_of_report(session: Session, report_id) -> list[Edition]:
    """A report's editions, newest first, as its own municipality sees them; without their content."""
    return list(
        session.execute(
            select(Edition.years, Edition.number, Edition.published_at)
            .where(Edition.report_id == report_id)
            .order_by(Edition.number.desc())
        )
    )


def next_number(session: Session, years: str) -> int:
    """The number of the next edition of a period; take a turn first."""
    return (session.scalar(select(func.max(Edition.number)).where(Edition.years == years)) or 0) + 1
