"""An example municipality's joys and worries, and its list of indicators. Nobody said any of it."""

import uuid

from app.coverage.actions import choose_list, decide
from app.coverage.queries import coverage_of
from app.indicators.set_queries import sets
from app.observations.actions import Told, add
from app.reports.models import Report
from tenants.boundary import TenantSession

SAID = (
    (
        Told("worry", "fi", "Koulun hyvinvointiryhmä (esimerkki)", "children", "living_conditions", 228),
        "Yhä useampi lapsiperhe joutuu laskemaan, mihin rahat riittävät.",
    ),
    (
        Told("joy", "sv", "Äldrerådet (exempel)", "older", "participation"),
        "Kören och promenadgruppen för äldre har fått nya medlemmar.",
    ),
)


REASONS = {
    "fi": "Esimerkki: tiedot kerätään koulujen omasta seurannasta ensi vuonna.",
    "sv": "Exempel: uppgifterna samlas in från skolornas egen uppföljning nästa år.",
}


def fill(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """A worry with an indicator beside it and a joy without one; the minimum list, with one indicator left out."""
    for told, text in SAID:
        add(session, by, report, told, [text])
    minimum = next((each for each in sets(session) if each.kind == "minimum_list" and each.items), None)
    if minimum:
        choose_list(session, by, report, minimum)
        session.flush()
        still_open = next(iter(coverage_of(session, report).of("open")), None)
        if still_open:
            decide(session, by, report, still_open.required, reasons=REASONS)
