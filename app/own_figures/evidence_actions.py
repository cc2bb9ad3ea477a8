"""What people do to evidence cards: write, change, put into the archive and take out again."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.own_figures.models import EvidenceCard
from tenants import audit, clock
from tenants.boundary import TenantSession

CARD_KINDS = ("survey", "hearing", "citation", "observation")


@dataclass(frozen=True)
class Told:
    """What a card says. `indicator_id` is Sotkanet's number; at most one of the two indicators is named."""

    kind: str
    title_fi: str
    title_sv: str
    text_fi: str
    text_sv: str
    heard: str
    first_day: date
    last_day: date
    source: str
    consent: str
    age_group: str
    indicator_id: int | None = None
    own_indicator_id: uuid.UUID | None = None


def write_card(session: TenantSession, by: uuid.UUID, told: Told) -> EvidenceCard:
    """A new card."""
    session.take_turn()
    number = (session.scalar(select(func.max(EvidenceCard.number))) or 0) + 1
    card = EvidenceCard(number=number, created_by=by, **vars(told))
    session.add(card)
    audit.write(session, by, "evidence.written", number=number)
    return card


def change_card(session: TenantSession, by: uuid.UUID, card: EvidenceCard, told: Told) -> None:
    """What a card says; saying the same again changes nothing."""
    if all(getattr(card, name) == value for name, value in vars(told).items()):
        return
    for name, value in vars(told).items():
        setattr(card, name, value)
    card.changed_at, card.changed_by = clock.now(), by
    audit.write(session, by, "evidence.changed", number=card.number)


def archive_card(session: TenantSession, by: uuid.UUID, card: EvidenceCard) -> None:
    """It is used no more and stays; once is enough."""
    if card.archived_at is None:
        card.archived_at, card.archived_by = clock.now(), by
        audit.write(session, by, "evidence.archived", number=card.number)


def restore_card(session: TenantSession, by: uuid.UUID, card: EvidenceCard) -> None:
    """It is used again."""
    if card.archived_at is not None:
        card.archived_at = card.archived_by = None
        audit.write(session, by, "evidence.restored", number=card.number)
