"""Questions about evidence cards."""

import uuid

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.indicators.models import ListedIndicator
from app.own_figures.models import EvidenceCard, OwnIndicator
from tenants import people


def every_card(session: Session) -> list[EvidenceCard]:
    """The newest first, those in the archive too."""
    newest = (EvidenceCard.last_day.desc(), EvidenceCard.number.desc())
    return list(session.scalars(select(EvidenceCard).order_by(*newest)))


def cards_about(session: Session, indicator: OwnIndicator) -> list[EvidenceCard]:
    """Those that shed light on an own indicator and are in use."""
    about = (EvidenceCard.own_indicator_id == indicator.id, EvidenceCard.archived_at.is_(None))
    return list(session.scalars(select(EvidenceCard).where(*about).order_by(EvidenceCard.number)))


def card_by_number(session: Session, number: int) -> EvidenceCard | None:
    """One of them; None when the municipality has no such card."""
    return session.scalar(select(EvidenceCard).where(EvidenceCard.number == number))


def indicator_of(session: Session, card: EvidenceCard) -> OwnIndicator | Row | None:
    """The own indicator it is about, or a row of (id, title_fi, title_sv) of Sotkanet's."""
    if card.own_indicator_id:
        return session.scalar(select(OwnIndicator).where(OwnIndicator.id == card.own_indicator_id))
    return listed(session, card.indicator_id) if card.indicator_id else None


def listed(session: Session, indicator_id: int) -> Row | None:
    """(id, title_fi, title_sv) of an indicator that Sotkanet lists."""
    columns = (ListedIndicator.id, ListedIndicator.title_fi, ListedIndicator.title_sv)
    return session.execute(select(*columns).where(ListedIndicator.id == indicator_id)).one_or_none()


def names_in(session: Session, card: EvidenceCard) -> dict[uuid.UUID, str]:
    """The names of those who wrote, changed and archived it."""
    return people.names_of(session, {card.created_by, card.changed_by, card.archived_by} - {None})
