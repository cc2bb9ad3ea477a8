"""What is said about an example report: a comment, a suggestion, and a consultation round. Nobody said any of it."""

import uuid
from datetime import timedelta

from app.consulting import actions as consulting
from app.consulting.recipients import Recipient
from app.consulting.rules import Told
from app.reports.models import Report
from app.reports.queries import section_at, whole_report
from app.sections.comment_actions import comment
from app.sections.paragraphs import paragraphs
from app.sections.suggestion_actions import suggest
from tenants import clock
from tenants.boundary import TenantSession
from tenants.registry import TenantFacts

COMMENTED, SUGGESTED = 2, 5
"""Positions of sections."""

ROUND = (
    "Lausuntopyyntö luonnoksesta (esimerkki)",
    "Begäran om utlåtande om utkastet (exempel)",
    "Esimerkki: puuttuuko kertomuksesta jotakin, mitä te tiedätte asukkaiden arjesta?",
    "Exempel: saknas något i berättelsen som ni vet om invånarnas vardag?",
)
ASKED = (
    Recipient("Vanhusneuvosto (esimerkki)", "vanhusneuvosto@kempele.example", "elderly"),
    Recipient("Nuorisovaltuusto (esimerkki)", "nuorisovaltuusto@kempele.example", "youth"),
)


def speak(session: TenantSession, coordinator: uuid.UUID, writer: uuid.UUID, report: Report) -> None:
    """A comment for the writer, and a suggestion for a section of theirs."""
    commented, suggested = (section_at(session, report.number, position) for position in (COMMENTED, SUGGESTED))
    first = next(iter(paragraphs(commented).values()))
    comment(session, coordinator, commented, "Esimerkki: lisää tähän, milloin valtuusto päätti.", first, writer)
    read = next(each for each in paragraphs(suggested).values() if each.language == "sv")
    shorter = read.text.partition(". ")[2]
    suggest(session, coordinator, suggested, read, shorter, "Exempel: texten blir kortare så här.")


def consult(session: TenantSession, by: uuid.UUID, tenant: TenantFacts, report: Report) -> None:
    """Two councils are asked, and have three weeks."""
    told = Told(*ROUND, ends_on=clock.today() + timedelta(days=21))
    opened = consulting.open_round(session, by, tenant, whole_report(session, report.number), told)
    consulting.ask(session, by, opened, ASKED, "fi")
