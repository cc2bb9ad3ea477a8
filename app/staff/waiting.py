"""What waits for the association's staff: how much of each kind, and on which page it is seen to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators.mirror_queries import trouble_count
from app.leaving.queries import failed_deletions, open_deletions
from app.messages.queries import given_up
from app.staff.proposal_actions import KINDS as PROPOSALS_ABOUT_ONE
from app.staff.queries import UNPAID_SINCE
from app.subscribing.queries import orders_to_check
from app.support.queries import waiting_for_us
from billing import price_lists, reference_rates
from billing.deliveries import failed_count
from billing.events import troubled_events
from billing.licence_rules import LicenceState, grace_last_day
from billing.models import Licence
from billing.payment_queue import unallocated
from billing.renewals import renewals_to_approve, year_to_renew
from tenants import clock, requests
from tenants.proposals import waiting as proposals_waiting

QUEUES = {
    "requests": ("orders", "requests"),
    "support": ("questions", "letters"),
    "licences": ("renewals", "closable", "deletions", "failed_deletions"),
    "money": ("payments", "card_events", "deliveries"),
    "colleague": ("proposals", "price_lists", "rates"),
    "figures": ("troubles",),
}
"""The picture that the desk gives: what is alike stands together."""

PAGES = {
    "orders": "subscribing.orders",
    "requests": "accounts.requests_to_association",
    "renewals": "staff.renewals",
    "questions": "support.desk",
    "closable": "staff.licences",
    "deletions": "staff.deletions",
    "failed_deletions": "staff.deletions",
    "payments": "ledger.queue",
    "deliveries": "staff.deliveries",
    "letters": "messages.letters",
    "card_events": "ledger.cards",
    "price_lists": "staff.prices",
    "rates": "ledger.rates",
    "proposals": "staff.proposed",
    "troubles": "staff.figures",
}


def waiting(session: Session) -> dict[str, list[tuple[str, str, int]]]:
    """By queue: rows of (kind, endpoint, how many); nothing that is empty."""
    counts = {
        "orders": len(orders_to_check(session)),
        "requests": requests.waiting_count(session),
        "renewals": renewals_to_approve(session, year_to_renew(clock.today())),
        "questions": waiting_for_us(session),
        "closable": _closable(session),
        "deletions": len(open_deletions(session)),
        "failed_deletions": len(failed_deletions(session)),
        "payments": len(unallocated(session)),
        "deliveries": failed_count(session),
        "letters": len(given_up(session)),
        "card_events": len(troubled_events(session)),
        "price_lists": len(proposals_waiting(session, price_lists.KIND)),
        "rates": len(proposals_waiting(session, reference_rates.KIND)),
        "troubles": trouble_count(session),
        "proposals": sum(len(proposals_waiting(session, kind)) for kind in PROPOSALS_ABOUT_ONE),
    }
    queues = {
        queue: [(kind, PAGES[kind], counts[kind]) for kind in kinds if counts[kind]] for queue, kinds in QUEUES.items()
    }
    return {queue: rows for queue, rows in queues.items() if rows}


def _closable(session: Session) -> int:
    """Licences whose grace is over: a person may close writing."""
    since = session.scalars(select(UNPAID_SINCE).where(Licence.state == LicenceState.GRACE))
    return sum(due_on is not None and grace_last_day(due_on) < clock.today() for due_on in since)
