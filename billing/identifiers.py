"""The identifiers an order gives, checked before the contract instead of after a returned invoice.

Refused is only what is wrong for sure; what merely looks unusual is let through with a warning to show. Both are
stable words that the page turns into a sentence.
"""

import re
from dataclasses import dataclass

from stdnum import bic as stdnum_bic
from stdnum import iban as stdnum_iban
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.fi import ytunnus

from billing.operators import NAMES
from tenants.errors import Refused

OVT = re.compile(r"0037([0-9]{8})[0-9A-Z]{0,5}")
"""0037, the business id and up to five characters for a unit of it."""

FINNISH_IBAN = re.compile(r"FI[0-9]{16}")
ADDRESS = re.compile(r"[0-9A-Za-z._:-]{2,35}")
OPERATOR = re.compile(r"[0-9A-Z]{2,35}")
"""What Finvoice's ToIdentifier and ToIntermediator hold."""

PEPPOL_PREFIX = "0216:"
"""How Peppol's directories write an OVT identifier, and so how people copy it."""


@dataclass(frozen=True)
class Checked:
    """An identifier in its stored form, and what the orderer should look at once more."""

    value: str
    warnings: tuple[str, ...] = ()


def business_id(typed: str) -> str:
    """The Finnish business id as 1234567-8. Raises Refused: business_id_form, business_id_check_digit."""
    try:
        return ytunnus.format(ytunnus.validate(_packed(typed)))
    except InvalidChecksum:
        raise Refused("business_id_check_digit") from None
    except ValidationError:
        raise Refused("business_id_form") from None


def vat_number(business_id: str) -> str:
    """The VAT number of a party with a (checked) business id: in Finland one follows from the other."""
    return f"FI{business_id.replace('-', '')}"


def iban(typed: str) -> str:
    """A bank account without spaces. Raises Refused: iban_wrong."""
    try:
        return stdnum_iban.validate(_packed(typed))
    except ValidationError:
        raise Refused("iban_wrong") from None


def bic(typed: str) -> str:
    """A bank's identifier. Raises Refused: bic_wrong."""
    try:
        return stdnum_bic.validate(_packed(typed))
    except ValidationError:
        raise Refused("bic_wrong") from None


def e_invoice_address(typed: str, business_id: str) -> Checked:
    """Where the buyer's e-invoices go: an OVT identifier, an account number or an operator's own form.

    Raises Refused: e_invoice_address_form, ovt_form, ovt_check_digit, iban_wrong. Warns:
    e_invoice_address_of_another (the OVT holds another business id, as at an accounting company),
    e_invoice_address_not_checkable (an operator's own form).
    """
    address = _without_spaces(typed).removeprefix(PEPPOL_PREFIX)
    packed = _packed(address)
    if packed.startswith("0037"):
        return Checked(packed, _ovt_warnings(packed, business_id))
    if FINNISH_IBAN.fullmatch(packed):
        return Checked(iban(packed))
    if not ADDRESS.fullmatch(address):
        raise Refused("e_invoice_address_form")
    return Checked(address, ("e_invoice_address_not_checkable",))


def operator(typed: str) -> Checked:
    """The identifier of the operator or bank that carries e-invoices to the buyer.

    Raises Refused: operator_form, operator_check_digit. Warns: operator_unknown.
    """
    code = _packed(typed)
    if code in NAMES:
        return Checked(code)
    if not OPERATOR.fullmatch(code):
        raise Refused("operator_form")
    ovt = OVT.fullmatch(code)
    if ovt and not ytunnus.is_valid(ovt[1]):
        raise Refused("operator_check_digit")
    return Checked(code, ("operator_unknown",))


def _ovt_warnings(address: str, business_id: str) -> tuple[str, ...]:
    ovt = OVT.fullmatch(address)
    if not ovt:
        raise Refused("ovt_form")
    if not ytunnus.is_valid(ovt[1]):
        raise Refused("ovt_check_digit")
    is_own = ovt[1] == business_id.replace("-", "")
    return () if is_own else ("e_invoice_address_of_another",)


def _without_spaces(typed: str) -> str:
    return re.sub(r"\s", "", typed)


def _packed(typed: str) -> str:
    return _without_spaces(typed).upper().replace("-", "")
