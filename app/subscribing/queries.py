"""Questions about orders."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased

from app.subscribing.models import ContractAcceptance, LicenceOrder, SubscriptionOrder
from billing import quotes
from billing.models import Licence
from billing.proration import prorated_cents
from billing.quotes import Price, Quote
from tenants.boundary import TenantSession
from tenants.departures import has_left
from tenants.invitations import Invitation
from tenants.municipalities import Municipality
from tenants.registry import Tenant
from tenants.tokens import digest_of


def refusal_to_order(session: Session, code: str) -> str | None:
    """Why a municipality cannot order as a new customer: it is one already, or has left; None when it can."""
    left = session.scalar(select(has_left(Tenant.id)).where(Tenant.municipality_code == code))
    return {None: None, True: "has_left", False: "already_customer"}[left]


def customer_to_be(session: Session, code: str) -> Municipality | None:
    """The municipality of a code typed into an address; None when it can be no customer."""
    question = select(Municipality).where(Municipality.code == code, Municipality.act_applies)
    return session.scalar(question) if code.isalnum() else None


def order_of(session: Session, token: str) -> SubscriptionOrder | None:
    """The order whose letter carried this token."""
    return session.scalar(select(SubscriptionOrder).where(SubscriptionOrder.token_digest == digest_of(token)))


def orders_to_check(session: Session) -> list[SubscriptionOrder]:
    """Confirmed orders from an unknown domain, oldest first."""
    o = SubscriptionOrder
    waiting = (o.confirmed_at.is_not(None), o.approved_at.is_(None), o.declined_at.is_(None))
    return list(session.scalars(select(o).where(*waiting).order_by(o.confirmed_at)))


def acceptances(session: TenantSession) -> list[ContractAcceptance]:
    """The contracts that the session's municipality has accepted, newest first."""
    return list(session.scalars(select(ContractAcceptance).order_by(ContractAcceptance.accepted_at.desc())))


def order_that_opened(session: TenantSession) -> SubscriptionOrder | None:
    """The order by which the session's municipality became a customer; None where staff opened it."""
    return session.scalar(select(SubscriptionOrder).where(SubscriptionOrder.opened_tenant == session.tenant_id))


@dataclass(frozen=True)
class RestOfYear:
    """What a licence from today to the end of the year costs, and the year's fee that it is a part of."""

    quote: Quote
    first_day: date
    last_day: date
    price: Price


def rest_of_year(session: Session, code: str, day: date) -> RestOfYear:
    """Raises Refused with "no_price_list" or "no_population"."""
    quote = quotes.quote(session, quotes.list_in_force(session, day), code, day)
    last_day = date(day.year, 12, 31)
    return RestOfYear(quote, day, last_day, price_of_rest(quote.price.net_cents, day))


def price_of_rest(yearly_net_cents: int, day: date) -> Price:
    """What is paid from a day to the end of its year."""
    return quotes.price(prorated_cents(yearly_net_cents, day, date(day.year, 12, 31)), day)


def is_ordered(session: Session, licence: Licence) -> bool:
    """Whether what follows a licence is on order."""
    return session.scalar(select(LicenceOrder.id).where(LicenceOrder.licence_id == licence.id)) is not None


def orders_without_a_member(session: Session, *conditions) -> list[tuple[SubscriptionOrder, Invitation]]:
    """Opened orders whose orderer has not accepted the invitation that was sent last, newest first."""
    o, sent = SubscriptionOrder, aliased(Invitation)
    of_orderer = (Invitation.tenant_id == o.opened_tenant, Invitation.email == o.orderer["email"].astext)
    to_orderer = (sent.tenant_id == o.opened_tenant, sent.email == Invitation.email)
    accepted = exists().where(*to_orderer, sent.accepted_at.is_not(None))
    question = (
        select(o, Invitation)
        .join(Invitation, and_(*of_orderer))
        .where(Invitation.withdrawn_at.is_(None), ~accepted, *conditions)
        .order_by(o.opened_at.desc())
    )
    return [(order, invitation) for order, invitation in session.execute(question)]


def licence_orders(session: TenantSession) -> list[LicenceOrder]:
    """What the session's municipality has ordered as a customer, newest first."""
    return list(session.scalars(select(LicenceOrder).order_by(LicenceOrder.ordered_at.desc())))
