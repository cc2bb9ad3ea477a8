"""What is worse and getting worse, what better and getting better: only where both were tested. Pure."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.statistics.comparison import Outcome
from app.statistics.trend import Verdict

if TYPE_CHECKING:
    from app.indicators.profile import ProfileRow

GROUPS = {
    "worse_and_worse": (Outcome.WORSE, Verdict.WORSE),
    "better_and_better": (Outcome.BETTER, Verdict.BETTER),
    "better_but_worse": (Outcome.BETTER, Verdict.WORSE),
    "worse_but_better": (Outcome.WORSE, Verdict.BETTER),
}


def found(rows: Iterable["ProfileRow"]) -> dict[str, list["ProfileRow"]]:
    """By group; then "only_worse" and "only_better": what one test says while the other does not."""
    groups: dict[str, list[ProfileRow]] = {name: [] for name in (*GROUPS, "only_worse", "only_better")}
    for row in rows:
        if group := group_of(row.comparison.outcome, row.trend.verdict):
            groups[group].append(row)
    return groups


def group_of(outcome: Outcome, verdict: Verdict) -> str | None:
    """What the comparison and the trend say together; None where neither judges."""
    pair = outcome, verdict
    both = next((name for name, wanted in GROUPS.items() if wanted == pair), None)
    if both:
        return both
    if Outcome.WORSE in pair or Verdict.WORSE in pair:
        return "only_worse"
    return "only_better" if Outcome.BETTER in pair or Verdict.BETTER in pair else None
