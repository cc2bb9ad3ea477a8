"""The files of an edition that nobody waits for: the worker makes them soon after the publishing, and those of kinds
that there were not yet when an edition was published.

What is looked for is what the door sees: nothing is made of an edition that was withdrawn.
"""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, undefer

from app.publishing.actions import keep_file
from app.publishing.content import BOTH
from app.publishing.formats import LATER
from app.publishing.models import Edition, EditionFile
from app.publishing.queries import Row, editions, kept_file
from app.residents.summary import pictures_shown
from tenants.boundary import TenantSession

PRINTS = dict.fromkeys(LATER, "html") | {"summary.pdf": "summary"}
"""The page of an edition that each file goes with: where it has no such page, the file is not made either."""

ASKED_FOR = Counter(PRINTS.values())

LACKING = (
    select(func.sum(case(ASKED_FOR, value=EditionFile.format, else_=-1)))
    .where(
        EditionFile.tenant_id == Edition.tenant_id,
        EditionFile.edition_id == Edition.id,
        EditionFile.format.in_((*ASKED_FOR, *LATER)),
    )
    .scalar_subquery()
)
"""What its pages ask for without what is made."""


def editions_to_finish(door: Session, since: datetime | None = None) -> list[Row]:
    """Published editions that lack some of `LATER`, with names and address words; newest first."""
    asked = editions().where(LACKING > 0).order_by(Edition.published_at.desc())
    return list(door.execute(asked.where(Edition.published_at > since) if since else asked))


def missing(session: TenantSession, edition_id: uuid.UUID) -> list[tuple[str, str]]:
    """Language and kind of what an edition lacks."""
    files = select(EditionFile.language, EditionFile.format).where(EditionFile.edition_id == edition_id)
    made = {tuple(row) for row in session.execute(files)}
    asked_for = [((language, kind), (language, page)) for language in BOTH for kind, page in PRINTS.items()]
    return [file for file, page in asked_for if page in made and file not in made]


def finish(
    session: TenantSession, edition_id: uuid.UUID, address: Mapping[str, str], language: str, kind: str
) -> None:
    """Make one thing that an edition lacks; `address` is where it is read, by language. Raises TypesettingFailed."""
    wanted = select(Edition).where(Edition.id == edition_id).options(undefer(Edition.content))
    edition = session.scalars(wanted).one()
    content = {**edition.content, "address": address}
    keep_file(session, edition, language, kind, LATER[kind].make(content, language, _pictures(session, edition)))


def _pictures(session: TenantSession, edition: Edition) -> dict[int, bytes]:
    """Those of the plain-language summary: no other file that is made later shows any."""
    kept = {it: kept_file(session, edition.id, "fi", f"attachment-{it}") for it in pictures_shown(edition.content)}
    return {number: body for number, body in kept.items() if body is not None}
