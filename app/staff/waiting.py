"""What waits for the association's staff: how much of each kind, and on which page it is seen to."""

from sqlalchemy.orm import Session

from app.messages.queries import given_up
from app.staff.renewal_queries import renewals_of
from app.subscribing.queries import orders_to_check
from billing import price_lists, reference_rates
from billing.deliveries import failed_count
from billing.events import troubled_events
from billing.payment_queue import unallocated
from billing.renewals import year_to_renew
from tenants import clock
from tenants.proposals import waiting as proposals_waiting

PAGES = {
    "orders": "subscribing.orders",
    "renewals": "staff.renewals",
    "payments": "ledger.queue",
    "deliveries": "staff.deliveries",
    "letters": "messages.letters",
    "card_events": "ledger.cards",
    "price_lists": "staff.prices",
    "rates": "ledger.rates",
}


def waiting(session: Session) -> list[tuple[str, str, int]]:
    """Rows of (kind, endpoint, how many), in the order in which they are best seen to; nothing that is empty."""
    counts = {
        "orders": len(orders_to_check(session)),
        "renewals": len(renewals_of(session, year_to_renew(clock.today()), "fi").waiting),
        "payments": len(unallocated(session)),
        "deliveries": failed_count(session),
        "letters": len(given_up(session)),
        "card_events": len(troubled_events(session)),
        "price_lists": len(proposals_waiting(session, price_lists.KIND)),
        "rates": len(proposals_waiting(session, reference_rates.KIND)),
    }
    return [(kind, page, counts[kind]) for kind, page in PAGES.items() if counts[kind]]
