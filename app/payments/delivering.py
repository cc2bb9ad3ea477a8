"""Delivery carried through by the worker: each document in transactions of its own, so that none holds up another."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from app.config import EInvoices
from app.payments.actions import make_missing_files
from app.payments.emailed_invoices import EMail
from app.payments.pickup_folder import PickupFolder
from billing import deliveries
from billing.deliveries import Channel, Choose
from billing.models import Invoice
from tenants import features
from tenants.boundary import WorkerSession
from tenants.database import Engines
from tenants.features import Setting

LONGEST_SECONDS = 10
"""After that the rest waits for the next time, so that a worker that is asked to end does."""


def channels_of(settings: EInvoices) -> dict[str, Channel]:
    """The ways that are open, by name."""
    folder = [PickupFolder(settings.folder, settings.format)] if settings.folder else []
    return {channel.name: channel for channel in (*folder, EMail())}


def chooser(channels: dict[str, Channel], e_invoices: Setting) -> Choose:
    """E-invoices where there is an operator who takes them and an address they reach, unless staff have switched
    them off for the payer; otherwise e-mail.
    """

    def choose(invoice: Invoice) -> str:
        has_address = bool(invoice.document["buyer"]["e_invoice_address"])
        is_possible = has_address and PickupFolder.name in channels and e_invoices.is_on(invoice.tenant_id)
        return PickupFolder.name if is_possible else EMail.name

    return choose


def deliver(engines: Engines, settings: EInvoices, now: datetime) -> None:
    """Finish what is in flight, then make an attempt of all that is due."""
    channels, ends = channels_of(settings), time.monotonic() + LONGEST_SECONDS
    conclude = partial(deliveries.conclude, channels=channels, now=now)
    with WorkerSession(engines) as session, session.begin():
        deliveries.note_missing(session, now)
        in_flight = deliveries.deliveries_in_flight(session)
    _do_each(engines, in_flight, [conclude], ends)
    with WorkerSession(engines, read_only=True) as session:
        due = deliveries.due_deliveries(session, now)
        choose = chooser(channels, features.setting(session, features.E_INVOICES))
    attempt = partial(deliveries.attempt, make_files=_make_files, channels=channels, choose=choose, now=now)
    _do_each(engines, due, [attempt, conclude], ends)


def _do_each(engines: Engines, delivery_ids: list[uuid.UUID], steps: list[Callable], ends: float) -> None:
    """Each step of each in a transaction of its own."""
    for delivery_id in delivery_ids:
        if time.monotonic() > ends:
            return
        for step in steps:
            with WorkerSession(engines) as session, session.begin():
                step(session, delivery_id)


def _make_files(session: Session, invoice: Invoice) -> None:
    make_missing_files(session, Invoice.tenant_id == invoice.tenant_id, Invoice.id == invoice.id)
