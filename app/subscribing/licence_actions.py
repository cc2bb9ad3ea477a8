"""A customer's verbs about its own licence: order what follows a trial, give notice, take the notice back."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Operator
from app.subscribing import contracts
from app.subscribing.actions import accept_contract, begin_subscription, price_shown, terms_shown
from app.subscribing.letters import tell_coordinators
from app.subscribing.models import LicenceOrder
from app.subscribing.rules import check_may_order, check_may_withdraw, check_renews_itself
from billing.billing_details import details_of
from billing.licence_rules import LicenceState
from billing.licences import licence_on, move_licence
from billing.models import Licence
from billing.renewals import check_not_renewed
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import Tenant


def order_licence(session: TenantSession, by: uuid.UUID, code: str, orderer: dict[str, str], language: str) -> None:
    """A coordinator orders the rest of the year; the worker opens it. The contract of today is accepted with it.

    Raises Refused with "licence_in_force", "already_ordered", "no_billing_details", "no_price_list" or "no_population".
    """
    session.take_turn()
    last = licence_on(session, clock.today())
    check_may_order(last.state)
    if session.scalar(select(LicenceOrder.id).where(LicenceOrder.licence_id == last.id)):
        raise Refused("already_ordered")
    if details_of(session, session.tenant_id) is None:
        raise Refused("no_billing_details")
    session.add(
        LicenceOrder(
            licence_id=last.id,
            person_id=by,
            orderer=orderer,
            language=language,
            price=price_shown(session, code, clock.today()),
            contract_version=contracts.CURRENT,
        )
    )
    audit.write(session, by, "licence.ordered")


def licence_orders_to_open(session: Session) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Keys (municipality, id) of what customers have ordered and the worker has not opened, oldest first."""
    o = LicenceOrder
    waiting = select(o.tenant_id, o.id).where(o.opened_at.is_(None)).order_by(o.ordered_at)
    return [tuple(row) for row in session.execute(waiting)]


def open_licence_order(session: Session, key: tuple[uuid.UUID, uuid.UUID], operator: Operator) -> None:
    """The trial ends and the licence of the rest of the year begins today, with its invoice; once."""
    order = session.get_one(LicenceOrder, key, with_for_update=True, populate_existing=True)
    if order.opened_at:
        return
    last = session.get_one(Licence, (order.tenant_id, order.licence_id))
    if last.state == LicenceState.TRIAL:
        move_licence(session, last, "expire", "ordered")
    code = session.get_one(Tenant, order.tenant_id).municipality_code
    licence = begin_subscription(session, order.tenant_id, code, operator, terms_shown(order.price))
    accept_contract(session, order.tenant_id, order)
    order.opened_at = clock.now()
    tell_coordinators(session, "licence_begun", licence)


def give_notice(session: TenantSession, by: uuid.UUID) -> None:
    """The licence ends on its last day and is not renewed.

    Raises Refused with "no_licence_to_end", "notice_given" or "already_renewed".
    """
    licence = _present(session)
    check_renews_itself(licence.state, licence.notice_given_on)
    check_not_renewed(session, licence)
    licence.notice_given_on = clock.today()
    audit.write(session, by, "licence.notice_given", ends_on=licence.ends_on.isoformat())
    tell_coordinators(session, "notice_given", licence)


def withdraw_notice(session: TenantSession, by: uuid.UUID) -> None:
    """The licence goes on as if no notice had been given. Raises Refused("no_notice")."""
    licence = _present(session)
    check_may_withdraw(licence.state, licence.notice_given_on)
    licence.notice_given_on = None
    audit.write(session, by, "licence.notice_withdrawn")
    tell_coordinators(session, "notice_withdrawn", licence)


def _present(session: TenantSession) -> Licence:
    """Today's licence, held so that nobody renews or ends it meanwhile."""
    licence = licence_on(session, clock.today())
    session.refresh(licence, with_for_update=True)
    return licence
