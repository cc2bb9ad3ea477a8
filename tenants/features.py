"""Feature switches: parts of the service that staff turn on and off, for one municipality or for all.

A feature that is not listed here cannot be switched; one that nobody has switched is as it says here.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base

CARD_PAYMENTS = "card_payments"
E_INVOICES = "e_invoices"
FEATURES = {CARD_PAYMENTS: True, E_INVOICES: True}
"""What can be switched, and whether it is on where nobody has."""


class FeatureSwitch(Base):
    """How a feature is set for one municipality, or for all. A municipality may read its own and those for all."""

    __tablename__ = "feature_switch"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    feature: Mapped[str]
    about_tenant: Mapped[uuid.UUID | None]
    is_on: Mapped[bool]
    set_at: Mapped[datetime] = mapped_column(default=clock.now)
    set_by: Mapped[uuid.UUID]


@dataclass(frozen=True)
class Setting:
    """How a feature is set: what everybody has, and the municipalities that differ."""

    of_all: bool
    own: dict[uuid.UUID, bool]

    def is_on(self, tenant_id: uuid.UUID) -> bool:
        """Whether a municipality has it."""
        return self.own.get(tenant_id, self.of_all)


def setting(session: Session, feature: str) -> Setting:
    """Of one feature, in so far as the session's plane may know. Raises KeyError for what is no feature."""
    return settings(session, [feature])[feature]


def settings(session: Session, features: Iterable[str] = tuple(FEATURES)) -> dict[str, Setting]:
    """By feature."""
    asked = {feature: FEATURES[feature] for feature in features}
    columns = (FeatureSwitch.feature, FeatureSwitch.about_tenant, FeatureSwitch.is_on)
    rows = session.execute(select(*columns).where(FeatureSwitch.feature.in_(asked))).all()
    of_all = asked | {row.feature: row.is_on for row in rows if row.about_tenant is None}
    own = {feature: {row.about_tenant: row.is_on for row in rows if row.about_tenant and row.feature == feature}
           for feature in asked}  # fmt: skip
    return {feature: Setting(of_all[feature], own[feature]) for feature in asked}


def switch(session: Session, feature: str, tenant_id: uuid.UUID | None, is_on: bool | None, by: uuid.UUID) -> None:
    """Set a feature for a municipality or, without one, for all; None takes the setting away again."""
    same = FeatureSwitch.feature == feature, FeatureSwitch.about_tenant.is_not_distinct_from(tenant_id)
    session.execute(delete(FeatureSwitch).where(*same))
    if is_on is not None:
        session.add(FeatureSwitch(feature=feature, about_tenant=tenant_id, is_on=is_on, set_by=by))
