"""Delivery carried through by the worker: each document in transactions of its own, so that none holds up another."""

import time
from datetime import datetime

from sqlalchemy.orm import Session

from app.config import EInvoices
from app.payments.actions import make_missing_files
from app.payments.emailed_invoices import EMail
from app.payments.pickup_folder import PickupFolder
from billing import deliveries
from billing.deliveries import Channel, Choose
from billing.models import Invoice
from tenants.boundary import WorkerSession
from tenants.database import Engines

LONGEST_SECONDS = 10
"""After that the rest waits for the next time, so that a worker that is asked to end does."""


def channels_of(settings: EInvoices) -> dict[str, Channel]:
    """The ways that are open, by name."""
    folder = [PickupFolder(settings.folder, settings.format)] if settings.folder else []
    return {channel.name: channel for channel in (*folder, EMail())}


def chooser(channels: dict[str, Channel]) -> Choose:
    """E-invoices where there is an operator who takes them and an address they reach; otherwise e-mail."""

    def choose(invoice: Invoice) -> Channel:
        has_address = bool(invoice.document["buyer"]["e_invoice_address"])
        return channels[PickupFolder.name if has_address and PickupFolder.name in channels else EMail.name]

    return choose


def deliver(engines: Engines, settings: EInvoices, now: datetime) -> None:
    """Make an attempt of all that is due, and finish what is in flight."""
    channels = channels_of(settings)
    choose, ends = chooser(channels), time.monotonic() + LONGEST_SECONDS
    with WorkerSession(engines) as session, session.begin():
        deliveries.note_missing(session, now)
        in_flight, due = deliveries.deliveries_in_flight(session), deliveries.due_deliveries(session, now)
    for delivery_id in (*in_flight, *due):
        if time.monotonic() > ends:
            return
        with WorkerSession(engines) as session, session.begin():
            deliveries.attempt(session, delivery_id, _make_files, choose, now)
        with WorkerSession(engines) as session, session.begin():
            deliveries.conclude(session, delivery_id, channels, now)


def _make_files(session: Session, invoice: Invoice) -> None:
    make_missing_files(session, Invoice.tenant_id == invoice.tenant_id, Invoice.id == invoice.id)
