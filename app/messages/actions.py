"""Verbs about letters."""

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.messages.kinds import kinds
from app.messages.models import Letter
from app.messages.rules import as_payload
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.membership import coordinators


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


def write_to_coordinators(session: Session, kind: str, tenant_id: uuid.UUID, key: str, **payload: object) -> list[str]:
    """Post a letter to each coordinator of a municipality in their own language.

    Returns the keys of the letters, which begin with `key`; none when nobody coordinates it.
    """
    people = {f"{key}:{person_id}": person_id for person_id in coordinators(session, tenant_id)}
    for whole_key, person_id in people.items():
        post(session, kind, to_person=person_id, about=tenant_id, key=whole_key, **payload)
    return list(people)


def try_again(session: Session, by: uuid.UUID, letter_id: uuid.UUID) -> bool:
    """Let a letter that was given up go once more through all its tries; False when it had not been given up."""
    if _revive(session, Letter.id == letter_id):
        audit.write_for_staff(session, by, "letter.retried", letter=str(letter_id))
        return True
    return False


def post_again(session: Session, about: uuid.UUID, keys: Collection[str]) -> None:
    """Let the letters with these keys that were given up go once more; on the worker's plane."""
    _revive(session, Letter.about_tenant == about, Letter.key.in_(keys))


def _revive(session: Session, *which: ColumnElement[bool]) -> bool:
    given_up = update(Letter).where(*which, Letter.failed_at.is_not(None))
    return bool(session.execute(given_up.values(failed_at=None, error=None, tries=0, not_before=clock.now())).rowcount)
