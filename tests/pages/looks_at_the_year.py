"""The pages of the annual clock and the communication plans in each of their shapes."""

from tests.pages.reports_to_look_at import PUBLISHED
from tests.pages.shapes import Shape

NOT_BEGUN = {"year": 2031}
BAD_DAYS = {"begins_on_typed": "eilen", "due_on_typed": "31.2.2026", "owner": "x"}
YEAR = (
    *(Shape(kind, "calendar.index") for kind in ("coordinator", "writer", "supporter")),
    *(Shape(kind, "calendar.of_year", NOT_BEGUN) for kind in ("coordinator", "reader")),
    Shape("reader", "calendar.of_year", {"year": 1999}, status=404),
    *(Shape(kind, "calendar.entry", {"entry_number": n}) for kind in ("coordinator", "supporter") for n in (1, 3)),
    *(Shape("coordinator", f"calendar.{name}_entry") for name in ("add", "change")),
    *(Shape("coordinator", f"calendar.{name}_entry", typed=BAD_DAYS, status=422) for name in ("add", "change")),
    *(Shape(kind, "calendar.feed") for kind in ("reader", "expert")),
    Shape("reader", "calendar.make_feed", typed={}, status=422),
    *(Shape(kind, "calendar.communication") for kind in ("coordinator", "reader", "supporter")),
    Shape("coordinator", "calendar.communication", {"number": PUBLISHED}),
    *(Shape("coordinator", f"calendar.{name}_communication") for name in ("add", "change")),
    *(Shape("coordinator", f"calendar.{name}_communication", typed={}, status=422) for name in ("add", "change")),
)
