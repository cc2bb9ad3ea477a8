"""What every writer (UBL, Finvoice, PDF) reads out of a document in the same way."""

from datetime import date
from decimal import Decimal

from billing.cents import half_up
from billing.documents import Document, Line

TEST_MARK = "TESTILASKU / PROVFAKTURA"
# What Finvoice has room for.
MOST_DECIMALS = 8
FINEST_PRICE = Decimal("0.00001")


def euros(cents: int) -> Decimal:
    """With two decimals, exactly."""
    return Decimal(cents).scaleb(-2)


def sign(document: Document) -> int:
    """What a writer multiplies by that shows a credit note's sums as negative."""
    return -1 if document.kind == "credit_note" else 1


def plain(number: Decimal) -> str:
    """A quantity or a rate, without zeros that say nothing."""
    return f"{round(number, MOST_DECIMALS).normalize():f}"


def unit_price(line: Line) -> Decimal:
    """The net price of one unit in euros: what makes the line's sum, in parts of a cent where whole cents do not."""
    if half_up(line.quantity * line.unit_net_cents) == line.net_cents:
        return euros(line.unit_net_cents)
    return (euros(line.net_cents) / line.quantity).quantize(FINEST_PRICE)


def period(document: Document) -> tuple[date, date]:
    """The first and the last day of all that is invoiced."""
    return min(line.first_day for line in document.lines), max(line.last_day for line in document.lines)


def remarks(document: Document) -> tuple[str, ...]:
    """The notes; a test invoice says first that it is one."""
    return (TEST_MARK, *document.notes) if document.is_test else document.notes
