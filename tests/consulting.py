"""Rounds to look at: one that is open, with bodies of every fate, and what was stated."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.consulting import actions, gathering, queries
from app.consulting.models import Consultation
from app.consulting.recipients import Recipient
from app.consulting.rules import Statement, Told
from app.messages.models import Letter
from app.reports.queries import whole_report
from tenants import clock
from tenants.boundary import WorkerSession
from tests.makers import MunicipalityOfTest

BODIES = (
    Recipient("Vanhusneuvosto", "vanhus@neuvosto.example", "elderly"),
    Recipient("Vammaisneuvosto", "vammais@neuvosto.example", "disability"),
    Recipient("Nuorisovaltuusto", "nuoriso@neuvosto.example", "youth"),
)
SAID = Statement("Vanhusneuvosto", "Aino Aalto, puheenjohtaja", "Hyvä luonnos.", {"2": "Lisätkää <b>esteettömyys</b>."})


def a_round(municipality: MunicipalityOfTest, days: int = 14, number: int = 1) -> int:
    """Opened about a report that there is; gives its number. It ends so many days from now."""
    ends_on = clock.today() + timedelta(days)
    told = Told("Lausuntopyyntö", "Begäran om utlåtande", "Mitä puuttuu?", "Vad saknas?", ends_on)
    with municipality.session() as session, session.begin():
        report = whole_report(session, number)
        opened = actions.open_round(session, municipality.coordinator, municipality.facts, report, told)
        actions.ask(session, municipality.coordinator, opened, BODIES, "fi")
        return opened.number


def tokens(municipality: MunicipalityOfTest, kind: str = "consultation_invited") -> list[str]:
    """What the letters of a kind carried, by the receivers' e-mails."""
    with WorkerSession(municipality.engines) as session:
        of_kind = select(Letter.to_email, Letter.payload).filter_by(kind=kind, about_tenant=municipality.facts.id)
        found = {email: payload["token"] for email, payload in session.execute(of_kind.order_by(Letter.created_at))}
    return [found[each.email] for each in BODIES if each.email in found]


def state(municipality: MunicipalityOfTest, token: str, said: Statement = SAID, act=actions.send) -> None:
    """Somebody's statement, sent or kept."""
    with municipality.session() as session, session.begin():
        body, round = queries.asked_by(session, token)
        act(session, round, body, said)


def rounds_to_look_at(municipality: MunicipalityOfTest) -> str:
    """An open one, of which one body has answered; gives the token of one that has not."""
    a_round(municipality)
    answered, writing, _waiting = tokens(municipality)
    state(municipality, answered)
    state(municipality, writing, Statement("Vammaisneuvosto", "", "Kesken"), actions.keep)
    return writing


def the_round(session) -> Consultation:
    """The only one there is."""
    return session.scalars(select(Consultation)).one()


def letters(municipality: MunicipalityOfTest, kind: str) -> list[Letter]:
    """Those of a kind, by the receivers' e-mails."""
    with WorkerSession(municipality.engines) as session:
        asked = select(Letter).filter_by(kind=kind, about_tenant=municipality.facts.id)
        return session.scalars(asked.order_by(Letter.to_email)).all()


def over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last day is over."""
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)


def gathered(municipality: MunicipalityOfTest) -> list[tuple[str, str]]:
    """(a section's number, what was said of it) of the only round."""
    with municipality.session(read_only=True) as session:
        round = the_round(session)
        found = gathering.gathered(queries.content_of_round(session, round), queries.bodies(session, round))
        return [(part.number, said.text) for part in found for said in part.said]
