"""The address at which Stripe tells: believed only when signed, kept once, handled by the worker."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app import create_app
from app.config import Stripe
from app.payments import cards
from billing.events import MOST_TRIES, settle_by_hand, troubled_events, try_again, waiting_events
from billing.payment_models import Reconciliation
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tests.stripe_server import SECRET, SIGNING, a_stripe


@pytest.fixture
def stripe():
    """A Stripe that knows nothing yet."""
    with a_stripe() as running:
        yield running


@pytest.fixture
def hook(settings, stripe):
    """Delivers to a service that takes cards; gives the status of the answer."""
    app = create_app(replace(settings, stripe=Stripe(SECRET, SIGNING, stripe.url)))

    def deliver(payload: bytes, signature: str = "") -> int:
        return app.test_client().post("/stripe", data=payload, headers={"Stripe-Signature": signature}).status_code

    return deliver


def waiting(engines) -> list[str]:
    with WorkerSession(engines) as session:
        return [each.id for each in waiting_events(session)]


def test_a_signed_event_is_kept_once_and_others_not_at_all(engines, stripe, hook):
    stripe.add_payment(1, {})
    (delivery, event) = stripe.deliveries()[0], stripe.events[0]["id"]
    assert [hook(*delivery), hook(*delivery), hook(delivery[0])] == [200, 200, 400]
    assert waiting(engines).count(event) == 1
    cards.handle_events(engines, stripe.gateway())
    assert event not in waiting(engines)
    assert hook(*delivery) == 200
    assert event not in waiting(engines)


def test_too_large_a_body_is_not_read(hook):
    assert hook(b"x" * (300 * 1024)) == 413


def test_without_a_key_there_is_no_such_address(client):
    assert client.post("/stripe", data=b"{}").status_code == 404


def test_an_event_that_cannot_be_read_waits_for_its_next_try_and_holds_up_no_other(engines, stripe, hook):
    lost, found = stripe.add_payment(1, {}), stripe.add_payment(2, {})
    for delivery in stripe.deliveries():
        assert hook(*delivery) == 200
    kept, ids = stripe.objects.pop(lost["id"]), [each["id"] for each in stripe.events]
    cards.handle_events(engines, stripe.gateway())
    assert [each for each in waiting(engines) if each in ids] == ids[:1]
    with WorkerSession(engines) as session:
        (event,) = [each for each in troubled_events(session) if each.subject == lost["id"]]
        assert (event.tries, event.error) == (1, "InvalidRequestError")
    stripe.objects[lost["id"]] = kept
    cards.handle_events(engines, stripe.gateway())
    assert not set(waiting(engines)) & set(ids)
    assert found["id"] != lost["id"]


def test_an_event_is_given_up_after_its_last_try_and_stays_in_sight(engines, stripe, hook):
    lost = stripe.add_payment(1, {})
    assert hook(*stripe.deliveries()[0]) == 200
    kept, told = stripe.objects.pop(lost["id"]), stripe.events[0]["id"]
    for _ in range(MOST_TRIES):
        cards.handle_events(engines, stripe.gateway())
    assert told not in waiting(engines)
    stripe.objects[lost["id"]] = kept
    (event,) = troubled(engines, lost["id"])
    with StaffSession(engines) as session, session.begin():
        assert try_again(session, event.id).subject == lost["id"]
    assert told in waiting(engines)
    cards.handle_events(engines, stripe.gateway())
    assert {each.error for each in troubled(engines, lost["id"])} == {"unknown_invoice"}
    with StaffSession(engines) as session, session.begin():
        assert settle_by_hand(session, event.id).id == event.id
        assert (settle_by_hand(session, event.id), try_again(session, event.id)) == (None, None)
    assert troubled(engines, lost["id"]) == []
    assert told not in waiting(engines)


def troubled(engines, subject):
    with StaffSession(engines, read_only=True) as session:
        return [each for each in troubled_events(session) if each.subject == subject]


def test_the_night_takes_up_what_was_never_delivered(engines, stripe):
    paid = stripe.add_payment(1, {"invoice": "1999000002"})
    listed = cards.reconcile(engines, stripe.gateway(), clock.now() + timedelta(hours=1))
    assert paid["id"] not in {each.subject for each in listed}
    assert {each.error for each in troubled(engines, paid["id"])} == {"unknown_invoice"}


def compared_at(engines, moment):
    """What was found then: other tests leave nights of later years."""
    question = select(Reconciliation).where(Reconciliation.at == moment)
    with StaffSession(engines, read_only=True) as session:
        return session.scalars(question.options(selectinload(Reconciliation.differences))).one()


def test_what_a_night_found_is_kept_for_staff_and_a_night_without_cards_looks_within_the_ledger(engines, stripe):
    lost = stripe.add_payment(7, {"invoice": "1999000003"}, livemode=True)
    night = clock.now() + timedelta(days=1)
    cards.reconcile(engines, stripe.gateway(), night)
    cards.reconcile(engines, None, night + timedelta(days=1))
    before, last = (compared_at(engines, each) for each in (night, night + timedelta(days=1)))
    assert (last.is_with_stripe, before.is_with_stripe) == (False, True)
    assert lost["id"] not in {each.subject for each in last.differences}
    (found,) = [each for each in before.differences if each.subject == lost["id"]]
    assert (found.kind, found.ours_cents, found.theirs_cents) == ("not_in_ledger", 0, 7)
