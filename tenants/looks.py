"""When somebody last looked at something: one row for each thing and person, told anew at each look."""

import uuid

from sqlalchemy.dialects.postgresql import insert

from tenants import clock
from tenants.boundary import TenantSession
from tenants.database import TenantRow


def notice(
    session: TenantSession, looks: type[TenantRow], person_id: uuid.UUID, thing: str, **about: uuid.UUID
) -> None:
    """Somebody looks now. `about` are the columns that say at what; `thing` names the one that tells it from others."""
    row = insert(looks).values(
        tenant_id=session.tenant_id, id=uuid.uuid4(), person_id=person_id, seen_at=clock.now(), **about
    )
    key = ["tenant_id", thing, "person_id"]
    session.execute(row.on_conflict_do_update(index_elements=key, set_={"seen_at": row.excluded.seen_at}))
