"""Verbs of subscriptions: ask, confirm, stop, write about an edition, forget."""

import uuid
from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from app.messages.actions import post
from app.subscribers import queries
from app.subscribers.models import EditionNotice, Subscription
from app.subscribers.rules import AT_ONCE, CONFIRMED_WITHIN
from tenants import clock
from tenants.tokens import digest_of, new_token

S = Subscription


def ask(session: Session, email: str, language: str, municipality_code: str | None, county_code: str | None) -> None:
    """Somebody wants letters: nothing comes of it before the first letter's link has confirmed the address. What is
    answered is the same whether or not it was there before; the door could not tell.
    """
    token = new_token()
    row = {"id": uuid.uuid4(), "email": email, "language": language, "asked_at": clock.now()}
    row |= {"municipality_code": municipality_code, "county_code": county_code, "token_digest": digest_of(token)}
    session.execute(insert(S.__table__).values(**row))
    post(session, "subscription_confirmation", to_email=email, language=language, token=token)


def confirm(session: Session, subscription: Subscription) -> None:
    """The first letter's link was used; again is as good as once."""
    if subscription.confirmed_at is None:
        subscription.confirmed_at = clock.now()


def stop(session: Session, subscription: Subscription) -> None:
    """No more letters, and the address is forgotten."""
    session.delete(subscription)


def write_about(session: Session, edition: Row, now: datetime) -> int:
    """A letter to each of at most `AT_ONCE` followers who have none yet about an edition; how many that were.

    One transaction: a letter is posted if and only if it is kept that it was. Workers side by side wait for each other.
    """
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"notices {edition.edition_id}"))))
    followers = queries.to_be_told(session, edition, AT_ONCE)
    for each in followers:
        token, about = new_token(), {"about_tenant": edition.tenant_id, "edition_id": edition.edition_id}
        kept = {"subscription_id": each.id, "token_digest": digest_of(token), "posted_at": now}
        session.add(EditionNotice(**about, **kept))
        words = {"edition": edition.edition_id, "subscription": each.id, "token": token}
        post(session, "edition_published", to_email=each.email, language=each.language, **words)
    return len(followers)


def forget_unconfirmed(session: Session, now: datetime) -> None:
    """Addresses that nobody confirmed."""
    session.execute(delete(S).where(S.confirmed_at.is_(None), S.asked_at < now - CONFIRMED_WITHIN))


def forget_doubles(session: Session) -> None:
    """Who has confirmed the same twice follows it once: with the first, whose letters have gone out already."""
    first = aliased(S)
    same = [func.lower(first.email) == func.lower(S.email), first.confirmed_at < S.confirmed_at]
    places = (
        getattr(first, name).is_not_distinct_from(getattr(S, name)) for name in ("municipality_code", "county_code")
    )
    session.execute(delete(S).where(select(first.id).where(*same, *places).exists()))
