"""Invoices by e-mail, as a PDF in a letter of the outbox: the way where no e-invoice can go."""

from sqlalchemy.orm import Session

from app.messages.actions import post_again
from app.messages.queries import fate_of
from app.payments.letters import write_to_payer
from billing.deliveries import NotDelivered
from billing.delivery_rules import NO_RECEIVER
from billing.models import Invoice


class EMail:
    """A channel (billing.deliveries.Channel). It has arrived when a server of letters has taken it."""

    name = "email"

    def begin(self, session: Session, invoice: Invoice) -> None:
        """Post the letter; the same receiver gets it once, and once more only if it was given up."""
        of = {"tenant_id": invoice.tenant_id, "language": invoice.document["language"], "key": _key(invoice)}
        keys = write_to_payer(session, invoice.kind, **of, number=invoice.number)
        if not keys:
            raise NotDelivered(NO_RECEIVER)
        post_again(session, invoice.tenant_id, keys)

    def finish(self, session: Session, invoice: Invoice) -> bool:
        """Of several receivers one that gets it is enough."""
        fates = fate_of(session, invoice.tenant_id, f"{_key(invoice)}:")
        if all(fate.failed_at for fate in fates):
            raise NotDelivered(fates[-1].error if fates else NO_RECEIVER)
        return any(fate.sent_at for fate in fates)


def _key(invoice: Invoice) -> str:
    return f"invoice:{invoice.number}"
