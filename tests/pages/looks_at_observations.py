"""The pages of joys and worries in each of their shapes."""

from tests.pages.reports_to_look_at import PUBLISHED
from tests.pages.shapes import Shape

OBSERVATIONS = (
    *(Shape(kind, "observations.index") for kind in ("coordinator", "reader", "supporter")),
    *(Shape("coordinator", f"observations.{name}") for name in ("add", "change")),
    *(Shape("coordinator", f"observations.{name}", typed={}, status=422) for name in ("add", "change", "propose_goal")),
    Shape("writer", "observations.index", {"kind": "joy", "age": "all"}),
    *(Shape(kind, "observations.show", {"observation": n}) for kind in ("reader", "writer") for n in (2, 3)),
    Shape("reader", "observations.index", {"number": PUBLISHED}),
)
