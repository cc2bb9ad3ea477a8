"""What is published, asked at the door, which sees no edition that was withdrawn; and what a municipality asks before
publishing.
"""

import uuid
from collections import namedtuple
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.look.queries import with_look
from app.publishing.models import Edition, EditionFile, EditionWithdrawal
from tenants import clock
from tenants.boundary import driver_of, for_the_driver
from tenants.mergers import successor_on, with_predecessors
from tenants.municipalities import Municipality, with_slug
from tenants.registry import Tenant

NAMES = (
    Municipality.name_fi, Municipality.name_sv, Municipality.slug_fi, Municipality.slug_sv,
    Edition.title_fi, Edition.title_sv, Edition.years, Edition.number, Edition.published_at,
    Edition.id.label("edition_id"), Edition.tenant_id,
)  # fmt: skip


def editions() -> Select:
    """Editions with their municipality's names and address words: for whoever narrows it down."""
    return (
        select(*NAMES)
        .join_from(Edition, Tenant, Tenant.id == Edition.tenant_id)
        .join(Municipality, Municipality.code == Tenant.municipality_code)
    )


OTHER, BESIDE = aliased(Edition), aliased(EditionFile)
NEWEST = func.coalesce(
    select(func.max(OTHER.number))
    .where(OTHER.tenant_id == Edition.tenant_id, OTHER.report_id == Edition.report_id)
    .scalar_subquery(),
    Edition.number,  # of a municipality that has left: its report is no more
)
FORMATS = (
    select(func.array_agg(BESIDE.format))
    .where(BESIDE.tenant_id == Edition.tenant_id, BESIDE.edition_id == Edition.id)
    .where(BESIDE.language == bindparam("language"))
    .scalar_subquery()
)

# Asked for every page that a resident reads, so put together once.
FILE = (
    with_look(editions(), Edition.tenant_id)
    .add_columns(EditionFile.id.label("file_id"), EditionFile.checksum)
    .add_columns(NEWEST.label("newest"), successor_on(bindparam("today")).label("merged_into"))
    .add_columns(FORMATS.label("formats"))
    .join(EditionFile, (EditionFile.tenant_id == Edition.tenant_id) & (EditionFile.edition_id == Edition.id))
    .where(
        with_slug(bindparam("slug")),
        Edition.years == bindparam("years"),
        Edition.number == bindparam("number"),
        EditionFile.language == bindparam("language"),
        EditionFile.format == bindparam("kind"),
    )
)
ASKED_FOR_A_FILE = for_the_driver(FILE)
FoundFile = namedtuple("FoundFile", FILE.selected_columns.keys())
W = EditionWithdrawal
WITHDRAWN = (
    select(
        *(Municipality.name_fi, Municipality.name_sv, Municipality.slug_fi, Municipality.slug_sv),
        *(W.years, W.number, W.reason_fi, W.reason_sv, W.withdrawn_at),
        select(func.max(Edition.number))
        .where(Edition.tenant_id == W.tenant_id, Edition.report_id == W.report_id)
        .scalar_subquery()
        .label("current"),
        exists(select(Edition.id).where(Edition.tenant_id == W.tenant_id)).label("has_others"),
    )
    .join_from(W, Tenant, Tenant.id == W.tenant_id)
    .join(Municipality, Municipality.code == Tenant.municipality_code)
)
BODY = select(EditionFile.body).where(
    EditionFile.tenant_id == bindparam("tenant_id"), EditionFile.id == bindparam("file_id")
)


class WithdrawnMeanwhile(Exception):
    """An edition was withdrawn between two questions about it."""


def latest_editions(session: Session, limit: int) -> list[Row]:
    """The newest editions of all municipalities, with names and address words."""
    return list(session.execute(editions().order_by(Edition.published_at.desc()).limit(limit)))


def editions_of(session: Session, slug: str) -> list[Row]:
    """The editions of the municipality whose address word, in either language, this is; newest first."""
    asked = with_look(editions(), Edition.tenant_id).where(with_slug(slug))
    return list(session.execute(asked.order_by(Edition.published_at.desc())))


def editions_listed(session: Session, code: str) -> list[Row]:
    """The editions of a municipality and of those that are part of it by now; newest first."""
    its = with_predecessors(Municipality.code == code, clock.today())
    asked = with_look(editions(), Edition.tenant_id).where(Municipality.code.in_(its))
    return list(session.execute(asked.order_by(Edition.published_at.desc())))


def edition_file(
    door: Session | Connection, slug: str, years: str, number: int, language: str, kind: str
) -> FoundFile | None:
    """An edition's page or another file in a language: names, address words, checksum, the `newest` edition of its
    report, what its municipality is `merged_into`, the `formats` there are. The body is asked for apart.
    """
    wanted = {"slug": slug, "years": years, "number": number, "language": language, "kind": kind}
    wanted["today"] = clock.today()
    # Straight to the driver: it is all that most pages for residents ask.
    row = driver_of(door).execute(ASKED_FOR_A_FILE, wanted).fetchone()
    return row and FoundFile(*row)


def file_body(session: Session, tenant_id: uuid.UUID, file_id: uuid.UUID) -> bytes:
    """The bytes of an edition's page or PDF. Raises WithdrawnMeanwhile."""
    body = session.execute(BODY, {"tenant_id": tenant_id, "file_id": file_id}).scalar_one_or_none()
    if body is None:
        raise WithdrawnMeanwhile
    return body


def kept_file(
    session: Session, edition_id: uuid.UUID, language: str, kind: str, tenant_id: uuid.UUID | None = None
) -> bytes | None:
    """A file of an edition as it was published; None where it has none of that kind. Whoever asks at the door tells
    whose edition it is.
    """
    asked = select(EditionFile.body).where(EditionFile.edition_id == edition_id)
    asked = asked.where(EditionFile.language == language, EditionFile.format == kind)
    return session.scalar(asked.where(EditionFile.tenant_id == tenant_id) if tenant_id else asked)


def withdrawn_edition(session: Session, slug: str, years: str, number: int) -> Row | None:
    """Whose edition an address was, and why it is no more: the reasons, when, and the report's `current` edition."""
    asked = WITHDRAWN.where(with_slug(slug), W.years == years, W.number == number)
    return session.execute(asked).one_or_none()


def editions_of_report(session: Session, report_id: uuid.UUID) -> list[Row]:
    """A report's editions, newest first, as its own municipality sees them: withdrawn ones too, without content. Each
    has the same `formats` in both languages.
    """
    of_edition = (W.tenant_id == Edition.tenant_id) & (W.edition_id == Edition.id)
    told = (Edition.years, Edition.number, Edition.published_at, W.withdrawn_at, W.reason_fi, W.reason_sv)
    asked = select(*told, FORMATS.label("formats")).join_from(Edition, W, of_edition, isouter=True)
    asked = asked.where(Edition.report_id == report_id).order_by(Edition.number.desc())
    return list(session.execute(asked, {"language": "fi"}))


def edition_to_withdraw(session: Session, report_id: uuid.UUID, number: int) -> Edition | None:
    """An edition of the report that is still published."""
    asked = select(Edition).where(Edition.report_id == report_id, Edition.number == number)
    return session.scalar(asked.where(Edition.id.not_in(select(W.edition_id))))


def newest_number(session: Session, report_id: uuid.UUID) -> int | None:
    """The number of the report's newest edition, withdrawn or not."""
    return session.scalar(select(func.max(Edition.number)).where(Edition.report_id == report_id))


def newest_content(session: Session, report_id: uuid.UUID) -> dict[str, Any] | None:
    """What a new edition of the report would correct; withdrawn or not."""
    asked = select(Edition.content).where(Edition.report_id == report_id)
    return session.scalar(asked.order_by(Edition.number.desc()).limit(1))


def next_number(session: Session, years: str) -> int:
    """The number of the next edition of a period; take a turn first."""
    return (session.scalar(select(func.max(Edition.number)).where(Edition.years == years)) or 0) + 1
