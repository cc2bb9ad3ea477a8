"""What people do to own indicators and their figures. What is changed or removed is ended and stays."""

import uuid
from collections.abc import Iterable

from app.own_figures import comparing, queries
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.rules import Facts, Figure, are_too_few
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def add_indicator(session: TenantSession, by: uuid.UUID, facts: Facts, owner_id: uuid.UUID) -> OwnIndicator:
    """A new one without figures. Raises Refused with "title_taken" and the `field`."""
    session.take_turn()
    _refuse_taken(session, facts)
    indicator = new_indicator(by, facts, queries.next_number(session), owner_id)
    session.add(indicator)
    audit.write(session, by, "own_figures.begun", indicator=indicator.number)
    return indicator


def new_indicator(by: uuid.UUID, facts: Facts, number: int, owner_id: uuid.UUID) -> OwnIndicator:
    """Not stored yet; whoever stores it has the municipality's turn."""
    return OwnIndicator(id=uuid.uuid4(), number=number, owner_id=owner_id, created_by=by, **vars(facts))


def change_indicator(
    session: TenantSession, by: uuid.UUID, indicator: OwnIndicator, facts: Facts, owner_id: uuid.UUID
) -> None:
    """What it is, or who looks after it; saying the same again changes nothing. Raises Refused as `add_indicator`."""
    if (facts, owner_id) == (indicator.facts, indicator.owner_id):
        return
    session.take_turn()
    _refuse_taken(session, facts, indicator.number)
    for name, value in {**vars(facts), "owner_id": owner_id}.items():
        setattr(indicator, name, value)
    indicator.changed_at, indicator.changed_by = clock.now(), by
    audit.write(session, by, "own_figures.changed", indicator=indicator.number)


def end_indicator(session: TenantSession, by: uuid.UUID, indicator: OwnIndicator) -> None:
    """Follow it no more; once is enough."""
    if indicator.ended_at is None:
        indicator.ended_at, indicator.ended_by = clock.now(), by
        audit.write(session, by, "own_figures.ended", indicator=indicator.number)


def resume_indicator(session: TenantSession, by: uuid.UUID, indicator: OwnIndicator) -> None:
    """Follow it again."""
    if indicator.ended_at is not None:
        indicator.ended_at = indicator.ended_by = None
        audit.write(session, by, "own_figures.resumed", indicator=indicator.number)


def enter_figure(
    session: TenantSession, by: uuid.UUID, indicator: OwnIndicator, figure: Figure, corrects: uuid.UUID | None = None
) -> None:
    """Store a figure at a free place, or with `corrects` in place of that one.

    Raises Refused with "ended" (indicator), "too_few" (respondents), "place_taken", or "changed_meanwhile".
    """
    if indicator.ended_at is not None:
        raise Refused("ended")
    if are_too_few(indicator.kind, figure.denominator):
        raise Refused("too_few")
    session.take_turn()
    holding = {each.id: each for each in queries.holding_figures(session, indicator)}
    before = holding.pop(corrects, None) if corrects else None
    if corrects and before is None:
        raise Refused("changed_meanwhile")
    if figure.place in {each.figure.place for each in holding.values()}:
        raise Refused("place_taken")
    if before and before.figure == figure:
        return
    if before:
        end_figures(session, by, [before])
    session.add(new_figure(by, indicator.id, figure))
    if before:
        audit.write(session, by, "own_figures.corrected", indicator=indicator.number)
    else:
        audit.write(session, by, "own_figures.entered", indicator=indicator.number)


def remove_figure(session: TenantSession, by: uuid.UUID, indicator: OwnIndicator, figure: OwnFigure) -> None:
    """It holds no more, and stays among what was before. Raises Refused("changed_meanwhile")."""
    session.take_turn()
    session.refresh(figure, ["ended_at"])
    if figure.ended_at is not None:
        raise Refused("changed_meanwhile")
    end_figures(session, by, [figure])
    audit.write(session, by, "own_figures.removed", indicator=indicator.number)


def new_figure(by: uuid.UUID, indicator_id: uuid.UUID, figure: Figure) -> OwnFigure:
    """Not stored yet; whoever stores it has the municipality's turn and has ended the one before it."""
    told = vars(figure).copy()
    return OwnFigure(indicator_id=indicator_id, entered_by=by, population_group=told.pop("group"), **told)


def end_figures(session: TenantSession, by: uuid.UUID, figures: Iterable[OwnFigure]) -> None:
    """They hold no more, at once: others can hold in their places only when these do not."""
    now = clock.now()
    for each in figures:
        each.ended_at, each.ended_by = now, by
    session.flush()


def _refuse_taken(session: TenantSession, facts: Facts, number: int | None = None) -> None:
    """A file names an indicator by its title in either language, so each title is one indicator's."""
    titles = comparing.titles_of(vars(facts))
    for other in queries.every_indicator(session):
        taken = [name for name, title in comparing.titles_of(vars(other.facts)) if (name, title) in titles]
        if taken and other.number != number:
            raise Refused("title_taken", field=taken[0])
