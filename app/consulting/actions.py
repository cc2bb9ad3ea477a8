"""Verbs of a round: open it, ask more, remind, move its last day, take an invitation back, close; and the statement of
one body.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from app.consulting import queries, rules
from app.consulting.models import Consultation, ConsultedBody
from app.consulting.recipients import Recipient
from app.consulting.rules import Statement, Told
from app.messages.actions import post
from app.publishing.content import BOTH
from app.publishing.gathering import content_now
from app.reports.models import Report
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import TenantFacts
from tenants.tokens import digest_of, new_token


def open_round(
    session: TenantSession,
    by: uuid.UUID,
    tenant: TenantFacts,
    report: Report,
    told: Told,
    languages: Sequence[str] = BOTH,
) -> Consultation:
    """Begin a round about a report as it stands now (`report` with everything that is printed), in its `languages`.

    Raises Refused with "wrong_report_state", "day_is_past" or "day_is_far".
    """
    rules.check_last_day(told.ends_on, clock.today())
    session.take_turn()
    session.refresh(report, ["state"], with_for_update={"read": True})
    if report.is_frozen:
        raise Refused("wrong_report_state")
    opened = Consultation(
        report_id=report.id,
        number=queries.next_number(session, report.id),
        title_fi=told.title_fi,
        title_sv=told.title_sv,
        message_fi=told.message_fi,
        message_sv=told.message_sv,
        ends_on=told.ends_on,
        opened_by=by,
        content=content_now(session, tenant, report, languages),
    )
    session.add(opened)
    session.flush()
    audit.write(session, by, "consultation.opened", report=report.number, number=opened.number)
    return opened


def ask(
    session: TenantSession, by: uuid.UUID, round: Consultation, recipients: Iterable[Recipient], language: str
) -> None:
    """Ask bodies by letter, each with a link of its own. Raises Refused("round_is_over")."""
    _hold_open(session, round)
    recipients = list(recipients)
    for each in recipients:
        token = new_token()
        told = {"name": each.name, "email": each.email, "kind": each.kind, "language": language}
        body = ConsultedBody(consultation_id=round.id, token_digest=digest_of(token), **told)
        session.add(body)
        session.flush()
        key = f"consultation:{body.id}"
        to = {"to_email": body.email, "language": language, "key": key}
        post(session, "consultation_invited", **to, token=token, consultation_id=round.id)
    audit.write(session, by, "consultation.asked", number=round.number, count=len(recipients))


def remind(session: TenantSession, by: uuid.UUID, round: Consultation) -> int:
    """Write again to everybody who has not answered, at most once a day. Gives to how many.

    Raises Refused("round_is_over").
    """
    _hold_open(session, round)
    now = clock.now()
    waiting = [each for each in queries.bodies(session, round) if each.waits and not _reminded_today(each, now)]
    _remind(session, waiting, now)
    if waiting:
        audit.write(session, by, "consultation.reminded", number=round.number, count=len(waiting))
    return len(waiting)


def remind_by_itself(session: TenantSession, round: Consultation, now: datetime) -> None:
    """Write again to everybody who has not answered; who was reminded within three days is left in peace."""
    _hold(session, round)
    if round.is_open(clock.day_of(now)):
        rested = now - rules.REMINDED_BEFORE
        waiting = [each for each in queries.bodies(session, round) if each.waits]
        _remind(session, [each for each in waiting if not each.reminded_at or each.reminded_at < rested], now)


def move_last_day(session: TenantSession, by: uuid.UUID, round: Consultation, ends_on: date) -> int:
    """Let the round end on another day, also when its last day is over; whoever is asked hears of it. Gives to how
    many it was written.

    Raises Refused with "round_is_over", "day_is_past" or "day_is_far".
    """
    rules.check_last_day(ends_on, clock.today())
    _hold(session, round)
    if not round.may_go_on:
        raise Refused("round_is_over")
    if ends_on == round.ends_on:
        return 0
    told = {"old_ends_on": round.ends_on.isoformat(), "ends_on": ends_on.isoformat()}
    round.ends_on = ends_on
    asked = [each for each in queries.bodies(session, round) if each.withdrawn_at is None]
    for body in asked:
        _write_again(session, body, "consultation_moved", clock.now().isoformat())
    audit.write(session, by, "consultation.moved", number=round.number, **told)
    return len(asked)


def _remind(session: TenantSession, bodies: Iterable[ConsultedBody], now: datetime) -> None:
    for body in bodies:
        body.reminded_at = now
        _write_again(session, body, "consultation_reminder", clock.day_of(now).isoformat())


def _write_again(session: TenantSession, body: ConsultedBody, kind: str, when: str) -> None:
    """A letter with a link of its own; those of earlier letters go on opening the same page."""
    token = new_token()
    body.later_digests = func.array_append(ConsultedBody.later_digests, digest_of(token))
    to = {"to_email": body.email, "language": body.language, "key": f"{kind}:{body.id}:{when}"}
    post(session, kind, **to, token=token, consultation_id=body.consultation_id)


def take_back(session: TenantSession, by: uuid.UUID, round: Consultation, body: ConsultedBody) -> None:
    """From now on the letter's link opens nothing. Raises Refused with "answered_already" or "round_is_over"."""
    _hold_open(session, round)
    session.refresh(body, with_for_update=True)
    if body.sent_at is not None:
        raise Refused("answered_already")
    if body.withdrawn_at is None:
        body.withdrawn_at = clock.now()
        audit.write(session, by, "consultation.taken_back", number=round.number)


def close(session: TenantSession, by: uuid.UUID, round: Consultation) -> None:
    """Take no more statements, before the last day is over or after."""
    _hold(session, round)
    if round.may_go_on:
        round.closed_at, round.closed_by = clock.now(), by
        audit.write(session, by, "consultation.closed", number=round.number)


def keep(
    session: TenantSession, round: Consultation, body: ConsultedBody, statement: Statement, seen: str | None = None
) -> None:
    """Keep what a body is writing; nobody else reads it. `seen` is the `mark` of what its writer went on from.

    Raises Refused with "round_is_over", or "kept_meanwhile" where something else has been kept since.
    """
    _hold_body(session, round, body)
    _require_seen(body, statement, seen)
    body.draft, body.saved_at = statement.as_kept(), clock.now()


def send(
    session: TenantSession, round: Consultation, body: ConsultedBody, statement: Statement, seen: str | None = None
) -> None:
    """State it; another one takes its place as long as the round goes on. Raises Refused like `keep`."""
    _hold_body(session, round, body)
    _require_seen(body, statement, seen)
    body.draft = body.sent = statement.as_kept()
    body.saved_at = body.sent_at = clock.now()
    audit.write(session, None, "consultation.answered", number=round.number)


def _hold(session: TenantSession, round: Consultation) -> None:
    """Neither the round nor its report's state changes until this is done."""
    session.flush()
    session.execute(select(Report.state).where(Report.id == round.report_id).with_for_update(read=True))
    session.refresh(round, ["closed_at", "ends_on", "report_state"], with_for_update=True)


def _hold_open(session: TenantSession, round: Consultation) -> None:
    _hold(session, round)
    if not round.is_open(clock.today()):
        raise Refused("round_is_over")


def _hold_body(session: TenantSession, round: Consultation, body: ConsultedBody) -> None:
    _hold_open(session, round)
    session.refresh(body, with_for_update=True)
    if body.withdrawn_at is not None:
        raise Refused("round_is_over")


def _require_seen(body: ConsultedBody, statement: Statement, seen: str | None) -> None:
    """Two windows, or two people with one letter, do not write over each other."""
    if seen not in (None, body.mark) and body.draft != statement.as_kept():
        raise Refused("kept_meanwhile")


def _reminded_today(body: ConsultedBody, now: datetime) -> bool:
    last = body.reminded_at or body.invited_at
    return clock.day_of(last) == clock.day_of(now)
