"""What may be written on an invoice: what Finvoice cannot hold is refused at the order, not cut off later.

UBL holds more, but the same invoice must fit both formats. An identifier is refused unless every sign of it goes
through as it is: a changed one points at nothing. Of a name or an address it is enough that it can be read.
"""

import unicodedata

from billing.finvoice_text import held, split
from tenants.errors import Refused

LONGEST_IDENTIFIER = 70
"""OrderIdentifier, AgreementIdentifier and BuyerReferenceIdentifier in the Finvoice 3.0 schema."""

# Peppol's rule R003; and a municipality's purchasing cannot route an invoice without it.
MANDATORY_IDENTIFIERS = {"buyer_reference"}

TEXTS = {"name": (70, None), "street": (35, 3), "town": (35, 1), "postal_code": (35, 1)}
"""By field: how many signs an element holds, and how many elements there may be."""


def invoice_identifier(field: str, typed: str) -> str:
    """An order_number, contract_number or buyer_reference as it is stored, with single spaces.

    Raises Refused with the field in its details: missing, too_long (longest, lines), characters_not_held (characters).
    """
    identifier = _in_single_spaces(typed)
    if not identifier and field in MANDATORY_IDENTIFIERS:
        raise Refused("missing", field=field)
    if len(identifier) > LONGEST_IDENTIFIER:
        raise Refused("too_long", field=field, longest=LONGEST_IDENTIFIER, lines=1)
    _refuse(field, {sign for sign in identifier if sign != " " and held(sign) != sign})
    return identifier


def invoice_text(field: str, typed: str) -> str:
    """A name, street, town or postal_code as it is stored. Raises Refused as invoice_identifier does."""
    text = _in_single_spaces(typed)
    _refuse(field, {sign for sign in text if sign not in " ?" and held(sign) in ("", "?")})
    longest, most = TEXTS[field]
    lines = split(text, longest, None)
    if not lines:
        raise Refused("missing", field=field)
    if most and len(lines) > most:
        raise Refused("too_long", field=field, longest=longest, lines=most)
    return text


def _in_single_spaces(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFC", typed).split())


def _refuse(field: str, strange: set[str]) -> None:
    if strange:
        raise Refused("characters_not_held", field=field, characters="".join(sorted(strange)))
