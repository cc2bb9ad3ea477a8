"""Which indicators stand in which part of a report, as our own file `themes.csv` says; its row order is the page's.

The title is there to be checked: ids found in the wild have turned out to mean something else, and Sotkanet changes
what stands under an id.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "themes.csv"


@dataclass(frozen=True)
class Theme:
    """One indicator's place, and what we judge of it.

    `unit` is our own words where the source has none, or only "number" for euros.
    """

    age_group: str
    indicator_id: int
    direction: str
    method: str
    period_kind: str
    is_in_reports: bool
    """Whether it is filled into a report that is begun; the others stand in the catalogue and the profile."""
    unit: dict[str, str]
    title_fi: str


@cache
def themes() -> tuple[Theme, ...]:
    """Every indicator we show, in the order of the page."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Theme(
                age_group=row["age_group"],
                indicator_id=int(row["indicator"]),
                direction=row["direction"],
                method=row["method"],
                period_kind=row["period"],
                is_in_reports=row["report"] == "yes",
                unit={"fi": row["unit_fi"], "sv": row["unit_sv"]},
                title_fi=row["title_fi"],
            )
            for row in csv.DictReader(lines)
        )
