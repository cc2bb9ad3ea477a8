"""Who follows, by a letter's token; how many, for a municipality; and for the worker: what is new, and who is to be
told of it.
"""

import uuid
from datetime import datetime

from sqlalchemy import Row, and_, case, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.publishing.models import Edition
from app.publishing.queries import editions
from app.subscribers.models import EditionNotice, Subscription
from tenants import clock
from tenants.mergers import with_predecessors
from tenants.municipalities import County, Municipality
from tenants.tokens import digest_of

S, N = Subscription, EditionNotice
PLACES = (Municipality.code, Municipality.county_code)


def subscription_by_letter(session: Session, token: str) -> Subscription | None:
    """The one whose letter this token stood in: the first, or any later one."""
    digest = digest_of(token)
    told = select(N.subscription_id).where(N.token_digest == digest)
    return session.scalar(select(S).where(or_(S.token_digest == digest, S.id.in_(told))))


def names_followed(session: Session, subscription: Subscription) -> dict[str, str] | None:
    """What is followed, in both languages: a municipality or a county; None is all of them."""
    for kind, code in ((Municipality, subscription.municipality_code), (County, subscription.county_code)):
        if code:
            place = session.get_one(kind, code)
            return {"fi": place.name_fi, "sv": place.name_sv}
    return None


def followers_counted(session: Session, municipality_code: str) -> dict[tuple[str, str], int]:
    """How many are written to about a municipality's editions, by what they follow (the municipality, its county or
    all) and language. Behind its wall, where no address can be read.
    """
    places = {"municipality": S.municipality_code, "county": S.county_code}
    followed = case(*((code.is_not(None), kind) for kind, code in places.items()), else_="all")
    before = with_predecessors(Municipality.code == municipality_code, clock.today())
    asked = select(followed.label("followed"), S.language, func.count()).group_by("followed", S.language)
    asked = asked.where(or_(S.municipality_code.is_(None), S.municipality_code.in_(before)))
    return {(kind, language): count for kind, language, count in session.execute(asked)}


def place_followed(session: Session, municipality_code: str) -> Municipality:
    """A municipality with its county."""
    return session.get_one(Municipality, municipality_code)


def new_editions(session: Session, since: datetime) -> list[Row]:
    """What was published after that and still is."""
    asked = editions().add_columns(*PLACES).where(Edition.published_at > since)
    return list(session.execute(asked.order_by(Edition.published_at)))


def published_edition(session: Session, edition_id: uuid.UUID) -> Row | None:
    """One edition, unless it was withdrawn."""
    return session.execute(editions().where(Edition.id == edition_id)).one_or_none()


def to_be_told(session: Session, edition: Row, limit: int) -> list[Subscription]:
    """Of each address that follows an edition's municipality, or one that has merged into it, the narrowest
    subscription; not of those that have been told already.
    """
    before = with_predecessors(Municipality.code == edition.code, clock.today())
    follows = [S.municipality_code.in_(before), and_(S.municipality_code.is_(None), S.county_code.is_(None))]
    if edition.county_code:
        follows.append(S.county_code == edition.county_code)
    address = func.lower(S.email)
    digest = func.encode(func.sha256(func.convert_to(address, "UTF8")), "hex")  # as `digest_of`
    told = select(N.id).where(N.edition_id == edition.edition_id, N.address_digest == digest)
    asked = select(S).ext(distinct_on(address)).where(S.confirmed_at < edition.published_at, or_(*follows))
    asked = asked.where(~told.exists())
    narrowest = (S.municipality_code.is_(None), S.county_code.is_(None), S.confirmed_at)
    return list(session.scalars(asked.order_by(address, *narrowest).limit(limit)))
