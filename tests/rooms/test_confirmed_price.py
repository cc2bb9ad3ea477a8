"""What was confirmed is what is paid, and nobody is opened a service at a price that they have not seen."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.messages.models import Letter
from app.subscribing.models import SubscriptionOrder
from app.subscribing.rules import PRICE_HOLDS
from tenants.boundary import WorkerSession
from tenants.tokens import digest_of
from tests.orders import a_confirmed_order, a_free_municipality, licence_of, older, open_orders, stored_order, tenant_of


def price_changes(engines, token, net_cents: int) -> None:
    """As if another fee had been shown at the order."""
    with engines.owner.begin() as connection:
        order = SubscriptionOrder.__table__
        shown = {**stored_order(engines, token).price, "yearly_net_cents": net_cents, "population": 7}
        connection.execute(order.update().where(order.c.token_digest == digest_of(token)).values(price=shown))


@pytest.mark.parametrize("is_trial", [True, False])
def test_the_confirmed_price_holds_though_the_list_and_the_population_are_others_at_the_opening(app, engines, is_trial):
    code = a_free_municipality(engines)
    token = a_confirmed_order(engines, code, is_trial=is_trial, is_official=True)
    price_changes(engines, token, 12_300)
    older(engines, token, PRICE_HOLDS - timedelta(minutes=1))
    open_orders(app, engines)
    licence = licence_of(engines, tenant_of(engines, code))
    assert (licence.yearly_net_cents, licence.population) == (12_300, 7)


def test_after_thirty_days_nothing_is_opened_at_a_price_that_nobody_saw(app, engines):
    code = a_free_municipality(engines)
    token = a_confirmed_order(engines, code, is_trial=False, is_official=True)
    price_changes(engines, token, 12_300)
    older(engines, token, PRICE_HOLDS)
    open_orders(app, engines)
    assert tenant_of(engines, code) is None
    order = stored_order(engines, token)
    assert order.declined_at
    with WorkerSession(engines, read_only=True) as session:
        told = select(Letter.payload).where(Letter.kind == "order_declined", Letter.to_email == order.orderer["email"])
        assert [payload["reason"] for payload in session.scalars(told)] == ["price_changed"]


@pytest.mark.parametrize("is_trial", [True, False])
def test_after_thirty_days_a_price_that_is_the_same_and_a_trial_open_on_today_s_terms(app, engines, is_trial):
    code = a_free_municipality(engines)
    token = a_confirmed_order(engines, code, is_trial=is_trial, is_official=True)
    shown = stored_order(engines, token).price["yearly_net_cents"]
    price_changes(engines, token, 12_300 if is_trial else shown)
    older(engines, token, PRICE_HOLDS)
    open_orders(app, engines)
    licence = licence_of(engines, tenant_of(engines, code))
    assert licence.yearly_net_cents == shown
    assert licence.population != 7
