"""To which electronic address an e-invoice goes, and of which scheme the address is.

The schemes are the codes of the EAS list (electronic address scheme) that EN 16931 and Peppol name.
"""

import re

from billing.documents import Party
from billing.identifiers import FINNISH_IBAN, OVT

OF_OVT = "0216"
FORMS = {
    OF_OVT: OVT,
    "9918": FINNISH_IBAN,
    "0215": re.compile(r"TE[0-9]+"),  # an operator's relay address
    "0213": re.compile(r"FI[0-9]{8}"),  # VAT number
}


def scheme(address: str) -> str | None:
    """The code of the scheme whose form the address has."""
    return next((code for code, form in FORMS.items() if form.fullmatch(address)), None)


def endpoint(party: Party) -> tuple[str, str]:
    """Scheme and address, as UBL must have them of both; where there is no address to speak of, the plain OVT
    identifier that every business id makes: the scheme of bare business ids is closed to Peppol's addresses.
    """
    found = scheme(party.e_invoice_address)
    return (found, party.e_invoice_address) if found else (OF_OVT, f"0037{party.business_id.replace('-', '')}")
