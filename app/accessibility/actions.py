"""The verb about accessibility statements."""

import uuid

from app.accessibility.models import AccessibilityStatement
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


def keep_statement(
    session: TenantSession,
    by: uuid.UUID,
    statement: AccessibilityStatement,
    said: dict[str, object],
    seen: str | None = None,
) -> None:
    """Store what the municipality says from now on; in its turn. `seen` is the mark of what its writer went on from.

    Raises Refused("changed_meanwhile") where it reads otherwise by now than both.
    """
    is_news = any(getattr(statement, name) != value for name, value in said.items())
    if is_news and seen not in (None, statement.mark):
        raise Refused("changed_meanwhile")
    for name, value in said.items():
        setattr(statement, name, value)
    session.add(statement)
    audit.write(session, by, "accessibility.stated")
