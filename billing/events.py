"""What Stripe tells: kept once by its id, then handled by reading its subject anew. What was told is only a hint."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.card_payments import note_checkout, settle
from billing.payment_models import StripeEvent
from billing.stripe_gateway import CardPayment, Checkout, StripeGateway, Told
from tenants import clock

MOST_TRIES = 20
"""After that the nightly reconciliation and a person are left."""


def keep_event(session: Session, told: Told) -> None:
    """Store an event once, on the door's or the worker's plane."""
    row = {"id": told.id, "type": told.type, "subject": told.subject, "received_at": clock.now(), "tries": 0}
    # No column is named for the conflict: that would need the right to read.
    session.execute(insert(StripeEvent).values(**row).on_conflict_do_nothing())


def waiting_events(session: Session) -> list[StripeEvent]:
    """Events not handled yet, those tried least first."""
    unhandled = select(StripeEvent).where(StripeEvent.handled_at.is_(None), StripeEvent.tries < MOST_TRIES)
    return list(session.scalars(unhandled.order_by(StripeEvent.tries, StripeEvent.received_at)))


def troubled_events(session: Session) -> list[StripeEvent]:
    """Events that could not be applied, newest first: for a person."""
    troubled = select(StripeEvent).where(StripeEvent.error.is_not(None))
    return list(session.scalars(troubled.order_by(StripeEvent.received_at.desc(), StripeEvent.id)))


def try_again(session: Session, event_id: str) -> StripeEvent | None:
    """Let the worker handle an event anew; None when it was not in trouble."""
    event = _troubled(session, event_id)
    if event:
        event.tries, event.error, event.handled_at = 0, None, None
    return event


def settle_by_hand(session: Session, event_id: str) -> StripeEvent | None:
    """A person has seen to it: nothing more is done. None when it was not in trouble."""
    event = _troubled(session, event_id)
    if event:
        event.error, event.handled_at = None, event.handled_at or clock.now()
    return event


def read_subject(gateway: StripeGateway, subject: str) -> tuple[Checkout | None, CardPayment | None]:
    """What an event is about, as it is now; asked outside every transaction."""
    checkout = gateway.checkout(subject) if subject.startswith("cs_") else None
    payment_id = checkout.payment_id if checkout else subject
    return checkout, gateway.payment(payment_id) if payment_id.startswith("pi_") else None


def apply_event(
    session: Session, event_id: str, checkout: Checkout | None, paid: CardPayment | None, *, is_live: bool
) -> None:
    """Make the ledger agree with what was read, once."""
    event = session.get_one(StripeEvent, event_id, with_for_update=True, populate_existing=True)
    if event.handled_at:
        return
    if checkout:
        note_checkout(session, checkout)
    event.error = settle(session, paid, is_live=is_live) if paid else None
    if event.type.startswith("charge.dispute."):
        event.error = "disputed"
    if event.type == "refund.failed":
        # The card's bank may send it back weeks later; how the payer gets the money then is for a person.
        event.error = "refund_failed"
    event.handled_at = clock.now()


def note_failure(session: Session, event_id: str, error: Exception) -> None:
    """Stripe did not answer, or not as we understand it: the event waits for its next try."""
    event = session.get_one(StripeEvent, event_id, with_for_update=True)
    event.tries += 1
    event.error = type(error).__name__


def _troubled(session: Session, event_id: str) -> StripeEvent | None:
    found = select(StripeEvent).where(StripeEvent.id == event_id, StripeEvent.error.is_not(None))
    return session.scalar(found.with_for_update())
