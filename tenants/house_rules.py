"""What a municipality has decided about its own house: who may look in, and how its people sign in."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants.database import Base, TenantRow, unique_in_tenant
from tenants.registry import TenantFacts

BOTH = ("fi", "sv")


class HouseRules(TenantRow, Base):
    """One row for a municipality that has decided something; without a row nothing is required and nobody may look."""

    __tablename__ = "house_rules"
    __table_args__ = (unique_in_tenant(),)

    requires_second_factor: Mapped[bool]
    support_may_read: Mapped[bool]
    writes_in_one_language: Mapped[bool] = mapped_column(default=False)


def house_rules(session: Session) -> HouseRules:
    """The rules of the session's municipality; not yet stored where it has decided nothing."""
    return session.scalar(select(HouseRules)) or HouseRules(
        requires_second_factor=False, support_may_read=False, writes_in_one_language=False
    )


def languages_written(session: Session, tenant: TenantFacts) -> tuple[str, ...]:
    """In which languages the session's municipality writes its reports."""
    return languages_by(tenant, in_one=house_rules(session).writes_in_one_language)


def languages_by(tenant: TenantFacts, *, in_one: bool) -> tuple[str, ...]:
    """By what it has decided. Whom the Language Act makes bilingual writes in both, whatever it once chose."""
    return (tenant.main_language,) if in_one and not tenant.is_bilingual else BOTH


def keep_rules(session: Session, rules: HouseRules) -> None:
    """Store what has been changed in them."""
    session.add(rules)
