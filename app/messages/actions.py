"""Verbs about letters."""

import uuid
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.messages.kinds import kinds
from app.messages.models import Letter
from app.messages.rules import as_payload
from tenants import audit, clock
from tenants.boundary import TenantSession


def post(
    session: Session,
    kind: str,
    *,
    to_person: uuid.UUID | None = None,
    to_email: str | None = None,
    language: str | None = None,
    about: uuid.UUID | None = None,
    key: str | None = None,
    not_before: datetime | None = None,
    **payload: object,
) -> None:
    """Put a letter into the outbox, in the caller's transaction: it is sent if and only if that is committed.

    To a person it is written in the person's own language unless `language` says another; to an address
    `language` must be said. A municipality's session can write about its own municipality only, the others about
    the one that `about` names. Letters about the same municipality with the same `key` are one letter: the
    first. What may stand in `payload` is said in `rules.as_payload`.
    """
    if kind not in kinds():
        raise ValueError(f"there is no letter {kind}")
    session.flush()  # a person made just now must be there to be written to
    now = clock.now()
    written = insert(Letter).values(
        kind=kind,
        created_at=now,
        to_person=to_person,
        to_email=to_email,
        language=language,
        about_tenant=about or (session.tenant_id if isinstance(session, TenantSession) else None),
        key=key,
        not_before=not_before or now,
        payload=as_payload(payload),
    )
    # No column is named for the conflict and nothing returned: both would need the right to read.
    session.execute(written.on_conflict_do_nothing())


def try_again(session: Session, by: uuid.UUID, letter_id: uuid.UUID) -> bool:
    """Let a letter that was given up go once more through all its tries; False when it had not been given up."""
    revived = session.execute(
        update(Letter)
        .where(Letter.id == letter_id, Letter.failed_at.is_not(None))
        .values(failed_at=None, error=None, tries=0, not_before=clock.now())
    )
    if revived.rowcount:
        audit.write_for_staff(session, by, "letter.retried", letter=str(letter_id))
    return bool(revived.rowcount)
