"""Bank files taken in: each payment to us is stored once, and what the bank told is remembered with the file."""

import hashlib
import uuid
from dataclasses import dataclass

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from billing.bank_statements import Entry, read_statement
from billing.payment_models import BankFile, Payment
from billing.payments import count_by_reference, rest_cents, store_payment, take_turn

MOST_SHOWN = 100


@dataclass(frozen=True)
class TakenIn:
    """What came of a bank file. `batches` are sums whose parts the file does not tell: nothing was stored of them."""

    is_known_file: bool
    stored: int = 0
    known: int = 0
    waiting: int = 0
    """Of the stored ones, those that are not wholly counted for invoices."""
    left_out: int = 0
    """Money that left the account for somebody else's business."""
    batches: tuple[Entry, ...] = ()


def take_in_statement(session: Session, by: uuid.UUID, name: str, content: bytes, account: str) -> TakenIn:
    """Store the payments that a bank file tells of our account, and count each for the invoice its reference names.

    The same file, or the same transaction in another file, changes nothing. Raises Refused as `read_statement` does.
    """
    statement = read_statement(content, account)
    take_turn(session)
    checksum = hashlib.sha256(content).hexdigest()
    if session.scalar(select(BankFile.id).where(BankFile.checksum == checksum)):
        return TakenIn(is_known_file=True)
    ours = [entry for entry in statement.entries if entry.cents > 0 or entry.is_reversal]
    batches = tuple(entry for entry in statement.batches if entry.cents > 0)
    left_out = len(statement.entries) + len(statement.batches) - len(ours) - len(batches)
    kept = [{"received_on": each.received_on.isoformat(), "cents": each.cents} for each in batches]
    file = BankFile(checksum=checksum, name=name, person_id=by, told=len(ours), left_out=left_out, batches=kept)
    session.add(file)
    session.flush()
    stored = [payment for entry in ours if (payment := _store_entry(session, file, entry))]
    for payment in stored:
        count_by_reference(session, payment)
    waiting = sum(rest_cents(session, payment) != 0 for payment in stored)
    return TakenIn(False, len(stored), len(ours) - len(stored), waiting, left_out, batches)


def bank_files(session: Session) -> list[Row[tuple[BankFile, int]]]:
    """The latest files taken in, newest first, each with how many payments were stored of it."""
    stored = select(func.count()).where(Payment.bank_file_id == BankFile.id).correlate(BankFile).scalar_subquery()
    return list(session.execute(select(BankFile, stored).order_by(BankFile.taken_in_at.desc()).limit(MOST_SHOWN)))


def _store_entry(session: Session, file: BankFile, entry: Entry) -> Payment | None:
    return store_payment(
        session,
        "bank",
        entry.external_id,
        entry.received_on,
        entry.cents,
        reference=entry.reference,
        payer=entry.payer,
        message=entry.message,
        bank_file_id=file.id,
    )
