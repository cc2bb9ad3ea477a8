"""What a municipality has decided about its own house: who may look in, and how its people sign in."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from tenants.database import Base, TenantRow, unique_in_tenant


class HouseRules(TenantRow, Base):
    """One row for a municipality that has decided something; without a row nothing is required and nobody may look."""

    __tablename__ = "house_rules"
    __table_args__ = (unique_in_tenant(),)

    requires_second_factor: Mapped[bool]
    support_may_read: Mapped[bool]


def house_rules(session: Session) -> HouseRules:
    """The rules of the session's municipality; not yet stored where it has decided nothing."""
    return session.scalar(select(HouseRules)) or HouseRules(requires_second_factor=False, support_may_read=False)


def keep_rules(session: Session, rules: HouseRules) -> None:
    """Store what has been changed in them."""
    session.add(rules)
