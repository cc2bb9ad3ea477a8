"""What is done to a section's figures; whoever calls it has made sure that the section may still be written."""

import uuid

from sqlalchemy import func, select

from app.indicators.areas import Area
from app.reports.models import Section
from app.text_figures.choices import AnyOffer, is_still_so
from app.text_figures.models import CHOSEN, TextFigure
from app.text_figures.queries import state_of
from tenants import clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def choose(
    session: TenantSession, by: uuid.UUID, section: Section, kind: str, offer: AnyOffer, own: Area
) -> TextFigure:
    """The offer's figure, or the indicator as a panel, under the next number; what the section has already is not
    chosen twice. `own` is the municipality. Raises Refused("no_figure") where the source has none, "source_changed".
    """
    made = _made(session, by, section, kind, offer, own)
    if offer.is_own and made.known["withdrawn"]:
        raise Refused("source_changed")
    same = {name: getattr(made, name) for name in ("section_id", "kind", *CHOSEN)}
    known = session.scalar(select(TextFigure).filter_by(**same, superseded_at=None))
    if known and known.facts == made.facts:
        return known
    of_kind = (TextFigure.section_id == section.id, TextFigure.kind == kind)
    made.number = (session.scalar(select(func.max(TextFigure.number)).where(*of_kind)) or 0) + 1
    return _stored(session, made)


def renew(
    session: TenantSession, by: uuid.UUID, section: Section, old: TextFigure, offer: AnyOffer, own: Area
) -> TextFigure:
    """What the source says now takes the old figure's place under its number. Raises Refused as `choose`."""
    made = _made(session, by, section, old.kind, offer, own)
    made.number = old.number
    end(session, by, old)
    return _stored(session, made)


def keep(session: TenantSession, by: uuid.UUID, old: TextFigure, note: str) -> TextFigure:
    """The old figure stays, with the reason; it is asked about again only when the source says something else."""
    names = ("report_id", "section_id", "kind", "number", "facts", *CHOSEN)
    kept = TextFigure(**{name: getattr(old, name) for name in names}, note=note, chosen_by=by)
    kept.known = state_of(session, kept)
    end(session, by, old)
    return _stored(session, kept)


def end(session: TenantSession, by: uuid.UUID, figure: TextFigure) -> None:
    """It holds no more; its row stays."""
    figure.superseded_at, figure.superseded_by = clock.now(), by
    session.flush()


def _made(
    session: TenantSession, by: uuid.UUID, section: Section, kind: str, offer: AnyOffer, own: Area
) -> TextFigure:
    """Not stored yet: what is refused leaves nothing behind."""
    if not offer.has_figures:
        raise Refused("no_figure")
    if offer.is_another:
        raise Refused("source_changed")
    place = {"report_id": section.report_id, "section_id": section.id, "kind": kind}
    made = TextFigure(**place, **offer.chosen(kind), chosen_by=by)
    made.known = state_of(session, made)
    if not is_still_so(session, own, made):  # only now: what changes after `known` was asked is news
        raise Refused("source_changed")
    return made


def _stored(session: TenantSession, figure: TextFigure) -> TextFigure:
    session.add(figure)
    session.flush()
    return figure
