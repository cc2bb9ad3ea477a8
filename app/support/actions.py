"""Verbs of the support desk: asking, answering, and letters both ways."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.messages.actions import post
from app.support.models import CannedAnswer, SupportCase, SupportMessage
from app.support.rules import CONFIRMED_WITHIN, LINK_LASTS, CaseState, after_reply
from tenants import audit, clock
from tenants.tokens import digest_of, new_token


@dataclass(frozen=True)
class Question:
    """What was asked, checked. `page` is where the asker came from, an address of ours."""

    subject: str
    text: str
    language: str
    page: str | None = None
    kind: str = "question"
    about_tenant: uuid.UUID | None = None
    is_shared: bool = False

    def columns(self) -> dict[str, object]:
        """As a case keeps it."""
        told = vars(self) | {"question": self.text}
        del told["text"]
        return told


def ask(session: Session, asker_id: uuid.UUID, question: Question, desk: str) -> SupportCase:
    """Somebody with an account asks; `desk` is the association's address."""
    case = SupportCase(asker_id=asker_id, confirmed_at=clock.now(), **question.columns())
    session.add(case)
    session.flush()
    _tell_desk(session, case, desk)
    return case


def ask_as_visitor(session: Session, name: str, email: str, question: Question) -> None:
    """Somebody without an account asks: nobody sees it before the letter's link has confirmed the address."""
    token, now = new_token(), clock.now()
    row = {"id": uuid.uuid4(), "asked_at": now, "changed_at": now, "asker_name": name, "asker_email": email}
    row |= {"state": CaseState.NEW, "urgency": "normal", "token_digest": digest_of(token)}
    # Without reading back: until the token is announced the door does not see the row.
    session.execute(
        insert(SupportCase.__table__).values(**row, token_expires_at=now + CONFIRMED_WITHIN, **question.columns())
    )
    post(session, "support_confirmation", to_email=email, language=question.language, token=token)


def confirm(session: Session, case: SupportCase, desk: str) -> None:
    """The letter's link was used; again is as good as once."""
    if case.confirmed_at is None:
        case.confirmed_at = clock.now()
        session.flush()
        _tell_desk(session, case, desk)


def reply(session: Session, case: SupportCase, author_id: uuid.UUID | None, text: str, desk: str) -> None:
    """The customer writes more."""
    session.add(SupportMessage(case_id=case.id, author_id=author_id, text=text))
    case.state, case.changed_at = after_reply(case.state), clock.now()
    _tell_desk(session, case, desk)


def _tell_desk(session: Session, case: SupportCase, desk: str) -> None:
    """Whose case it is hears of it; what is nobody's yet comes to the association's address."""
    to = {"to_person": case.assigned_to} if case.assigned_to else {"to_email": desk, "language": case.language}
    post(session, "support_question", **to, number=case.number)


def answer(session: Session, by: uuid.UUID, case: SupportCase, text: str) -> None:
    """Answer the customer, who gets a letter with a link; from now on it is their turn."""
    session.add(SupportMessage(case_id=case.id, author_id=by, is_from_staff=True, text=text))
    case.state, case.changed_at = CaseState.WAITING, clock.now()
    case.assigned_to = case.assigned_to or by
    if case.asker_id:
        post(session, "support_answer", to_person=case.asker_id, number=case.number, token=None)
    else:
        to = {"to_email": case.asker_email, "language": case.language}
        post(session, "support_answer", **to, number=case.number, token=_new_link(case, LINK_LASTS))
    audit.write_for_staff(session, by, "case.answered", number=case.number)


def _new_link(case: SupportCase, lasts: timedelta) -> str:
    """A token for the next letter, instead of all earlier ones."""
    token = new_token()
    case.token_digest, case.token_expires_at = digest_of(token), clock.now() + lasts
    return token


def add_note(session: Session, by: uuid.UUID, case: SupportCase, text: str) -> None:
    """Something for colleagues only."""
    session.add(SupportMessage(case_id=case.id, author_id=by, is_from_staff=True, is_internal=True, text=text))
    audit.write_for_staff(session, by, "case.noted", number=case.number)


def triage(
    session: Session, by: uuid.UUID, case: SupportCase, kind: str, urgency: str, state: str, to: uuid.UUID | None
) -> None:
    """What it is, how urgent, whose turn, and who of the association has it."""
    case.kind, case.urgency, case.state, case.assigned_to = kind, urgency, state, to
    case.changed_at = clock.now()
    audit.write_for_staff(session, by, "case.sorted", number=case.number)


def keep_canned_answer(session: Session, by: uuid.UUID, answer_id: uuid.UUID | None, **words: str) -> uuid.UUID:
    """Store an answer for everybody at the desk: a new one, or what one says from now on. Returns its id."""
    kept = session.merge(CannedAnswer(id=answer_id or uuid.uuid4(), **words))
    audit.write_for_staff(session, by, "canned_answer.kept", answer=str(kept.id))
    return kept.id


def remove_canned_answer(session: Session, by: uuid.UUID, kept: CannedAnswer) -> None:
    """Offer it no more."""
    kept.removed_at = clock.now()
    audit.write_for_staff(session, by, "canned_answer.removed", answer=str(kept.id))
