"""What people do about follow-up: report how a measure goes, choose the days of the rounds, look."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.follow_up import queries, rules
from app.follow_up.models import FollowUpRound, MeasureFollowUp, MeasureLook
from app.plan.models import Measure, Plan
from app.plan.queries import named
from tenants import audit, clock, looks
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Reported:
    """How a measure goes; a sentence stands in one language at least."""

    status: str
    light: str
    sentence_fi: str = ""
    sentence_sv: str = ""
    outcome_fi: str = ""
    outcome_sv: str = ""
    cost_cents: int | None = None


def report(
    session: TenantSession, by: uuid.UUID, plan: Plan, measure: Measure, told: Reported, seen: str | None = None
) -> None:
    """Add to what was said of a measure, and give the measure its status. `seen` is the `mark` of what was said last
    when the form was opened.

    The same said twice is said once. Raises Refused with "measure_removed", or "reported_meanwhile" where somebody
    else has said something since.
    """
    session.refresh(measure, with_for_update=True)
    if measure.removed_at is not None:
        raise Refused("measure_removed")
    before = queries.latest(session, measure)
    if before and before.reported_by == by and told == _told(before) and seen != mark(before):
        return
    if seen not in (None, mark(before)):
        raise Refused("reported_meanwhile")
    asked = queries.round_asked_about(session, plan, clock.today())
    of_measure = {"plan_id": plan.id, "measure_id": measure.id, "round_id": asked.id if asked else None}
    session.add(MeasureFollowUp(**of_measure, reported_by=by, **vars(told)))
    measure.status = told.status
    audit.write(session, by, "follow_up.reported", **named(session, plan, measure))


def mark(said: MeasureFollowUp | None) -> str:
    """Tells one state of a measure's history from another."""
    return str(said.id) if said else "none"


def _told(said: MeasureFollowUp) -> Reported:
    return Reported(**{name: getattr(said, name) for name in Reported.__dataclass_fields__})


def notice_look(session: TenantSession, measure: Measure, person_id: uuid.UUID) -> None:
    """Somebody who answers for a measure has opened it."""
    about = {"plan_id": measure.plan_id, "measure_id": measure.id}
    looks.notice(session, MeasureLook, person_id, "measure_id", **about)


def set_rounds(session: TenantSession, by: uuid.UUID, plan: Plan, days: Iterable[date]) -> None:
    """Days by which the plan's measures are reported of. Raises Refused as `rules.check_days`."""
    session.take_turn()
    days = sorted(days)
    rules.check_days(days, [each.due_on for each in queries.rounds(session, plan)], clock.today())
    number = queries.next_number(session, plan)
    for at, due_on in enumerate(days):
        told = {"number": number + at, "due_on": due_on, "year": rules.year_of(due_on)}
        session.add(FollowUpRound(plan_id=plan.id, set_by=by, **told))
        audit.write(session, by, "follow_up.day_set", plan=plan.number, ends_on=due_on.isoformat())


def move_round(session: TenantSession, by: uuid.UUID, plan: Plan, round: FollowUpRound, due_on: date) -> None:
    """Another day for a round; what was reported for it stays. Raises Refused as `rules.check_days`."""
    session.take_turn()
    others = [each.due_on for each in queries.rounds(session, plan) if each.id != round.id]
    rules.check_days([due_on], others, clock.today())
    if due_on != round.due_on:
        round.due_on, round.year = due_on, rules.year_of(due_on)
        audit.write(session, by, "follow_up.day_moved", plan=plan.number, ends_on=due_on.isoformat())


def remove_round(session: TenantSession, by: uuid.UUID, plan: Plan, round: FollowUpRound) -> None:
    """Nobody is asked for it any more."""
    if round.removed_at is None:
        round.removed_at, round.removed_by = clock.now(), by
        audit.write(session, by, "follow_up.day_removed", plan=plan.number, ends_on=round.due_on.isoformat())
