"""Which kind of deed is which, and where a page of the trail begins. Pure."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

KINDS = {
    "reports": (
        "report", "own_template", "section", "attachment", "observation", "goal", "coverage", "consultation",
        "feedback", "handling", "final_editing", "package", "calendar", "communication", "negotiation",
    ),
    "plans": ("plan", "follow_up"),
    "figures": ("evidence", "own_figures"),
    "people": ("member", "invitation", "request", "email_domain", "person", "staff", "two_step", "reminder"),
    "money": (
        "order", "billing", "licence", "renewals", "prices", "invoice", "delivery", "deliveries", "bank_file",
        "payment", "refund", "dispute", "rate", "card_event",
    ),
    "support": ("letter", "support", "association", "case", "canned_answer", "help", "training", "emergency"),
    "settings": (
        "accessibility", "announcement", "comparison", "deletion", "direction", "directory", "export", "feature",
        "indicator", "indicator_set", "instruction", "judgement", "look", "merger", "municipalities", "municipality",
        "population", "proposal", "template", "tenant",
    ),
}  # fmt: skip
"""The kinds that a reader chooses from, by the first words of their deeds; a test keeps every deed in one of them."""


def kind_of(deed: str) -> str:
    """The kind of a deed such as "report.begun"."""
    word = deed.partition(".")[0]
    return next(kind for kind, words in KINDS.items() if word in words)


@dataclass(frozen=True)
class Filter:
    """What a reader wants to see: days of Helsinki, whose deeds (`is_by_system`: nobody's), of which kind."""

    first_day: date | None = None
    last_day: date | None = None
    person_id: uuid.UUID | None = None
    is_by_system: bool = False
    kind: str | None = None


@dataclass(frozen=True)
class Place:
    """A line's place in the trail; the next page goes on from there."""

    at: datetime
    id: uuid.UUID

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{self.at.timestamp():.6f}_{self.id}"


def place_in(words: str) -> Place | None:
    """What `str` of a place says; None when it says none."""
    moment, _, id = words.partition("_")
    try:
        return Place(datetime.fromtimestamp(float(moment), UTC), uuid.UUID(id))
    except (ValueError, OverflowError, OSError):
        return None
