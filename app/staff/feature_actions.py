"""Staff turn parts of the service on and off: in the trails of the association and of those concerned."""

import uuid

from sqlalchemy.orm import Session

from tenants import audit, features, registry
from tenants.registry import TenantFacts

STATES = {"on": True, "off": False, "follow": None}


def switch_for_all(session: Session, by: uuid.UUID, feature: str, state: str) -> None:
    """Where no municipality has a setting of its own."""
    told = {"feature": feature, "switch": state}
    features.switch(session, feature, None, STATES[state], by)
    audit.write_for_staff(session, by, "feature.switched_for_all", **told)
    for tenant in registry.all_tenants(session):
        audit.write_about(session, by, "feature.switched_for_all", about=tenant.id, **told)


def switch_for_one(session: Session, by: uuid.UUID, feature: str, tenant: TenantFacts, state: str) -> None:
    """For one municipality; "follow": as for all."""
    told = {"feature": feature, "switch": state, "code": tenant.municipality_code}
    features.switch(session, feature, tenant.id, STATES[state], by)
    audit.write_for_staff(session, by, "feature.switched", **told)
    audit.write_about(session, by, "feature.switched", about=tenant.id, **told)
