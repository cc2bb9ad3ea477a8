"""Verbs of subscriptions: ask, confirm, stop, write about an edition, forget."""

import uuid
from datetime import datetime

from sqlalchemy import Row, and_, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.messages.actions import post
from app.subscribers import queries
from app.subscribers.models import EditionNotice, Subscription
from app.subscribers.rules import AT_ONCE, CONFIRMED_WITHIN, LOOKED_BACK
from tenants import clock
from tenants.tokens import digest_of, new_token

N, S = EditionNotice, Subscription


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
    """No more letters of these."""
    session.delete(subscription)


def write_about(session: Session, edition: Row, now: datetime) -> int:
    """A letter to each of at most `AT_ONCE` followers who have none yet about an edition; how many that were.

    One transaction: a letter is posted if and only if it is kept that it was. Workers side by side wait for each other.
    """
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"notices {edition.edition_id}"))))
    followers = queries.to_be_told(session, edition, AT_ONCE)
    for each in followers:
        token, about = new_token(), {"about_tenant": edition.tenant_id, "edition_id": edition.edition_id}
        kept = {"subscription_id": each.id, "address_digest": digest_of(each.email.lower()), "posted_at": now}
        session.add(EditionNotice(**about, **kept, token_digest=digest_of(token)))
        words = {"edition": edition.edition_id, "subscription": each.id, "token": token}
        post(session, "edition_published", to_email=each.email, language=each.language, **words)
    return len(followers)


def forget_unconfirmed(session: Session, now: datetime) -> None:
    """Addresses that nobody confirmed; and who was told of what, once nobody is told of it any more."""
    session.execute(delete(S).where(S.confirmed_at.is_(None), S.asked_at < now - CONFIRMED_WITHIN))
    session.execute(delete(N).where(N.subscription_id.is_(None), N.posted_at < now - LOOKED_BACK))


def forget_doubles(session: Session) -> None:
    """Who has confirmed the same twice follows it once: with the first, whose letters have gone out already. The newer
    letter's link is its from now on.
    """
    first = aliased(S)
    same = [func.lower(first.email) == func.lower(S.email), first.confirmed_at < S.confirmed_at]
    places = (
        getattr(first, name).is_not_distinct_from(getattr(S, name)) for name in ("municipality_code", "county_code")
    )
    doubles = select(first.id, S.id, S.token_digest).select_from(S).join(first, and_(*same, *places))
    found = session.execute(doubles.order_by(S.confirmed_at)).all()
    session.execute(delete(S).where(S.id.in_([double for _, double, _ in found])))
    for kept, _, token_digest in found:  # the newest is the last; of three the second is gone by now, too
        session.execute(update(S).where(S.id == kept).values(token_digest=token_digest))
