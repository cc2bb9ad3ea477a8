"""Verbs of a negotiation: begin it, prepare it, record its minutes, judge last year's promises, share and withdraw."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select

from app.indicators.catalogue import prefilled
from app.indicators.choice_queries import chosen_indicators
from app.negotiating import queries
from app.negotiating.content import content_of
from app.negotiating.models import CommonGoal, Negotiation, Promise, SharedPack
from app.negotiating.rules import Promised
from app.plan.models import Goal
from app.web.fingerprints import fingerprint
from app.writing.checksum import checksum_of
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import TenantFacts


@dataclass(frozen=True)
class Prepared:
    """What is brought to the negotiation."""

    support: Mapping[str, str]
    participants: str
    indicator_ids: Sequence[int]
    goals: Iterable[Goal]


def begin(session: TenantSession, by: uuid.UUID, year: int) -> Negotiation:
    """With the figures of the year before, or else the municipality's own set. Raises Refused("begun_already")."""
    session.take_turn()
    if queries.negotiation_of(session, year):
        raise Refused("begun_already")
    before = queries.negotiation_before(session, year)
    ids = before.indicator_ids if before else chosen_indicators(session) or prefilled("all")
    begun = Negotiation(year=year, begun_by=by, indicator_ids=list(ids))
    session.add(begun)
    session.flush()
    audit.write(session, by, "negotiation.begun", year=str(year))
    return begun


def prepare(session: TenantSession, by: uuid.UUID, negotiation: Negotiation, prepared: Prepared) -> None:
    """Store what is brought to the negotiation."""
    session.refresh(negotiation, with_for_update=True)
    negotiation.support_fi, negotiation.support_sv = prepared.support["fi"], prepared.support["sv"]
    negotiation.participants = prepared.participants
    negotiation.indicator_ids = list(prepared.indicator_ids)
    session.execute(delete(CommonGoal).where(CommonGoal.negotiation_id == negotiation.id))
    session.add_all(
        CommonGoal(negotiation_id=negotiation.id, plan_id=goal.plan_id, goal_id=goal.id) for goal in prepared.goals
    )
    _expire(session, negotiation)
    audit.write(session, by, "negotiation.prepared", year=str(negotiation.year))


def record_minutes(
    session: TenantSession,
    by: uuid.UUID,
    negotiation: Negotiation,
    met_on: date,
    place: str,
    promises: Sequence[Promised],
    language: str,
    seen: str | None = None,
) -> None:
    """When and where it was, and what was agreed; what is new is written in `language`.

    Raises Refused where another list of promises would take the place of one which is not the one that was `seen`
    (`fingerprint`), with "changed_meanwhile", or of which it has been told what became of it, with "judged_already".
    """
    session.refresh(negotiation, with_for_update=True)
    known = list(session.scalars(select(Promise).filter_by(negotiation_id=negotiation.id).order_by(Promise.number)))
    stored = [each.promised for each in known]
    if stored != list(promises):
        if any(each.outcome for each in known):
            raise Refused("judged_already")
        if seen not in (None, fingerprint(stored)):
            raise Refused("changed_meanwhile")
        written_in = {each.promised: each.language for each in known}
        session.execute(delete(Promise).where(Promise.negotiation_id == negotiation.id))
        session.add_all(
            Promise(
                negotiation_id=negotiation.id, number=number, language=written_in.get(each, language), **vars(each)
            )
            for number, each in enumerate(promises, start=1)
        )
    negotiation.met_on, negotiation.place = met_on, place
    _expire(session, negotiation)
    audit.write(session, by, "negotiation.minuted", year=str(negotiation.year), meeting_on=met_on.isoformat())


def judge(
    session: TenantSession,
    by: uuid.UUID,
    negotiation: Negotiation,
    told: Mapping[int, tuple[str | None, str]],
    language: str,
) -> None:
    """What became of a negotiation's promises: (outcome, sentence) by their numbers."""
    promises = select(Promise).where(Promise.negotiation_id == negotiation.id, Promise.number.in_(told))
    for promise in session.scalars(promises.with_for_update()):
        outcome, sentence = told[promise.number]
        if (promise.outcome, promise.told) == (outcome, sentence):
            continue
        promise.outcome, promise.told = outcome, sentence
        promise.told_language = language if sentence else None
        promise.judged_at, promise.judged_by = (clock.now(), by) if outcome else (None, None)
    audit.write(session, by, "negotiation.judged", year=str(negotiation.year))


def share(session: TenantSession, by: uuid.UUID, tenant: TenantFacts, negotiation: Negotiation) -> SharedPack:
    """Give the county a copy of the pack as it is now, in place of the one that it had. Raises Refused("no_county")."""
    county = queries.county_of(session, tenant.municipality_code)
    if county is None:
        raise Refused("no_county")
    session.take_turn()
    content = content_of(session, tenant, negotiation)
    _withdraw(session, by, negotiation)
    number = session.scalar(select(func.max(SharedPack.number)).filter_by(negotiation_id=negotiation.id)) or 0
    shared = SharedPack(
        negotiation_id=negotiation.id, number=number + 1, year=negotiation.year, county_code=county.code,
        content=content, checksum=checksum_of(content), shared_by=by,
    )  # fmt: skip
    session.add(shared)
    session.flush()
    audit.write(session, by, "negotiation.shared", year=str(negotiation.year))
    return shared


def withdraw(session: TenantSession, by: uuid.UUID, negotiation: Negotiation) -> None:
    """The county reads the pack no more. Raises Refused("not_shared")."""
    if not _withdraw(session, by, negotiation):
        raise Refused("not_shared")
    audit.write(session, by, "negotiation.withdrawn", year=str(negotiation.year))


def _withdraw(session: TenantSession, by: uuid.UUID, negotiation: Negotiation) -> bool:
    shared = select(SharedPack).where(
        SharedPack.negotiation_id == negotiation.id, SharedPack.withdrawn_at.is_(None)
    )
    copies = session.scalars(shared.with_for_update()).all()
    for copy in copies:
        copy.withdrawn_at, copy.withdrawn_by = clock.now(), by
    session.flush()
    return bool(copies)


def _expire(session: TenantSession, negotiation: Negotiation) -> None:
    session.flush()
    session.expire(negotiation, ["promises", "common_goals"])
