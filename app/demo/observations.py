"""An example municipality's joys and worries. Nobody said any of it."""

import uuid

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


def fill(session: TenantSession, by: uuid.UUID, report: Report) -> None:
    """A worry with an indicator beside it and a joy without one."""
    for told, text in SAID:
        add(session, by, report, told, [text])
