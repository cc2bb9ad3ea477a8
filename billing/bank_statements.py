"""What a bank tells about money on our account: camt.053 (statement) and camt.054 (notification), .02 and .08. Pure.

The versions differ in how status, amount and payer are nested (ISO 20022); elements are therefore found by their
local names. Only booked entries count: what is pending may never come.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from lxml import etree

from billing.references import read_reference
from tenants.clock import HELSINKI
from tenants.errors import Refused

LARGEST_BYTES = 10 * 1024 * 1024
NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.05[34]\.001\.(\d\d)")
VERSIONS = frozenset({"02", "08"})
STATEMENTS = "./*[local-name()='BkToCstmrStmt']/*[local-name()='Stmt']"
DIGEST = ":sha256:"
NOTIFICATIONS = "./*[local-name()='BkToCstmrDbtCdtNtfctn']/*[local-name()='Ntfctn']"


@dataclass(frozen=True)
class Entry:
    """One transaction on the account; money that left it is negative."""

    external_id: str
    """The account and the bank's own id of the transaction, or a digest of all that is told of it."""
    received_on: date
    cents: int
    reference: str | None
    """In national form; None when none was given, or a wrong one, or several."""
    payer: str
    message: str
    is_reversal: bool


@dataclass(frozen=True)
class Statement:
    """The booked transactions of a file; `batches` are sums whose parts the file does not tell."""

    entries: tuple[Entry, ...]
    batches: tuple[Entry, ...]


def read_statement(content: bytes, account: str) -> Statement:
    """What a file tells of an account (IBAN); a bank may tell of several in one file.

    Raises Refused with "statement_too_large", "not_xml", "not_a_statement", "statement_version" (version=...),
    "statement_account" (account=...), "statement_currency" (currency=...) or "statement_incomplete" (element=...,
    line=...).
    """
    root = _parsed(content)
    told = root.xpath(f"{STATEMENTS} | {NOTIFICATIONS}")
    version = NAMESPACE.fullmatch(etree.QName(root).namespace or "")
    if not version or not told:
        raise Refused("not_a_statement")
    if version[1] not in VERSIONS:
        raise Refused("statement_version", version=version[1])
    statements = [each for each in told if _account(each) == account.replace(" ", "")]
    if not statements:
        raise Refused("statement_account", account=_account(told[0]))
    groups = [each for statement in statements for each in _groups(statement)]
    entries = _told_apart([group for group, is_batch in groups if not is_batch])
    return Statement(tuple(entries), tuple(entry for group, is_batch in groups if is_batch for entry in group))


def _parsed(content: bytes) -> etree._Element:
    """A document type is refused altogether: no bank needs one, and every known attack does."""
    if len(content) > LARGEST_BYTES:
        raise Refused("statement_too_large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("not_xml") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("not_xml")
    return root


def _groups(statement: etree._Element) -> Iterator[tuple[list[Entry], bool]]:
    """The transactions of each booked entry, and whether the entry is only their sum."""
    account = _account(statement)
    for element in _all(statement, "Ntry"):
        if (_text(element, "Sts/Cd") or _text(element, "Sts")) != "BOOK":
            continue
        parts = _all(element, "NtryDtls/TxDtls") or [None]
        is_batch = parts == [None] and _text(element, "NtryDtls/Btch/NbOfTxs") not in ("", "1")
        yield [_entry(account, element, part, is_alone=len(parts) == 1) for part in parts], is_batch


def _account(statement: etree._Element) -> str:
    return (_text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id")).replace(" ", "")


def _entry(account: str, element: etree._Element, part: etree._Element | None, *, is_alone: bool) -> Entry:
    """`part` is one transaction of the entry; an entry of one transaction lends it what only the entry tells."""
    told = element if part is None else part
    direction = _text(told, "CdtDbtInd") or _text(element, "CdtDbtInd")
    if direction not in ("CRDT", "DBIT"):
        raise _incomplete(element, "CdtDbtInd")
    references = [_text(each, "Ref") for each in _all(told, "RmtInf/Strd/CdtrRefInf")]
    read = {read_reference(each) for each in references}
    reference = read.pop() if len(read) == 1 else None
    message = [each.text or "" for path in ("RmtInf/Ustrd", "RmtInf/Strd/AddtlRmtInf") for each in _all(told, path)]
    entry = Entry(
        external_id="",
        received_on=_day(element),
        cents=_cents(element, part, is_alone=is_alone) * (1 if direction == "CRDT" else -1),
        reference=reference,
        payer=_party(told, "Dbtr" if direction == "CRDT" else "Cdtr"),
        # What is not one right reference stays readable for the person who divides the payment.
        message=" ".join([*message, *([] if reference else references)]).strip(),
        is_reversal=(_text(element, "RvslInd") in ("true", "1")),
    )
    bank_id = _text(told, "Refs/AcctSvcrRef") or (_text(element, "AcctSvcrRef") if is_alone else "")
    return replace(entry, external_id=f"{account}:{bank_id}" if bank_id else _digest(account, entry, told))


def _digest(account: str, entry: Entry, told: etree._Element) -> str:
    facts = (*vars(entry).values(), _text(told, "Refs/EndToEndId"), _text(told, "Refs/InstrId"))
    return f"{account}{DIGEST}{hashlib.sha256(repr(facts).encode()).hexdigest()}"


def _told_apart(groups: list[list[Entry]]) -> Iterator[Entry]:
    """Equal ids get a number, so that no payment is lost: some banks give all parts of a batch one id, and two
    payments that only differ in their moment may come on one day. In another file they get the same numbers.

    The same bank's id in two batches is the same transaction told twice.
    """
    of_file: Counter[str] = Counter()
    for group in groups:
        of_group: Counter[str] = Counter()
        for entry in group:
            seen = of_file if DIGEST in entry.external_id else of_group
            seen[entry.external_id] += 1
            number = seen[entry.external_id]
            yield entry if number == 1 else replace(entry, external_id=f"{entry.external_id}#{number}")


def _cents(element: etree._Element, part: etree._Element | None, *, is_alone: bool) -> int:
    """The amount in the account's currency: `Amt` of the part in .08, `AmtDtls/TxAmt/Amt` in .02."""
    amounts = [] if part is None else [*_all(part, "Amt"), *_all(part, "AmtDtls/TxAmt/Amt")]
    amount = next(iter([*amounts, *(_all(element, "Amt") if is_alone else [])]), None)
    if amount is None:
        raise _incomplete(element, "Amt")
    if amount.get("Ccy") != "EUR":
        raise Refused("statement_currency", currency=amount.get("Ccy") or "")
    try:
        cents = Decimal(amount.text or "") * 100
    except InvalidOperation as error:
        raise _incomplete(element, "Amt") from error
    if not cents.is_finite() or cents < 0 or cents != int(cents):
        raise _incomplete(element, "Amt")
    return int(cents)


def _day(element: etree._Element) -> date:
    """The day the money was booked, as it was in Helsinki."""
    for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"):
        if told := _text(element, path):
            try:
                moment = datetime.fromisoformat(told)
            except ValueError as error:
                raise _incomplete(element, path) from error
            return (moment.astimezone(HELSINKI) if moment.tzinfo and "T" in told else moment).date()
    raise _incomplete(element, "BookgDt")


def _party(told: etree._Element, role: str) -> str:
    return _text(told, f"RltdPties/{role}/Nm") or _text(told, f"RltdPties/{role}/Pty/Nm")


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath("./" + "/".join(f"*[local-name()='{step}']" for step in path.split("/")))


def _text(element: etree._Element, path: str) -> str:
    found = _all(element, path)
    return (found[0].text or "").strip() if found else ""


def _incomplete(element: etree._Element, missing: str) -> Refused:
    return Refused("statement_incomplete", element=missing, line=element.sourceline)
