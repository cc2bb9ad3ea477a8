"""Who pays for a municipality and what its invoices must carry: the newest row counts, the older ones stay."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from billing.documents import Party
from billing.invoices import Buyer
from billing.models import BillingDetails
from tenants.errors import Refused

OF_THE_PAYER = ("name", "business_id", "street", "postal_code", "town", "e_invoice_address", "operator")
OF_THE_INVOICE = ("language", "buyer_reference", "order_number", "contract_number")
NOT_ALWAYS_ASKED = {"email": ""}
"""Where whatever concerns invoices can be written to; details from the first days lack it."""


def details_of(session: Session, tenant_id: uuid.UUID, at: datetime | None = None) -> dict[str, str] | None:
    """The details that count now, or counted then, by the names above and `email`; None when none were given."""
    d = BillingDetails
    then = (d.valid_from <= at,) if at else ()
    given = select(d.details).where(d.tenant_id == tenant_id, *then)
    details = session.scalar(given.order_by(d.valid_from.desc()).limit(1))
    return details and NOT_ALWAYS_ASKED | details


def email_of(session: Session, tenant_id: uuid.UUID) -> str | None:
    """Where letters about a municipality's invoices go, if it has said so."""
    details = details_of(session, tenant_id)
    return (details and details["email"]) or None


def buyer_of(session: Session, tenant_id: uuid.UUID) -> Buyer:
    """Whom a municipality's next invoice is written to. Raises Refused("no_billing_details")."""
    details = details_of(session, tenant_id)
    if details is None:
        raise Refused("no_billing_details")
    payer = Party(vat_id=None, **{name: details[name] for name in OF_THE_PAYER})
    return Buyer(payer, **{name: details[name] for name in OF_THE_INVOICE})


def store_details(session: Session, tenant_id: uuid.UUID, details: dict[str, str], by: uuid.UUID | None) -> None:
    """From now on invoices are written so; those already issued stay as they are."""
    session.add(BillingDetails(tenant_id=tenant_id, details=details, person_id=by))
