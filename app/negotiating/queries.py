"""Questions about negotiations, and a county's about what was shared with it."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, selectinload

from app.indicators.catalogue import every_basket, listed
from app.indicators.choice_queries import chosen_indicators
from app.negotiating.models import Negotiation, SharedPack
from app.plan.models import Plan
from app.plan.queries import plan_by_number
from tenants.boundary import TenantSession
from tenants.municipalities import County, Municipality
from tenants.registry import Tenant

N, S = Negotiation, SharedPack
SHARED = S.__table__.c
WHOLE = (selectinload(N.promises), selectinload(N.common_goals))


def county_of(session: Session, municipality_code: str | None) -> County | None:
    """Whom a municipality negotiates with; Helsinki with none."""
    in_it = Municipality.county_code == County.code
    return session.scalar(select(County).join(Municipality, in_it).where(Municipality.code == municipality_code))


def negotiations(session: Session) -> Sequence[Row]:
    """(year, met_on, when it was last shared and not withdrawn) of each, newest first."""
    shared = select(func.max(S.shared_at)).where(
        S.tenant_id == N.tenant_id, S.negotiation_id == N.id, S.withdrawn_at.is_(None)
    )
    asked = select(N.year, N.met_on, shared.scalar_subquery().label("shared_at"))
    return session.execute(asked.order_by(N.year.desc())).all()


def negotiation_of(session: Session, year: int) -> Negotiation | None:
    """One year's."""
    return session.scalar(select(N).where(N.year == year).options(*WHOLE))


def negotiation_before(session: Session, year: int) -> Negotiation | None:
    """The one whose promises are looked at in that year."""
    return session.scalar(select(N).where(N.year < year).order_by(N.year.desc()).limit(1).options(*WHOLE))


def newest_plan(session: Session) -> Plan | None:
    """The plan whose goals can be common, with everything in it."""
    number = session.scalar(select(func.max(Plan.number)))
    return plan_by_number(session, number) if number else None


def indicators_to_choose(session: TenantSession, chosen: Sequence[int]) -> list[tuple[str, list[Row]]]:
    """(basket, indicators) of the municipality's own set, of each basket, and of what is `chosen` besides."""
    baskets = {"own": chosen_indicators(session)} | every_basket()
    baskets["other"] = [each for each in chosen if not any(each in ids for ids in baskets.values())]
    seen, groups = set(), []
    known = listed(session, {number for ids in baskets.values() for number in ids})
    for name, ids in baskets.items():
        fresh = [known[number] for number in dict.fromkeys(ids) if number in known and number not in seen]
        seen |= {each.id for each in fresh}
        groups.append((name, fresh))
    return [(name, rows) for name, rows in groups if rows]


def shared_copies(session: Session, negotiation: Negotiation) -> list[SharedPack]:
    """Every copy of a pack that was shared, newest first, without their contents."""
    return list(session.scalars(select(S).where(S.negotiation_id == negotiation.id).order_by(S.number.desc())))


def received_packs(session: TenantSession) -> Sequence[Row]:
    """(id, year, shared_at, municipality's names) of what is shared with the session's county, newest first.

    Past the ORM, which would look for rows of the county's own: here the database's policy says which rows there are.
    """
    columns = (SHARED.id, SHARED.year, SHARED.shared_at, Municipality.name_fi, Municipality.name_sv)
    from_whom = SHARED.tenant_id == Tenant.id
    asked = (
        select(*columns)
        .select_from(S.__table__)
        .join(Tenant.__table__, from_whom)
        .join(Municipality.__table__, Municipality.__table__.c.code == Tenant.__table__.c.municipality_code)
    )
    return session.connection().execute(asked.order_by(SHARED.year.desc(), Municipality.name_fi)).all()


def received_pack(session: TenantSession, pack_id: uuid.UUID) -> Row | None:
    """(content, shared_at, checksum) of one of them."""
    asked = select(SHARED.content, SHARED.shared_at, SHARED.checksum).where(SHARED.id == pack_id)
    return session.connection().execute(asked).one_or_none()
