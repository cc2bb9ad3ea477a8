"""Who is visiting and where: the question that every request begins with, put together and asked once."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, Row, true

from tenants.people import KNOWN
from tenants.registry import AT_SLUG, FACTS, TenantFacts, facts_in

PLACE = FACTS.where(AT_SLUG).limit(1).subquery()
VISIT = KNOWN.add_columns(PLACE).join(PLACE, true(), isouter=True)


@dataclass(frozen=True)
class Visit:
    """A person, and the tenant whose address word stands in the address; None where there is no such tenant."""

    person: Row
    place: TenantFacts | None


def visit(door: Connection, person_id: uuid.UUID, slug: str | None) -> Visit | None:
    """None when nobody has this id, as when a person was removed since the cookie was made."""
    row = door.execute(VISIT, {"person_id": person_id, "slug": slug}).one_or_none()
    return row and Visit(row, facts_in(row) if row.tenant_id else None)
