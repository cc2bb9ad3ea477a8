"""An example municipality's annual clock, and how an example report is told of. Nobody has promised any of it."""

import uuid
from datetime import date

from app.calendar.actions import begin_year, move_entry
from app.calendar.communication_actions import Planned, add_communication, mark_done
from app.calendar.queries import entries_of
from app.calendar.rules import DONE, UNDER_WAY
from app.reports.models import Report
from tenants import clock
from tenants.boundary import TenantSession

PLANNED = (
    ("Asukkaat (esimerkki)", "Invånarna (exempel)", "Paikallislehti ja verkkosivut", "Lokaltidningen och webbplatsen",
     "Esimerkki: miten kunnassamme voidaan ja mitä teemme seuraavaksi.",
     "Exempel: hur mår vi i kommunen och vad gör vi härnäst.", (6, 10)),
    ("Koulut ja nuoret (esimerkki)", "Skolorna och de unga (exempel)", "Sarjakuva ja lyhyt video",
     "Serie och en kort video", "", "", (9, 1)),
    ("Yhdistykset (esimerkki)", "Föreningarna (exempel)", "Keskusteluilta kirjastossa",
     "Diskussionskväll i biblioteket", "", "", (12, 10)),
)  # fmt: skip


def fill(session: TenantSession, coordinator: uuid.UUID, writer: uuid.UUID, report: Report) -> None:
    """This year's clock from the template, what is past done; every third entry is the writer's."""
    today = clock.today()
    begin_year(session, coordinator, today.year)
    for entry in entries_of(session, today.year):
        pair = (writer, coordinator) if entry.number % 3 == 0 else (coordinator, writer)
        entry.owner_id, entry.deputy_id = pair
        session.flush()
        begun = (entry.begins_on or entry.due_on) <= today
        if begun:
            move_entry(session, coordinator, entry, DONE if entry.due_on < today else UNDER_WAY)
    for *texts, (month, day) in PLANNED:
        planned_on = date(today.year, month, day)
        row = add_communication(session, coordinator, report, Planned(*texts, planned_on, writer))
        session.flush()
        if planned_on < today:
            mark_done(session, writer, report, row)
