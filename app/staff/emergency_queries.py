"""What an emergency look shows: whose reports are in which state since when; no text and no title somebody wrote.

The columns asked for here are the only ones that the staff's login may read, and only while a look is open.
"""

import uuid
from collections import defaultdict

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.reports.models import Report, Section
from tenants.people import Person


def reports_in_emergency(session: Session, tenant_id: uuid.UUID) -> list[tuple[Row, list[Row]]]:
    """Rows of (id, number, first_year, last_year, state, begun_at) with rows of each section's
    (position, number, state, edited_at, editor); nothing when no look is open.
    """
    r, s = Report, Section
    reports = select(r.id, r.number, r.first_year, r.last_year, r.state, r.begun_at).where(r.tenant_id == tenant_id)
    sections = (
        select(s.report_id, s.position, s.number, s.state, s.edited_at, Person.name.label("editor"))
        .outerjoin(Person, Person.id == s.edited_by)
        .where(s.tenant_id == tenant_id, s.deleted_at.is_(None))
        .order_by(s.place)
    )
    of_report = defaultdict(list)
    for row in session.execute(sections):
        of_report[row.report_id].append(row)
    return [(row, of_report[row.id]) for row in session.execute(reports.order_by(r.number.desc()))]
