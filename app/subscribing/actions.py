"""Verbs of an order. Each is one transaction of its caller, so that nothing is ever half made."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.inviting import send_invitation
from app.config import Operator
from app.messages.actions import post
from app.payments.actions import issue
from app.subscribing import contracts, rules
from app.subscribing.models import ContractAcceptance, LicenceOrder, SubscriptionOrder
from app.subscribing.queries import order_of, orders_without_a_member, refusal_to_order
from billing import quotes
from billing.billing_details import store_details
from billing.licence_rules import trial_last_day
from billing.licences import Terms, move_licence, open_licence, terms_on
from billing.models import Licence
from tenants import audit, clock, invitations, registry
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tenants.permissions import Role
from tenants.tokens import digest_of, new_token

OPENING = 7_310_455
"""Key of the lock under which orders are opened one after the other."""

WAITS = (
    SubscriptionOrder.confirmed_at.is_not(None),
    SubscriptionOrder.approved_at.is_not(None),
    SubscriptionOrder.opened_at.is_(None),
    SubscriptionOrder.declined_at.is_(None),
)


@dataclass(frozen=True)
class Wish:
    """What was ordered, checked."""

    municipality_code: str
    is_trial: bool
    language: str
    orderer: dict[str, str]
    billing_details: dict[str, str]
    is_plainly_official: bool


def place_order(session: Session, wish: Wish) -> None:
    """Store an order and post the letter that confirms it.

    Raises Refused with "already_customer", "has_left", "no_price_list" or "no_population".
    """
    if refusal := refusal_to_order(session, wish.municipality_code):
        raise Refused(refusal)
    token, today = new_token(), clock.today()
    order_id = uuid.uuid4()
    session.add(
        SubscriptionOrder(
            id=order_id,
            municipality_code=wish.municipality_code,
            language=wish.language,
            is_trial=wish.is_trial,
            starts_on=today,
            orderer=wish.orderer,
            billing_details=wish.billing_details,
            price=price_shown(session, wish.municipality_code, today),
            contract_version=contracts.CURRENT,
            token_digest=digest_of(token),
            approved_at=clock.now() if wish.is_plainly_official else None,
        )
    )
    to = {"to_email": wish.orderer["email"], "language": wish.language}
    post(session, "order_confirmation", **to, token=token, municipality_code=wish.municipality_code)


def confirm_order(session: Session, token: str) -> SubscriptionOrder:
    """The link of the letter was used; again is as good as once. Raises Refused("order_closed")."""
    order = order_of(session, token)
    session.refresh(order, with_for_update={"of": SubscriptionOrder})
    rules.check_confirmable(order.ordered_at, order.declined_at, clock.now())
    order.confirmed_at = order.confirmed_at or clock.now()
    return order


def decide_order(session: Session, by: uuid.UUID, order_id: uuid.UUID, *, approve: bool) -> None:
    """A staff member's word about an order from an unknown domain. Raises Refused("already_decided")."""
    order = session.get(SubscriptionOrder, order_id, with_for_update={"of": SubscriptionOrder})
    if order is None or order.approved_at or order.declined_at:
        raise Refused("already_decided")
    if approve:
        order.approved_at = clock.now()
        audit.write_for_staff(session, by, "order.approved", order=str(order.id))
    else:
        _decline(session, order, "not_approved")
        audit.write_for_staff(session, by, "order.declined", order=str(order.id))


def invite_orderer_again(session: Session, by: uuid.UUID, order_id: uuid.UUID) -> None:
    """A new letter to the one who ordered, at the address that confirmed the order; the old link opens nothing.

    Raises Refused("invitation_closed") once the orderer has become a member, or where nothing was opened, and
    "already_invited" where the municipality has invited them itself.
    """
    waiting = orders_without_a_member(session, SubscriptionOrder.id == order_id)
    if not waiting:
        raise Refused("invitation_closed")
    order, invitation = waiting[0]
    with session.begin_nested():
        invitations.withdraw(session, invitation.id)
        _invite_orderer(session, order)
    session.add(AuditEntry(tenant_id=order.opened_tenant, person_id=by, deed="invitation.sent_again"))
    audit.write_for_staff(session, by, "invitation.sent_again", order=str(order.id))


def orders_to_open(session: Session) -> list[uuid.UUID]:
    """What is confirmed and approved and neither opened nor declined, in the order of confirming."""
    waiting = select(SubscriptionOrder.id).where(*WAITS)
    return list(session.scalars(waiting.order_by(SubscriptionOrder.confirmed_at)))


def open_order(session: Session, order_id: uuid.UUID, operator: Operator) -> None:
    """Open an order, whole or not at all; nothing happens when it waits no more."""
    session.execute(select(func.pg_advisory_xact_lock(OPENING)))
    order = session.scalars(select(SubscriptionOrder).where(SubscriptionOrder.id == order_id, *WAITS)).first()
    if order is None:
        return
    terms = _terms(session, order)
    if refusal := refusal_to_order(session, order.municipality_code):
        _decline(session, order, refusal)
    elif terms is None:
        _decline(session, order, "price_changed")
    else:
        _open(session, order, operator, terms)


def begin_subscription(
    session: Session, tenant_id: uuid.UUID, code: str, operator: Operator, agreed: Terms | None = None
) -> Licence:
    """A licence in force from today to the end of the year, and its invoice. Raises Refused("no_billing_details")."""
    today = clock.today()
    licence = open_licence(session, tenant_id, code, today, date(today.year, 12, 31), agreed)
    move_licence(session, licence, "activate", "ordered")
    issue(session, licence, operator, today)
    return licence


def terms_shown(price: dict[str, object]) -> Terms:
    """The terms that were shown with an order, from what `price_shown` kept of them."""
    population_on, list_id = date.fromisoformat(price["population_on"]), uuid.UUID(price["price_list_id"])
    return Terms(price["population"], population_on, list_id, price["yearly_net_cents"])


def _terms(session: Session, order: SubscriptionOrder) -> Terms | None:
    """What was confirmed while it holds, then today's; None when nobody has agreed to what it costs today."""
    if rules.price_holds(order.ordered_at, clock.now()):
        return terms_shown(order.price)
    try:
        terms = terms_on(session, order.municipality_code, clock.today())
    except Refused:
        return None
    is_agreed = order.is_trial or terms.yearly_net_cents == order.price["yearly_net_cents"]
    return terms if is_agreed else None


def _open(session: Session, order: SubscriptionOrder, operator: Operator, terms: Terms) -> None:
    tenant = registry.open_municipality(session, order.municipality_code)
    session.flush()
    store_details(session, tenant.id, order.billing_details, None)
    session.flush()
    if order.is_trial:
        _begin_trial(session, tenant.id, order.municipality_code, terms)
    else:
        begin_subscription(session, tenant.id, order.municipality_code, operator, terms)
    accept_contract(session, tenant.id, order)
    order.opened_at, order.opened_tenant = clock.now(), tenant.id
    _invite_orderer(session, order)


def accept_contract(session: Session, tenant_id: uuid.UUID, order: SubscriptionOrder | LicenceOrder) -> None:
    """What was accepted with an order is kept for its municipality."""
    session.add(
        ContractAcceptance(
            tenant_id=tenant_id,
            version=order.contract_version,
            language=order.language,
            accepted_at=order.ordered_at,
            accepted_by=order.orderer,
        )
    )


def _begin_trial(session: Session, tenant_id: uuid.UUID, code: str, agreed: Terms) -> None:
    today = clock.today()
    licence = open_licence(session, tenant_id, code, today, trial_last_day(today), agreed)
    move_licence(session, licence, "start_trial", "ordered")


def _invite_orderer(session: Session, order: SubscriptionOrder) -> None:
    orderer = order.orderer
    to = (order.opened_tenant, orderer["email"], Role.COORDINATOR, order.language)
    send_invitation(session, *to, orderer["name"])


def _decline(session: Session, order: SubscriptionOrder, reason: str) -> None:
    order.declined_at = clock.now()
    to = {"to_email": order.orderer["email"], "language": order.language}
    post(session, "order_declined", **to, reason=reason, municipality_code=order.municipality_code)


def price_shown(session: Session, code: str, day: date) -> dict[str, object]:
    """What an order's price follows from, as the orderer sees it. Raises Refused as `place_order`."""
    prices = quotes.list_in_force(session, day)
    quote = quotes.quote(session, prices, code, day)
    return {
        "price_list_id": str(prices.id),
        "population": quote.population.inhabitants,
        "population_on": quote.population.reference_date.isoformat(),
        "population_source": quote.population.source,
        "yearly_net_cents": quote.price.net_cents,
        "vat_rate": str(quote.price.vat_rate),
    }
