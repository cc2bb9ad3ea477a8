"""The pages of joys and worries and of a report's list in each of their shapes."""

from tests.pages.reports_to_look_at import PUBLISHED
from tests.pages.shapes import Shape

OBSERVATIONS = (
    *(Shape(kind, "observations.index") for kind in ("coordinator", "reader", "supporter")),
    *(Shape("coordinator", f"observations.{name}") for name in ("add", "change")),
    *(Shape("coordinator", f"observations.{name}", typed={}, status=422) for name in ("add", "change", "propose_goal")),
    Shape("writer", "observations.index", {"kind": "joy", "age": "all"}),
    *(Shape(kind, "observations.show", {"observation": n}) for kind in ("reader", "writer") for n in (2, 3)),
    Shape("reader", "observations.index", {"number": PUBLISHED}),
    *(Shape(kind, "coverage.index") for kind in ("coordinator", "reader", "supporter")),
    Shape("reader", "coverage.index", {"number": PUBLISHED}),
    *(Shape("writer", "coverage.decide", {"position": position}) for position in (1, 2, 3)),
    Shape("writer", "coverage.decide", typed={"decision": "left_out"}, status=422),
    Shape("writer", "coverage.decide", typed={"decision": "section"}, status=422),
)
