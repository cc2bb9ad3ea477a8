"""Makers of support: looks that municipalities let the association take, questions and answers."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.messages.models import Letter
from app.support import actions, queries, training_actions, training_queries
from app.support.actions import Question
from app.support.models import SupportCase
from app.support.rules import CaseState
from tenants import clock
from tenants.boundary import DoorSession, StaffSession
from tenants.database import Engines
from tenants.people import Person
from tenants.support import LASTS, SupportSession
from tenants.tokens import digest_of
from tests.letters import outbox
from tests.makers import MunicipalityOfTest


def a_support_session(
    municipality: MunicipalityOfTest,
    staff: Person,
    opened_ago: timedelta = timedelta(0),
    reason: str = "Taulukko ei näy oikein",
    about: int | None = None,
) -> SupportSession:
    """A session that the coordinator opened for staff some time ago, perhaps about a case's number, committed."""
    at = clock.now() - opened_ago
    row = SupportSession(
        staff_id=staff.id, reason=reason, opened_by=municipality.coordinator, opened_at=at, ends_at=at + LASTS
    )
    with municipality.session() as session, session.begin():
        row.case_id = session.scalar(select(SupportCase.id).where(SupportCase.number == about)) if about else None
        session.add(row)
    return row


@dataclass(frozen=True)
class SupportDesk:
    """A question that a writer shares with the coordinators, answered and noted at; one of a visitor, answered too."""

    number: int
    canned_id: uuid.UUID
    token: str
    training: int
    """The number of a training that the writer comes to."""


DESK = "tuki@koeliitto.example"


def a_question(text: str = "Taulukko ei tallennu.\n\nMitä teen?", **words: object) -> Question:
    """What somebody asks."""
    return Question(**{"subject": "Taulukko ei tallennu", "text": text, "language": "fi"} | words)


def an_asked_case(engines: Engines, person: Person, **words: object) -> SupportCase:
    """Somebody with an account has asked, committed."""
    with DoorSession(engines, person.id) as session, session.begin():
        return actions.ask(session, person.id, a_question(**words), DESK)


def a_visitors_question(engines: Engines, email: str) -> str:
    """Somebody without an account has asked; returns the token of the letter that confirms it."""
    with DoorSession(engines) as session, session.begin():
        actions.ask_as_visitor(session, "Ville Vierailija", email, a_question())
    return token_sent_to(engines, email)


def token_sent_to(engines: Engines, email: str) -> str:
    """Of the newest letter to an address."""
    return outbox(engines, Letter.to_email == email)[-1].payload["token"]


def confirm_question(engines: Engines, token: str) -> int:
    """Use the link of the letter; returns the case's number."""
    with DoorSession(engines, token_digest=digest_of(token)) as session, session.begin():
        case = queries.conversation(session, queries.with_token(digest_of(token))).case
        actions.confirm(session, case, DESK)
        return case.number


def answer_case(engines: Engines, staff: Person, number: int, text: str = "Päivitä sivu.", note: str = "") -> None:
    """The desk answers, and perhaps notes something."""
    with StaffSession(engines) as session, session.begin():
        case = queries.conversation(session, queries.numbered(number)).case
        actions.answer(session, staff.id, case, text)
        if note:
            actions.add_note(session, staff.id, case, note)


def close_case(engines: Engines, number: int, ago: timedelta) -> None:
    """It was closed so long ago, and nobody has written since."""
    closed = update(SupportCase).where(SupportCase.number == number)
    with Session(engines.owner) as session, session.begin():
        session.execute(closed.values(state=CaseState.CLOSED, changed_at=clock.now() - ago))


def a_canned_answer(engines: Engines, staff: Person) -> uuid.UUID:
    """One at the desk."""
    words = {"name": "Tallennus", "text_fi": "Tallenna osa painikkeesta.", "text_sv": "Spara delen med knappen."}
    with StaffSession(engines) as session, session.begin():
        return actions.keep_canned_answer(session, staff.id, None, **words)


def a_support_desk(municipality: MunicipalityOfTest, asker: Person, staff: Person, unconfirmed: str) -> SupportDesk:
    """Make it; the token `unconfirmed` leads to a question that nobody has confirmed."""
    engines, email = municipality.engines, f"{uuid.uuid4().hex[:8]}@kunta.example"
    page = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1"
    case = an_asked_case(engines, asker, page=page, about_tenant=municipality.facts.id, is_shared=True)
    answer_case(engines, staff, case.number, note="Sama vika kuin eilen.")
    answer_case(engines, staff, confirm_question(engines, a_visitors_question(engines, email)))
    token = token_sent_to(engines, email)
    a_visitors_question(engines, f"odottaa-{email}")
    with Session(engines.owner) as session, session.begin():
        waiting = update(SupportCase).where(SupportCase.asker_email == f"odottaa-{email}")
        session.execute(waiting.values(token_digest=digest_of(unconfirmed)))
    training = a_training(engines, staff)
    sign_up(engines, asker, training, municipality.facts.id)
    return SupportDesk(case.number, a_canned_answer(engines, staff), token, training)


def a_training(engines: Engines, staff: Person, starts_in: timedelta = timedelta(days=7), places: int = 10) -> int:
    """A training; returns its number."""
    starts = clock.now() + starts_in
    words = {"name_fi": "Kirjoittajien koulutus", "name_sv": "Utbildning för skribenter", "places": places}
    words |= {"place_fi": "https://www.example.fi/etana", "place_sv": "https://www.example.fi/distans"}
    words |= {"materials_fi": "[Kalvot](https://www.example.fi/kalvot)", "materials_sv": ""}
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "sign_up_until": starts}
    with StaffSession(engines) as session, session.begin():
        return training_actions.keep_training(session, staff.id, None, **words, **times).number


def sign_up(engines: Engines, person: Person, number: int, about: uuid.UUID | None = None) -> bool:
    """Somebody signs up; whether they got a place."""
    with DoorSession(engines, person.id) as session, session.begin():
        training = training_queries.training_by_number(session, number)
        return training_actions.sign_up(session, person.id, training, about)
