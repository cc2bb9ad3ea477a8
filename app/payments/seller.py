"""The association as the seller on its invoices."""

from app.config import Operator
from billing.documents import Party
from billing.identifiers import vat_number


def seller_of(operator: Operator, language: str) -> Party:
    """What the settings say, in the invoice's language."""
    return Party(
        name=operator.name[language],
        business_id=operator.business_id,
        vat_id=vat_number(operator.business_id),
        street=operator.street[language],
        postal_code=operator.postal_code,
        town=operator.town[language],
        e_invoice_address=operator.e_invoice_address,
        operator=operator.e_invoice_operator,
        email=operator.email,
        phone=operator.phone,
        iban=operator.iban,
        bic=operator.bic,
    )
