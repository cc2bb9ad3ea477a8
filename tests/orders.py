"""Makers of orders: as the form stores them, confirmed as by the letter's link."""

import itertools
import uuid
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.messages.models import Letter
from app.subscribing import actions, contracts, duties
from app.subscribing.actions import Wish
from app.subscribing.models import ContractAcceptance, SubscriptionOrder
from billing.models import Licence
from tenants import clock, registry
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.database import Engines
from tenants.municipalities import Municipality
from tenants.tokens import digest_of
from tests.makers import MunicipalityOfTest, an_invented_municipality

NUMBERS = itertools.count(1)
DETAILS = {
    "name": "Kempeleen kunta",
    "business_id": "0186002-9",
    "street": "Asemanaukio 1",
    "postal_code": "90440",
    "town": "Kempele",
    "e_invoice_address": "003701860029",
    "operator": "003721291126",
    "buyer_reference": "KP 1234",
    "order_number": "",
    "contract_number": "",
    "email": "laskut@kunta.example",
    "language": "fi",
}

ORDERER = {"name": "Tiina Tilaaja", "position": "Hyvinvointikoordinaattori"}


def a_free_municipality(engines: Engines) -> str:
    """The code of a municipality that neither is a customer nor has ordered; makers take from the other end."""
    with WorkerSession(engines, read_only=True) as session:
        taken = select(registry.Tenant.municipality_code).where(registry.Tenant.kind == "municipality")
        ordered = select(SubscriptionOrder.municipality_code)
        free = select(Municipality.code).where(
            Municipality.code.not_in(taken), Municipality.code.not_in(ordered), Municipality.act_applies
        )
        found = session.scalar(free.order_by(Municipality.code).limit(1))
    if found:
        return found
    with Session(engines.owner) as session, session.begin():
        return an_invented_municipality(session, "992")


def an_order(
    engines: Engines, code: str | None = None, *, is_trial: bool = True, is_official: bool = False, language: str = "fi"
) -> str:
    """An order, committed; returns the token that its letter carries."""
    email = f"tilaaja{next(NUMBERS)}@kunta.example"
    wish = Wish(
        municipality_code=code or a_free_municipality(engines),
        is_trial=is_trial,
        language=language,
        orderer=ORDERER | {"email": email},
        billing_details=DETAILS | {"language": language},
        is_plainly_official=is_official,
    )
    with DoorSession(engines) as session, session.begin():
        actions.place_order(session, wish)
    return token_in_letter(engines, email)


def a_confirmed_order(engines: Engines, code: str | None = None, **more: bool | str) -> str:
    """An order whose letter's link was used; returns the token."""
    token = an_order(engines, code, **more)
    with DoorSession(engines, token_digest=digest_of(token)) as session, session.begin():
        actions.confirm_order(session, token)
    return token


def token_in_letter(engines: Engines, email: str) -> str:
    """What the latest letter to an address carries."""
    with WorkerSession(engines, read_only=True) as session:
        letters = select(Letter.payload).where(Letter.to_email == email).order_by(Letter.created_at.desc())
        return session.scalars(letters).first()["token"]


def stored_order(engines: Engines, token: str) -> SubscriptionOrder:
    """What has become of an order."""
    with WorkerSession(engines, read_only=True) as session:
        return session.scalars(
            select(SubscriptionOrder).where(SubscriptionOrder.token_digest == digest_of(token))
        ).one()


def open_orders(app: Flask, engines: Engines) -> None:
    """Let the worker do what it does with orders."""
    with app.app_context():
        duties.open_orders(engines, clock.now())


def an_acceptance(municipality: MunicipalityOfTest, language: str = "fi") -> ContractAcceptance:
    """The contract as accepted when a municipality ordered, committed."""
    accepted = ContractAcceptance(
        tenant_id=municipality.facts.id,
        id=uuid.uuid4(),
        version=contracts.CURRENT,
        language=language,
        accepted_at=clock.now(),
        accepted_by=ORDERER | {"email": "tilaaja@kunta.example"},
    )
    with StaffSession(municipality.engines) as session, session.begin():
        session.add(accepted)
    return accepted


def an_order_that_opened(municipality: MunicipalityOfTest, language: str = "fi") -> SubscriptionOrder:
    """The order of a municipality that a maker opened, committed."""
    now, code = clock.now(), municipality.facts.municipality_code
    with Session(municipality.engines.owner, expire_on_commit=False) as session, session.begin():
        order = SubscriptionOrder(
            municipality_code=code,
            language=language,
            is_trial=False,
            starts_on=clock.today(),
            orderer=ORDERER | {"email": "tilaaja@kunta.example"},
            billing_details=DETAILS | {"language": language},
            price=actions.price_shown(session, code, clock.today()),
            contract_version=contracts.CURRENT,
            token_digest=digest_of(uuid.uuid4().hex),
            confirmed_at=now,
            approved_at=now,
            opened_at=now,
            opened_tenant=municipality.facts.id,
        )
        session.add(order)
    return order


def tenant_of(engines, code):
    """The tenant's id, None when the municipality is no customer."""
    with WorkerSession(engines, read_only=True) as session:
        return session.scalar(select(registry.Tenant.id).where(registry.Tenant.municipality_code == code))


def licence_of(engines, tenant_id) -> Licence:
    """The one licence of an opened municipality."""
    with WorkerSession(engines, read_only=True) as session:
        return session.scalars(select(Licence).where(Licence.tenant_id == tenant_id)).one()


def older(engines, token, age: timedelta) -> None:
    """Let an order have been made earlier."""
    with engines.owner.begin() as connection:
        table = SubscriptionOrder.__table__
        row = table.c.token_digest == digest_of(token)
        connection.execute(table.update().where(row).values(ordered_at=clock.now() - age))
