"""The files of an edition that nobody waits for: the worker makes them soon after the publishing, and those of kinds
that there were not yet when an edition was published.

What is looked for is what the door sees: nothing is made of an edition that was withdrawn.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from app.publishing.actions import keep_file
from app.publishing.content import BOTH
from app.publishing.formats import LATER
from app.publishing.models import Edition, EditionFile
from app.publishing.queries import Row, editions
from tenants.boundary import TenantSession

MADE = (
    select(func.count())
    .where(
        EditionFile.tenant_id == Edition.tenant_id,
        EditionFile.edition_id == Edition.id,
        EditionFile.format.in_(LATER),
    )
    .scalar_subquery()
)


def editions_to_finish(door: Session, since: datetime | None = None) -> list[Row]:
    """Published editions that lack some of `LATER`, with names and address words; newest first."""
    asked = editions().where(len(BOTH) * len(LATER) > MADE).order_by(Edition.published_at.desc())
    return list(door.execute(asked.where(Edition.published_at > since) if since else asked))


def missing(session: TenantSession, edition_id: uuid.UUID) -> list[tuple[str, str]]:
    """Language and kind of what an edition lacks."""
    files = select(EditionFile.language, EditionFile.format).where(EditionFile.edition_id == edition_id)
    made = {tuple(row) for row in session.execute(files)}
    return [(language, kind) for language in BOTH for kind in LATER if (language, kind) not in made]


def finish(
    session: TenantSession, edition_id: uuid.UUID, address: Mapping[str, str], language: str, kind: str
) -> None:
    """Make one thing that an edition lacks; `address` is where it is read, by language. Raises TypesettingFailed."""
    wanted = select(Edition).where(Edition.id == edition_id).options(undefer(Edition.content))
    edition = session.scalars(wanted).one()
    content = {**edition.content, "address": address}
    keep_file(session, edition, language, kind, LATER[kind].make(content, language, {}))
