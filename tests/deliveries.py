"""Deliveries in tests: everything else put out of the way, and looks at what has become of one."""

from pathlib import Path

from sqlalchemy import delete, select, update

from app.messages.models import Letter
from app.payments import actions
from app.payments.pickup_folder import PickupFolder
from billing import deliveries
from billing.billing_details import store_details
from billing.issued_files import invoice_file
from billing.kept_documents import as_data
from billing.models import Invoice, InvoiceDelivery, InvoiceFile
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.database import Engines
from tenants.membership import Membership
from tests.association import OPERATOR
from tests.documents import an_invoice
from tests.issuing import billing_details
from tests.makers import MunicipalityOfTest
from tests.money import ISSUED_ON, a_renewal


def let_nothing_else_wait(engines: Engines) -> None:
    """What other tests issued or wrote is as if it had gone."""
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(Letter))
        deliveries.note_missing(session, clock.now())
        session.execute(update(InvoiceDelivery).values(state="done", error=None))


def issued_without_files(engines: Engines, **details: str) -> Invoice:
    """As many are issued at once, committed."""
    with StaffSession(engines) as session, session.begin():
        licence = session.merge(a_renewal(engines))
        store_details(session, licence.tenant_id, billing_details(**details), None)
        session.flush()
        invoice = actions.issue_without_files(session, licence, OPERATOR, ISSUED_ON)
        assert session.scalar(select(InvoiceFile.id).filter_by(invoice_id=invoice.id)) is None
    return invoice


def delivery_of(engines: Engines, invoice: Invoice) -> InvoiceDelivery | None:
    """Its row."""
    with WorkerSession(engines, read_only=True) as session:
        return deliveries.deliveries_of(session, [invoice.id]).get(invoice.id)


def told(engines: Engines, invoice: Invoice) -> tuple[str, str, int, str | None]:
    """Channel, state, tries and error."""
    row = delivery_of(engines, invoice)
    return row.channel, row.state, row.tries, row.error


def kept(engines: Engines, invoice: Invoice, format: str) -> bytes:
    """The file as it was kept."""
    with WorkerSession(engines, read_only=True) as session:
        return invoice_file(session, invoice.number, format).body


def a_failed_delivery(engines: Engines, invoice: Invoice) -> None:
    """It was to go into a folder that is not there."""
    with WorkerSession(engines) as session, session.begin():
        deliveries.note_missing(session, clock.now())
    row = delivery_of(engines, invoice)
    ways = {"channels": {"folder": PickupFolder(Path("/nowhere"), "finvoice")}, "choose": lambda _: "folder"}
    with WorkerSession(engines) as session, session.begin():
        deliveries.attempt(session, row.id, lambda *_: None, now=clock.now(), **ways)
    assert told(engines, invoice)[1] == "failed"


def a_test_invoice(engines: Engines, invoice: Invoice) -> Invoice:
    """One that is only a test, with a file, committed."""
    same = ("tenant_id", "licence_id", "kind", "issued_on", "due_on", "gross_cents")
    row = {name: getattr(invoice, name) for name in same}
    facts = {"number": "9999000002", "reference": "99990000026", "is_test": True}
    trial = Invoice(**row, **facts, document=as_data(an_invoice(number="9999000002", is_test=True)))
    with StaffSession(engines) as session, session.begin():
        session.add(trial)
        session.flush()
        file = {"format": "finvoice", "body": b"<x/>", "checksum": "x"}
        session.add(InvoiceFile(tenant_id=trial.tenant_id, invoice_id=trial.id, **file))
    return trial


def change_invoicing_address(engines: Engines, municipality: MunicipalityOfTest, email: str) -> None:
    """Where letters about a municipality's invoices go from now on."""
    with StaffSession(engines) as session, session.begin():
        store_details(session, municipality.facts.id, billing_details(email=email), None)


def end_every_membership(municipality: MunicipalityOfTest) -> None:
    """Nobody belongs to it any more, the last coordinator, whom a trigger keeps, included: only the owner can."""
    with municipality.engines.owner.execution_options(tenant=municipality.facts.id).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE membership DISABLE TRIGGER membership_keeps_a_coordinator")
        connection.execute(update(Membership).values(ended_at=clock.now()))
        connection.exec_driver_sql("ALTER TABLE membership ENABLE TRIGGER membership_keeps_a_coordinator")
