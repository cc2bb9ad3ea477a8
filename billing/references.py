"""Payment references and the bar code: how a payment names the invoice it pays.

The national reference has a check digit by the weights 7, 3, 1 (Finance Finland, "Forming a Finnish reference
number"); the RF creditor reference (ISO 11649) is the same number in its international form. The virtual bar code is
Finance Finland's bank bar code 5.3, versions 4 (national reference) and 5 (RF).
"""

import re
from datetime import date
from itertools import cycle

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

WEIGHTS = (7, 3, 1)
NATIONAL = re.compile(r"[1-9][0-9]{3,19}")
"""Three to nineteen digits and the check digit, without leading zeros."""

FINNISH_ACCOUNT = re.compile(r"FI([0-9]{16})")
LARGEST_IN_BAR_CODE = 999_999_99


def check_digit(base: str) -> str:
    """What the digits of a national reference are completed with."""
    total = sum(int(digit) * weight for digit, weight in zip(reversed(base), cycle(WEIGHTS), strict=False))
    return str(-total % 10)


def national_reference(invoice_number: str) -> str:
    """The reference of an invoice: the digits of its number and the check digit.

    Numbers that differ only in letters, signs or leading zeros have the same reference: a series must differ in digits.
    """
    base = re.sub(r"[^0-9]", "", invoice_number).lstrip("0")
    reference = base + check_digit(base)
    if not NATIONAL.fullmatch(reference):
        raise ValueError(f"the number {invoice_number!r} makes no payment reference")
    return reference


def is_national(reference: str) -> bool:
    """The digits are a national reference: right length, no leading zero, right check digit."""
    return bool(NATIONAL.fullmatch(reference)) and reference[-1] == check_digit(reference[:-1])


def rf_reference(national: str) -> str:
    """The international form of a national reference."""
    return f"RF{mod_97_10.calc_check_digits(national + 'RF')}{national}"


def read_reference(typed: str) -> str | None:
    """The national reference in what somebody typed or a bank sent, in either form; None when it is none.

    Spaces and a bank's leading zeros fall away.
    """
    digits = re.sub(r"\s", "", typed).upper()
    if digits.startswith("RF"):
        digits = digits[4:] if iso11649.is_valid(digits) else ""
    digits = digits.lstrip("0")
    return digits if is_national(digits) else None


def grouped(reference: str) -> str:
    """For print: a national reference in fives from the right, an RF reference in fours from the left."""
    if reference.startswith("RF"):
        return " ".join(re.findall(r".{1,4}", reference))
    return re.sub(r"(?<=.)(?=(.{5})+$)", " ", reference)


def bar_code(iban: str, gross_cents: int, reference: str, due_on: date | None = None) -> str:
    """The 54 digits of the virtual bar code; version 5 when the reference is in RF form.

    A sum that the code cannot hold is written as zeros, and so is a missing due date: the payer then types them.
    """
    account = FINNISH_ACCOUNT.fullmatch(re.sub(r"\s", "", iban))
    national = read_reference(reference)
    if not account or not national:
        raise ValueError("a bar code needs a Finnish account and a valid reference")
    amount = gross_cents if 0 < gross_cents <= LARGEST_IN_BAR_CODE else 0
    due = f"{due_on:%y%m%d}" if due_on else "000000"
    if reference.startswith("RF"):
        return f"5{account[1]}{amount:08}{reference[2:4]}{national:0>21}{due}"
    return f"4{account[1]}{amount:08}000{national:0>20}{due}"
