"""The verb about accessibility statements."""

import uuid

from app.accessibility.models import AccessibilityStatement
from tenants import audit
from tenants.boundary import TenantSession


def keep_statement(
    session: TenantSession, by: uuid.UUID, statement: AccessibilityStatement, said: dict[str, object]
) -> None:
    """Store what the municipality says from now on."""
    for name, value in said.items():
        setattr(statement, name, value)
    session.add(statement)
    audit.write(session, by, "accessibility.stated")
