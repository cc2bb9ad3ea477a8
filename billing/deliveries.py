"""Issued documents leave by a channel: each exactly once, whoever is killed, and never one that is only a test.

An attempt is two transactions. In the first the channel begins and the delivery is written down as in flight; in a
later one the channel finishes, or says that it waits for a word. Works on the worker's and the staff's plane.
"""

import logging
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, Row, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.delivery_rules import (
    CHANNEL_CLOSED,
    MOVES,
    NO_WORD,
    NOT_MADE,
    DeliveryState,
    delivery_after,
    is_due,
    is_given_up,
)
from billing.models import Invoice, InvoiceDelivery
from tenants import clock

OF_INVOICE = (Invoice.tenant_id == InvoiceDelivery.tenant_id) & (Invoice.id == InvoiceDelivery.invoice_id)
HAS_FAILED = InvoiceDelivery.state == DeliveryState.FAILED
MOMENT = InvoiceDelivery.changed_at.type
log = logging.getLogger(__name__)


class NotDelivered(Exception):
    """A channel cannot take a document; the message is one of our reasons or the world's own words."""


class Channel(Protocol):
    """A way to the payer. What a killed worker leaves behind, the same two calls bring to an end."""

    name: str

    def begin(self, session: Session, invoice: Invoice) -> None:
        """Prepare in a transaction that may still be taken back; doing it again changes nothing.

        Raises NotDelivered.
        """

    def finish(self, session: Session, invoice: Invoice) -> bool:
        """Called after what `begin` did is committed, until it is True: the document has arrived.

        Raises NotDelivered.
        """


Choose = Callable[[Invoice], str]
"""The name of the channel by which a document goes."""
Make = Callable[[Session, Invoice], None]


def note_missing(session: Session, now: datetime) -> None:
    """A pending delivery for every document that has none: none is lost, in whichever way it was issued."""
    delivered = select(InvoiceDelivery.id).where(OF_INVOICE).exists()
    facts = {"state": literal(DeliveryState.PENDING), "tries": literal(0), "changed_at": literal(now, MOMENT)}
    of_invoice = {"tenant_id": Invoice.tenant_id, "id": func.gen_random_uuid(), "invoice_id": Invoice.id}
    of_invoice["is_test"] = Invoice.is_test
    missing = select(*of_invoice.values(), *facts.values()).where(~delivered, Invoice.is_test.is_(False))
    columns = [*of_invoice, *facts]
    session.execute(insert(InvoiceDelivery).from_select(columns, missing).on_conflict_do_nothing())


def due_deliveries(session: Session, now: datetime) -> list[uuid.UUID]:
    """Those of which an attempt is to be made, in the order of the documents' numbers."""
    return [each.id for each in _open_ones(session) if is_due(each.state, each.tries, each.changed_at, now)]


def deliveries_in_flight(session: Session) -> list[uuid.UUID]:
    """Those whose channel has not said yet what became of them."""
    return [each.id for each in _open_ones(session) if each.state == DeliveryState.IN_FLIGHT]


def attempt(
    session: Session,
    delivery_id: uuid.UUID,
    make_files: Make,
    channels: Mapping[str, Channel],
    choose: Choose,
    now: datetime,
) -> None:
    """If it is due and nobody else has it in hand: have its files made, and its channel begin.

    The channel is chosen at the first attempt and kept, for an earlier one may have got through after all; only in
    place of one that is closed another is chosen when a person has it start over. What is in flight is concluded
    first: of what has arrived no attempt is due.
    """
    delivery = _taken(session, delivery_id)
    if delivery is None or not is_due(delivery.state, delivery.tries, delivery.changed_at, now):
        return
    invoice = session.get_one(Invoice, (delivery.tenant_id, delivery.invoice_id))
    delivery.channel, delivery.tries = delivery.channel or choose(invoice), delivery.tries + 1
    _move(delivery, "begin", now)
    with _failing(session, delivery, now):
        make_files(session, invoice)
        _channel(channels, delivery).begin(session, invoice)


def conclude(session: Session, delivery_id: uuid.UUID, channels: Mapping[str, Channel], now: datetime) -> None:
    """Finish what is in flight, if its channel can; one of which no word came after the last attempt has failed."""
    delivery = _taken(session, delivery_id)
    if delivery is None or delivery.state != DeliveryState.IN_FLIGHT:
        return
    invoice = session.get_one(Invoice, (delivery.tenant_id, delivery.invoice_id))
    with _failing(session, delivery, now):
        if _channel(channels, delivery).finish(session, invoice):
            _move(delivery, "arrive", now)
        elif is_given_up(delivery.tries, delivery.changed_at, now):
            raise NotDelivered(NO_WORD)


def start_over(session: Session, *conditions: ColumnElement[bool]) -> int:
    """A person wants what failed (of the documents that meet the conditions) tried anew; returns how many there are."""
    return _set_out(session, "start_over", None, *conditions)


def change_channel(session: Session, channel: str, *conditions: ColumnElement[bool]) -> int:
    """A person wants what failed, or was refused after it had arrived, to go by this channel; as start_over."""
    return _set_out(session, "change_channel", channel, InvoiceDelivery.channel != channel, *conditions)


def deliveries_of(session: Session, invoice_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, InvoiceDelivery]:
    """By document; one without a row waits for its first attempt, or is only a test."""
    rows = session.scalars(select(InvoiceDelivery).where(InvoiceDelivery.invoice_id.in_(invoice_ids)))
    return {each.invoice_id: each for each in rows}


def failed_deliveries(session: Session) -> list[Row[tuple[InvoiceDelivery, Invoice]]]:
    """What did not arrive, with its document, in the order of the documents' numbers."""
    failed = select(InvoiceDelivery, Invoice).join(Invoice, OF_INVOICE).where(HAS_FAILED)
    return list(session.execute(failed.order_by(Invoice.number)))


def failed_count(session: Session) -> int:
    """How many did not arrive."""
    return session.scalar(select(func.count()).select_from(InvoiceDelivery).where(HAS_FAILED))


def _open_ones(session: Session) -> Sequence[InvoiceDelivery]:
    undone = select(InvoiceDelivery).join(Invoice, OF_INVOICE).where(InvoiceDelivery.state != DeliveryState.DONE)
    return session.scalars(undone.order_by(Invoice.number)).all()


def _set_out(session: Session, move: str, channel: str | None, *conditions: ColumnElement[bool]) -> int:
    movable = InvoiceDelivery.state.in_(MOVES[move][0])
    question = select(InvoiceDelivery).join(Invoice, OF_INVOICE).where(movable, *conditions)
    found = session.scalars(question.with_for_update(of=InvoiceDelivery)).all()
    for delivery in found:
        kept = None if delivery.error == CHANNEL_CLOSED else delivery.channel
        _move(delivery, move, clock.now())
        delivery.channel, delivery.tries = channel or kept, 0
    return len(found)


def _channel(channels: Mapping[str, Channel], delivery: InvoiceDelivery) -> Channel:
    if delivery.channel not in channels:
        raise NotDelivered(CHANNEL_CLOSED)
    return channels[delivery.channel]


def _taken(session: Session, delivery_id: uuid.UUID) -> InvoiceDelivery | None:
    """Held until the commit; None while another worker holds it."""
    one = select(InvoiceDelivery).where(InvoiceDelivery.id == delivery_id)
    return session.scalars(one.with_for_update(skip_locked=True)).one_or_none()


@contextmanager
def _failing(session: Session, delivery: InvoiceDelivery, now: datetime) -> Iterator[None]:
    """What cannot be done is taken back and written down as failed."""
    session.flush()
    try:
        with session.begin_nested():
            yield
        return
    except NotDelivered as told:
        why = str(told)
    except Exception:
        log.exception("Delivery %s could not be made", delivery.id)
        why = NOT_MADE
    _move(delivery, "fail", now)
    delivery.error = why[:500]


def _move(delivery: InvoiceDelivery, move: str, now: datetime) -> None:
    delivery.state, delivery.changed_at, delivery.error = delivery_after(move, delivery.state), now, None
