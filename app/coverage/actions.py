"""What people do to a report's list: choose it, leave an indicator out with a reason, say where it is handled."""

import uuid
from collections.abc import Iterable

from sqlalchemy import delete, select, update

from app.coverage.models import RequiredIndicator
from app.indicators.catalogue import listed
from app.indicators.choice_queries import chosen_indicators
from app.indicators.sets import IndicatorSet
from app.reports.actions import hold_in_work
from app.reports.models import Report, Section
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def choose_list(session: TenantSession, by: uuid.UUID, report: Report, chosen: IndicatorSet | None) -> None:
    """Copy a set, or with None the municipality's own. What was decided about an indicator stays, also of one that is
    not on this list: it stands there again when the indicator comes back.

    Raises Refused with "wrong_report_state", or "empty_set".
    """
    hold_in_work(session, report)
    wanted = _items_of(chosen) if chosen else _own(session)
    if not wanted:
        raise Refused("empty_set")
    known = _taken_off(session, report)
    for position, item in enumerate(wanted, start=1):
        row = known.get(_key(item)) or RequiredIndicator(report_id=report.id)
        told = {"position": position, "set_id": chosen.id if chosen else None} | item
        for name, value in told.items():
            setattr(row, name, value)
        session.add(row)
    audit.write(session, by, "coverage.chosen", report=report.number, count=len(wanted))


def _items_of(chosen: IndicatorSet) -> list[dict]:
    names = ("indicator_id", "title_fi", "title_sv")
    return [{name: getattr(item, name) for name in names} for item in chosen.items]


def _own(session: TenantSession) -> list[dict]:
    known: Iterable = listed(session, chosen_indicators(session)).values()
    return [{"indicator_id": each.id, "title_fi": each.title_fi, "title_sv": each.title_sv} for each in known]


def _taken_off(session: TenantSession, report: Report) -> dict[int | str, RequiredIndicator]:
    """Whatever something was decided about, by what it is; none of it has a place on the list any more."""
    mine = RequiredIndicator.report_id == report.id
    session.execute(delete(RequiredIndicator).where(mine, RequiredIndicator.decided_at.is_(None)))
    session.execute(update(RequiredIndicator).where(mine).values(position=None))
    return {_key(vars(each)): each for each in session.scalars(select(RequiredIndicator).where(mine))}


def _key(item: dict) -> int | str:
    return item["indicator_id"] or item["title_fi"]


def decide(
    session: TenantSession,
    by: uuid.UUID,
    report: Report,
    required: RequiredIndicator,
    section: Section | None = None,
    reasons: dict[str, str] | None = None,
) -> None:
    """It is handled in a section's words, or left out with reasons by language, or with neither open again.

    Raises Refused("wrong_report_state").
    """
    hold_in_work(session, report)
    reasons = reasons or {}
    required.section_id = section.id if section else None
    required.reason_fi, required.reason_sv = reasons.get("fi", ""), reasons.get("sv", "")
    required.decided_at, required.decided_by = clock.now(), by
    told = {"report": report.number, "number": required.position}
    if section:
        audit.write(session, by, "coverage.handled", **told)
    elif reasons:
        audit.write(session, by, "coverage.left_out", **told)
    else:
        audit.write(session, by, "coverage.opened", **told)
