"""Municipalities that have left: on the day of their deletion everybody was let out, and nobody comes in any more."""

import uuid

from sqlalchemy import ColumnElement, column, exists, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from tenants.registry import Tenant

DELETIONS = table("deletion_record", column("about_tenant"), column("closed_at"))
"""The part of app.leaving's records that tells it. One that was stopped is never closed."""


def has_left(tenant_id: InstrumentedAttribute[uuid.UUID] | uuid.UUID) -> ColumnElement[bool]:
    """Whether a tenant has left, from the day on which its deletion begins."""
    left = (DELETIONS.c.about_tenant == tenant_id, DELETIONS.c.closed_at.is_not(None))
    return exists(select(DELETIONS.c.about_tenant).where(*left))  # the door may read no other column


def has_left_with_code(session: Session, municipality_code: str) -> bool:
    """The same of a municipality; False of one that never was a customer."""
    question = select(Tenant.id).where(Tenant.municipality_code == municipality_code, has_left(Tenant.id))
    return session.scalar(question) is not None
