"""What may be written on an invoice: what Finvoice cannot hold is refused at the order, not cut off later.

The lengths are those of the Finvoice 3.0 schema (Finance Finland): 70 for the order, the contract and the buyer's
reference and for names, 35 for an address line. UBL holds more, but the same invoice must fit both. Finvoice is written
in ISO-8859-15.
"""

import unicodedata

from tenants.errors import Refused

ENCODING = "iso8859-15"

LENGTHS = {
    "order_number": (0, 70),
    "contract_number": (0, 70),
    # Mandatory: Peppol's rule R003, and a municipality's purchasing cannot route an invoice without it.
    "buyer_reference": (1, 70),
    "name": (2, 70),
    "street": (2, 35),
    "postal_code": (2, 35),
    "town": (2, 35),
}
"""By field: at least and at most this many characters."""


def invoice_text(field: str, typed: str) -> str:
    """The text as it is stored: composed letters, single spaces.

    Raises Refused with the field in its details: missing, too_long (longest), characters_not_held (characters).
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    shortest, longest = LENGTHS[field]
    if len(text) < shortest:
        raise Refused("missing", field=field)
    if len(text) > longest:
        raise Refused("too_long", field=field, longest=longest)
    strange = "".join(sorted({character for character in text if not _is_held(character)}))
    if strange:
        raise Refused("characters_not_held", field=field, characters=strange)
    return text


def _is_held(character: str) -> bool:
    """Control characters are in the encoding, but in no XML."""
    return character.isprintable() and character.encode(ENCODING, errors="ignore") != b""
