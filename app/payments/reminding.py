"""Reminders of unpaid invoices as letters: who gets which. When each is due, billing knows."""

from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from app.config import Operator
from app.messages.actions import post, write_to_coordinators
from app.payments.letters import write_to_payer
from billing.dunning import Reminder
from billing.reminders import DueReminder, send_reminders
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines

LANGUAGE_OF_THE_DESK = "fi"


def remind(engines: Engines, operator: Operator, now: datetime) -> None:
    """Post today's letters."""
    today = clock.day_of(now)
    with WorkerSession(engines) as session, session.begin():
        send_reminders(session, today, partial(_write, session, operator, today))


def _write(session: Session, operator: Operator, today: date, due: DueReminder) -> None:
    """The payer is reminded twice, then those who coordinate hear of it, and our own desk."""
    invoice = due.balance.invoice
    kind, tenant_id = f"invoice_{due.step}", invoice.tenant_id
    key = f"{kind}:{invoice.number}"
    told = {"number": invoice.number, "open_cents": due.balance.open_cents, "on": today}
    to_desk = {"to_email": operator.email, "language": LANGUAGE_OF_THE_DESK, "about": tenant_id, "key": f"{key}:desk"}
    if due.step == Reminder.OWNER_NOTICE:
        coordinators = write_to_coordinators(session, kind, tenant_id, key, **told)
        post(session, "invoice_long_unpaid", **to_desk, **told, coordinators_told=bool(coordinators))
    elif not write_to_payer(session, kind, tenant_id, invoice.document["language"], key, **told):
        post(session, kind, **to_desk, **told)  # nobody else is known: our people find out whom to ask
