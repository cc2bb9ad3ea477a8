"""From an order to an open municipality: once, whole or not at all, and by nobody but the one who has the letter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError

from app.messages.models import Letter
from app.subscribing import actions, contracts, queries
from app.subscribing.models import ContractAcceptance, SubscriptionOrder
from app.subscribing.rules import VALID
from billing.issued_files import invoice_file
from billing.kept_documents import from_data
from billing.licence_rules import trial_last_day
from billing.models import BillingDetails, Invoice, Licence
from billing.proration import prorated_cents
from tenants import clock
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.email_domains import is_plainly_official
from tenants.errors import Refused
from tenants.invitations import Invitation
from tenants.tokens import digest_of
from tests.makers import a_municipality, a_person
from tests.orders import (
    DETAILS,
    a_confirmed_order,
    a_free_municipality,
    an_order,
    an_order_that_opened,
    licence_of,
    older,
    open_orders,
    stored_order,
    tenant_of,
)

IN_ONE_PIECE = (Licence, BillingDetails, ContractAcceptance)


def parts(engines, tenant_id) -> dict[str, int]:
    """How many rows an opened municipality has of each thing that belongs to its opening."""
    with WorkerSession(engines, read_only=True) as session:
        counted = {
            kind.__tablename__: session.scalar(select(func.count()).where(kind.tenant_id == tenant_id))
            for kind in (*IN_ONE_PIECE, Invitation)
        }
        letters = select(func.count()).where(Letter.about_tenant == tenant_id, Letter.kind == "invitation")
        return counted | {"letters": session.scalar(letters)}


WHOLE = {"licence": 1, "billing_details": 1, "contract_acceptance": 1, "invitation": 1, "letters": 1}


def invoices_of(engines, tenant_id) -> list[Invoice]:
    """What an opened municipality has been asked to pay."""
    with WorkerSession(engines, read_only=True) as session:
        return session.scalars(select(Invoice).where(Invoice.tenant_id == tenant_id)).all()


def confirm(engines, token) -> None:
    """Use the letter's link."""
    with DoorSession(engines, token_digest=digest_of(token)) as session, session.begin():
        actions.confirm_order(session, token)


@pytest.mark.parametrize("is_trial", [True, False])
def test_a_confirmed_order_opens_a_whole_municipality(app, engines, is_trial):
    code = a_free_municipality(engines)
    token = a_confirmed_order(engines, code, is_trial=is_trial, is_official=True, language="sv")
    open_orders(app, engines)
    tenant_id = tenant_of(engines, code)
    assert parts(engines, tenant_id) == WHOLE
    licence, today = licence_of(engines, tenant_id), clock.today()
    last_day = trial_last_day(today) if is_trial else date(today.year, 12, 31)
    assert (licence.state, licence.starts_on, licence.ends_on) == ("trial" if is_trial else "active", today, last_day)
    assert stored_order(engines, token).price["yearly_net_cents"] == licence.yearly_net_cents


def test_the_opening_of_a_subscription_issues_its_invoice_and_a_trial_costs_nothing(app, engines):
    codes = {}
    for is_trial in (True, False):
        codes[is_trial] = a_free_municipality(engines)
        a_confirmed_order(engines, codes[is_trial], is_trial=is_trial, is_official=True, language="sv")
    open_orders(app, engines)
    assert invoices_of(engines, tenant_of(engines, codes[True])) == []
    (invoice,) = invoices_of(engines, tenant_of(engines, codes[False]))
    document, licence = from_data(invoice.document), licence_of(engines, invoice.tenant_id)
    assert (document.lines[0].first_day, document.lines[-1].last_day) == (licence.starts_on, licence.ends_on)
    assert document.net_cents == prorated_cents(licence.yearly_net_cents, licence.starts_on, licence.ends_on)
    assert (document.language, document.buyer.name) == ("sv", DETAILS["name"])
    with WorkerSession(engines, read_only=True) as session:
        assert invoice_file(session, invoice.number, "pdf").body.startswith(b"%PDF")


def test_an_order_whose_link_was_not_used_opens_nothing(app, engines):
    code = a_free_municipality(engines)
    an_order(engines, code, is_official=True)
    open_orders(app, engines)
    assert tenant_of(engines, code) is None


def test_an_order_from_an_unknown_domain_waits_for_staff_and_then_opens(app, engines):
    code, staff = a_free_municipality(engines), a_person(engines, is_staff=True)
    token = a_confirmed_order(engines, code)
    open_orders(app, engines)
    assert tenant_of(engines, code) is None
    order = stored_order(engines, token)
    with StaffSession(engines) as session, session.begin():
        assert order.id in [each.id for each in queries.orders_to_check(session)]
        actions.decide_order(session, staff.id, order.id, approve=True)
    open_orders(app, engines)
    assert parts(engines, tenant_of(engines, code)) == WHOLE


def test_a_declined_order_opens_nothing_and_cannot_be_decided_again(app, engines):
    code, staff = a_free_municipality(engines), a_person(engines, is_staff=True)
    token = a_confirmed_order(engines, code)
    order = stored_order(engines, token)
    with StaffSession(engines) as session, session.begin():
        actions.decide_order(session, staff.id, order.id, approve=False)
    open_orders(app, engines)
    assert tenant_of(engines, code) is None
    with StaffSession(engines) as session, pytest.raises(Refused, match="already_decided"):
        actions.decide_order(session, staff.id, order.id, approve=True)
    with pytest.raises(Refused, match="order_closed"):
        confirm(engines, token)


def test_two_orders_for_one_municipality_open_one_tenant_and_the_other_is_told(app, engines):
    code = a_free_municipality(engines)
    tokens = [a_confirmed_order(engines, code, is_official=True) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: open_orders(app, engines), range(2)))
    orders = [stored_order(engines, token) for token in tokens]
    assert sorted((bool(each.opened_at), bool(each.declined_at)) for each in orders) == [(False, True), (True, False)]
    assert parts(engines, tenant_of(engines, code)) == WHOLE
    refused = next(each for each in orders if each.declined_at)
    with WorkerSession(engines, read_only=True) as session:
        told = select(Letter.payload).where(Letter.kind == "order_declined")
        (payload,) = session.scalars(told.where(Letter.to_email == refused.orderer["email"])).all()
    assert payload["reason"] == "already_customer"


def test_a_municipality_reads_the_order_that_opened_it_and_no_other(engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    mine, _ = an_order_that_opened(home), an_order_that_opened(neighbour)
    an_order(engines)
    with home.session() as session:
        assert session.scalars(text("SELECT id FROM subscription_order")).all() == [mine.id]
        with pytest.raises(DBAPIError, match="denied"):
            session.execute(text("UPDATE subscription_order SET price = '{}'"))


class Killed(BaseException):
    """The worker is gone."""


STEPS = ("licence ", "billing_details", "invoice_number", "invoice ", "invoice_file", "invitation", "outbox")


@pytest.mark.parametrize("statement", [*(f"INSERT INTO {step}" for step in STEPS), "UPDATE subscription_order"])
def test_a_worker_killed_between_any_two_steps_leaves_nothing_half_made(app, engines, statement):
    code = a_free_municipality(engines)
    a_confirmed_order(engines, code, is_trial=False, is_official=True)

    def die(connection, cursor, sql, *rest):
        if sql.startswith(statement):
            raise Killed

    event.listen(engines.worker, "before_cursor_execute", die)
    try:
        with pytest.raises(Killed):
            open_orders(app, engines)
    finally:
        event.remove(engines.worker, "before_cursor_execute", die)
    assert tenant_of(engines, code) is None
    open_orders(app, engines)
    assert parts(engines, tenant_of(engines, code)) == WHOLE


def keep_price(engines, token, price) -> None:
    """Let an order hold another price, as no page could."""
    with engines.owner.begin() as connection:
        table = SubscriptionOrder.__table__
        connection.execute(table.update().where(table.c.token_digest == digest_of(token)).values(price=price))


def test_an_order_that_cannot_be_opened_holds_up_no_later_one(app, engines):
    tokens = [a_confirmed_order(engines, is_official=True) for _ in range(2)]
    price = stored_order(engines, tokens[0]).price
    keep_price(engines, tokens[0], {})
    with pytest.raises(ExceptionGroup):
        open_orders(app, engines)
    assert [bool(stored_order(engines, token).opened_at) for token in tokens] == [False, True]
    keep_price(engines, tokens[0], price)
    open_orders(app, engines)
    assert stored_order(engines, tokens[0]).opened_at


def test_opening_again_opens_nothing_twice(app, engines):
    code = a_free_municipality(engines)
    token = a_confirmed_order(engines, code, is_official=True)
    for _ in range(3):
        open_orders(app, engines)
    opened_at = stored_order(engines, token).opened_at
    assert opened_at
    assert parts(engines, tenant_of(engines, code)) == WHOLE


def test_a_link_used_twice_confirms_once(engines):
    token = a_confirmed_order(engines)
    first = stored_order(engines, token).confirmed_at
    confirm(engines, token)
    assert stored_order(engines, token).confirmed_at == first


def test_a_link_confirms_until_its_last_moment_and_not_after(engines):
    token = an_order(engines)
    older(engines, token, VALID)
    with pytest.raises(Refused, match="order_closed"):
        confirm(engines, token)
    older(engines, token, VALID - timedelta(minutes=1))
    confirm(engines, token)
    assert stored_order(engines, token).confirmed_at


def test_a_token_shows_its_own_order_and_no_other(engines):
    mine, other = an_order(engines), an_order(engines)
    with DoorSession(engines, token_digest=digest_of(mine), read_only=True) as session:
        assert queries.order_of(session, other) is None
        assert [each.token_digest for each in session.scalars(select(SubscriptionOrder))] == [digest_of(mine)]


def test_a_token_confirms_its_own_order_and_changes_nothing_else_in_it(engines):
    mine, other = an_order(engines), an_order(engines)
    with DoorSession(engines, token_digest=digest_of(mine)) as session, session.begin():
        session.execute(text("UPDATE subscription_order SET confirmed_at = now()"))
    assert stored_order(engines, other).confirmed_at is None
    for column in ("approved_at = now()", "price = '{}'", "token_digest = 'x'"):
        with DoorSession(engines, token_digest=digest_of(mine)) as session, pytest.raises(DBAPIError, match="denied"):
            session.execute(text(f"UPDATE subscription_order SET {column}"))


def test_a_token_is_stored_nowhere_but_in_the_letter_that_waits(engines):
    token = an_order(engines)
    order = stored_order(engines, token)
    held = [str(getattr(order, column.name)) for column in SubscriptionOrder.__table__.columns]
    assert not any(token in value for value in held)


def test_a_customer_cannot_be_ordered_again(engines):
    municipality = a_municipality(engines)
    with pytest.raises(Refused, match="already_customer"):
        an_order(engines, municipality.facts.municipality_code)


@pytest.mark.parametrize(
    ("email", "is_official"),
    [
        ("aino@parainen.fi", True),
        ("aino@pargas.fi", True),
        ("aino@PARGAS.FI", True),
        ("aino@posti.parainen.fi", True),
        ("aino@parainen.example", False),
        ("aino@parainen.fi.evil.com", False),
        ("aino@eiparainen.fi", False),
        ("aino@gmail.com", False),
    ],
)
def test_an_official_domain_is_the_municipality_s_name_in_either_language(email, is_official):
    assert is_plainly_official(email, {"parainen", "pargas"}, is_demo=False) is is_official


def test_an_example_domain_is_good_enough_for_a_demonstration_alone():
    assert is_plainly_official("aino@kunta.example", {"parainen"}, is_demo=True)
    assert not is_plainly_official("aino@kunta.example", {"parainen"}, is_demo=False)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_contract_says_that_it_is_an_example_and_speaks_of_personal_data(language):
    contract = contracts.contract_text(contracts.CURRENT, language)
    assert {"fi": "esimerkkisopimus", "sv": "exempelavtal"}[language] in contract.splitlines()[0]
    assert "2016/679" in contract
    assert [line[0] for line in contract.splitlines() if line].count("#") == 2
