"""Verbs of a round: open it, ask more, remind, take an invitation back, close; and the statement of one body."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.consulting import queries, rules
from app.consulting.models import Consultation, ConsultedBody
from app.consulting.recipients import Recipient
from app.consulting.rules import Statement, Told
from app.coverage.queries import annex_of
from app.messages.actions import post
from app.publishing.content import BOTH, content_of
from app.reports.carried import plan_in
from app.reports.models import Report
from app.text_figures.queries import figures_of_report
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
    figures = figures_of_report(session, report.id)
    plan = plan_in(session, report, tenant.municipality_code)
    annex = annex_of(session, report)
    opened = Consultation(
        report_id=report.id,
        number=queries.next_number(session, report.id),
        title_fi=told.title_fi,
        title_sv=told.title_sv,
        message_fi=told.message_fi,
        message_sv=told.message_sv,
        ends_on=told.ends_on,
        opened_by=by,
        content=content_of(tenant, report, figures, languages=languages, annex=annex, plan=plan),
    )
    session.add(opened)
    session.flush()
    audit.write(session, by, "consultation.opened", report=report.number, number=opened.number)
    return opened


def ask(
    session: TenantSession, by: uuid.UUID, round: Consultation, recipients: Iterable[Recipient], language: str
) -> None:
    """Ask bodies by letter, each with a link of its own. Raises Refused("round_is_over")."""
    _require_open(round)
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
    _require_open(round)
    now = clock.now()
    waiting = [each for each in queries.bodies(session, round) if each.waits and not _reminded_today(each, now)]
    for body in waiting:
        token = new_token()
        body.later_digest, body.reminded_at = digest_of(token), now
        post_reminder(session, body, token, session.tenant_id, now)
    if waiting:
        audit.write(session, by, "consultation.reminded", number=round.number, count=len(waiting))
    return len(waiting)


def post_reminder(session: Session, body: ConsultedBody, token: str, about: uuid.UUID, now: datetime) -> None:
    """`body` may be a row of what the background work knows of one."""
    key = f"consultation_reminder:{body.id}:{clock.day_of(now)}"
    to = {"to_email": body.email, "language": body.language, "about": about, "key": key}
    post(session, "consultation_reminder", **to, token=token, consultation_id=body.consultation_id)


def take_back(session: TenantSession, by: uuid.UUID, round: Consultation, body: ConsultedBody) -> None:
    """From now on the letter's link opens nothing. Raises Refused("answered_already")."""
    session.refresh(body, with_for_update=True)
    if body.sent_at is not None:
        raise Refused("answered_already")
    if body.withdrawn_at is None:
        body.withdrawn_at = clock.now()
        audit.write(session, by, "consultation.taken_back", number=round.number)


def close(session: TenantSession, by: uuid.UUID, round: Consultation) -> None:
    """Take no more statements, before the last day is over or after."""
    session.refresh(round, with_for_update=True)
    if round.closed_at is None:
        round.closed_at, round.closed_by = clock.now(), by
        audit.write(session, by, "consultation.closed", number=round.number)


def keep(
    session: TenantSession, round: Consultation, body: ConsultedBody, statement: Statement, seen: str | None = None
) -> None:
    """Keep what a body is writing; nobody else reads it. `seen` is the `mark` of what its writer went on from.

    Raises Refused with "round_is_over", or "kept_meanwhile" where something else has been kept since.
    """
    _hold(session, round, body)
    _require_seen(body, statement, seen)
    body.draft, body.saved_at = statement.as_kept(), clock.now()


def send(
    session: TenantSession, round: Consultation, body: ConsultedBody, statement: Statement, seen: str | None = None
) -> None:
    """State it; another one takes its place as long as the round goes on. Raises Refused like `keep`."""
    _hold(session, round, body)
    _require_seen(body, statement, seen)
    body.draft = body.sent = statement.as_kept()
    body.saved_at = body.sent_at = clock.now()
    audit.write(session, None, "consultation.answered", number=round.number)


def _hold(session: TenantSession, round: Consultation, body: ConsultedBody) -> None:
    session.refresh(round, ["closed_at", "ends_on"], with_for_update={"read": True})
    session.refresh(body, with_for_update=True)
    _require_open(round)
    if body.withdrawn_at is not None:
        raise Refused("round_is_over")


def _require_seen(body: ConsultedBody, statement: Statement, seen: str | None) -> None:
    """Two windows, or two people with one letter, do not write over each other."""
    if seen not in (None, body.mark) and body.draft != statement.as_kept():
        raise Refused("kept_meanwhile")


def _require_open(round: Consultation) -> None:
    if not round.is_open(clock.today()):
        raise Refused("round_is_over")


def _reminded_today(body: ConsultedBody, now: datetime) -> bool:
    last = body.reminded_at or body.invited_at
    return clock.day_of(last) == clock.day_of(now)
