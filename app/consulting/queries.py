"""Questions about rounds and those they ask."""

import uuid

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session, undefer

from app.consulting.models import Consultation, ConsultedBody
from app.reports.models import Attachment, Report
from tenants.tokens import digest_of

C, B = Consultation, ConsultedBody


def rounds(session: Session, report_id: uuid.UUID) -> list[Row]:
    """(round, how many are asked, how many have answered) of a report, newest first."""
    asked = func.count(B.id).filter(B.withdrawn_at.is_(None))
    of_round = (B.tenant_id == C.tenant_id) & (B.consultation_id == C.id)
    listed = select(C, asked.label("asked"), func.count(B.sent_at).label("answered")).outerjoin(B, of_round)
    of_report = listed.where(C.report_id == report_id).group_by(C.tenant_id, C.id)
    return list(session.execute(of_report.order_by(C.number.desc())))


def round_at(session: Session, report_number: int, number: int) -> Consultation | None:
    """One round of the report with this number."""
    of_report = (Report.tenant_id == C.tenant_id) & (Report.id == C.report_id)
    asked = select(C).join(Report, of_report).where(Report.number == report_number, C.number == number)
    return session.scalar(asked)


def round_with_id(session: Session, round_id: uuid.UUID) -> Consultation:
    """One round."""
    return session.scalars(select(C).where(C.id == round_id)).one()


def content_of_round(session: Session, round: Consultation) -> dict:
    """The report as it stood when the round was opened."""
    return session.scalar(select(C.content).where(C.id == round.id))


def bodies(session: Session, round: Consultation) -> list[ConsultedBody]:
    """Everybody whom a round has asked, by name."""
    in_order = (func.lower(B.name), B.id)
    return list(session.scalars(select(B).where(B.consultation_id == round.id).order_by(*in_order)))


def body_with_id(session: Session, round: Consultation, body_id: uuid.UUID) -> ConsultedBody | None:
    """One of them."""
    return session.scalar(select(B).where(B.consultation_id == round.id, B.id == body_id))


def asked_emails(session: Session, round: Consultation) -> set[str]:
    """Whom a round asks, in small letters."""
    return {each.email.lower() for each in bodies(session, round) if each.withdrawn_at is None}


def next_number(session: Session, report_id: uuid.UUID) -> int:
    """The number of a report's next round; take a turn first."""
    return (session.scalar(select(func.max(C.number)).where(C.report_id == report_id)) or 0) + 1


def body_of_attachment(session: Session, round: Consultation, number: int) -> bytes | None:
    """The bytes of one of the report's files, which are never changed."""
    return session.scalar(select(Attachment.body).filter_by(report_id=round.report_id, number=number))


def has_token(token: str) -> ColumnElement[bool]:
    """Whose letter this token stood in: the first one, or one that followed."""
    return or_(B.token_digest == digest_of(token), B.later_digests.contains([digest_of(token)]))


def tenant_of_token(door: Session, token: str) -> uuid.UUID | None:
    """In which municipality somebody is asked; at the door."""
    return door.scalar(select(B.tenant_id).where(has_token(token)))


def asked_by(session: Session, token: str) -> tuple[ConsultedBody, Consultation]:
    """Who was asked by a letter, and in which round, with its report."""
    body = session.scalars(select(B).where(has_token(token))).one()
    return body, session.scalars(select(C).where(C.id == body.consultation_id).options(undefer(C.content))).one()
