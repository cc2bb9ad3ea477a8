"""Letters about orders and licences: who gets them, and what they say besides what they carry."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.messages.actions import write_to_coordinators
from app.messages.content import Content, gathers
from app.payments.letters import write_to_payer
from billing.balances import balance_of
from billing.licence_rules import grace_last_day
from billing.models import Invoice, Licence
from tenants import clock
from tenants.municipalities import names_of_code


@gathers("order_confirmation")
@gathers("order_declined")
def which_municipality(session: Session, payload: dict[str, object]) -> Content:
    """There is no tenant yet whom the letter could be about, so its name comes from the register."""
    return Content({"names": names_of_code(session, payload["municipality_code"])})


def tell_coordinators(session: Session, kind: str, licence: Licence, once: str = "") -> None:
    """A letter about a licence to each of them: of one `once`, whatever happens, a single one."""
    key = f"{kind}:{licence.id}:{once or clock.now().isoformat()}"
    write_to_coordinators(session, kind, licence.tenant_id, key, licence_id=licence.id)


def tell_of_lapse(session: Session, licence: Licence, invoice: Invoice) -> None:
    """The coordinators and the payer hear that an invoice was not paid in time."""
    key, of = f"licence_lapsed:{invoice.number}:{clock.now().isoformat()}", {"invoice_id": invoice.id}
    write_to_coordinators(session, "licence_lapsed", licence.tenant_id, key, **of)
    write_to_payer(session, "licence_lapsed", licence.tenant_id, invoice.document["language"], key, **of)


@gathers("trial_ending")
@gathers("licence_begun")
@gathers("notice_given")
@gathers("notice_withdrawn")
def which_licence(session: Session, payload: dict[str, object]) -> Content:
    """Its days, as they stand when the letter is drawn."""
    licence = session.scalars(select(Licence).where(Licence.id == payload["licence_id"])).one()
    return Content({"starts_on": licence.starts_on, "ends_on": licence.ends_on})


@gathers("licence_lapsed")
def which_invoice(session: Session, payload: dict[str, object]) -> Content:
    """What is open of it, and until when nothing follows."""
    invoice = session.scalars(select(Invoice).where(Invoice.id == payload["invoice_id"])).one()
    return Content(
        {
            "number": invoice.number,
            "due_on": invoice.due_on,
            "open_cents": balance_of(session, invoice).open_cents,
            "grace_ends_on": grace_last_day(invoice.due_on),
        }
    )
