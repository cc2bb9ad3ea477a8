"""What time brings: a county's people hear of what has been shared with it.

The municipality that shares cannot see who they are, so the worker tells them, from behind the county's own wall.
"""

import uuid
from datetime import datetime, timedelta

from app.messages.actions import post
from app.messages.content import Content, NotNeeded, gathers
from app.messages.duties import do_each, duty
from app.negotiating import queries
from tenants import registry
from tenants.boundary import TenantSession, WorkerSession
from tenants.database import Engines
from tenants.membership import members

TOLD_WITHIN = timedelta(days=2)
"""A worker that was away is back by then; the letters' keys keep each to one."""


@duty("*/10 * * * *")
def tell_of_packs(engines: Engines, now: datetime) -> None:
    """In every county that is a customer."""
    with WorkerSession(engines, read_only=True) as session:
        counties = [each.id for each in registry.all_counties(session)]
    do_each(engines, counties, lambda session, tenant_id: tell_in(engines, tenant_id, now))


def tell_in(engines: Engines, tenant_id: uuid.UUID, now: datetime) -> None:
    """One letter to each of a county's people about each copy that was shared lately."""
    with TenantSession(engines, tenant_id) as session, session.begin():
        new = [each.id for each in queries.received_packs(session) if each.shared_at > now - TOLD_WITHIN]
        people = [each.person_id for each in members(session)] if new else []
        for pack_id in new:
            for person_id in people:
                key = f"pack_shared:{pack_id}:{person_id}"
                post(session, "pack_shared", to_person=person_id, key=key, pack=pack_id)


@gathers("pack_shared")
def of_a_pack(session: TenantSession, payload: dict[str, object]) -> Content:
    """Whose it is and of which year; nothing of one that was withdrawn or shared anew meanwhile."""
    shared = {str(each.id): each for each in queries.received_packs(session)}.get(payload["pack"])
    if shared is None:
        raise NotNeeded
    return Content({"from_whom": {"fi": shared.name_fi, "sv": shared.name_sv}, "year": shared.year})
