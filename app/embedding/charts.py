"""An indicator of an edition as a panel: chart, table and source. Pure: the words come from the caller."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.text_figures.panels import Panel
from tenants.clock import HELSINKI

ALL_YEARS = 100
"""Open or closed, the table has whatever the chart has."""


def panel_of(indicator: Mapping[str, Any], language: str, _: Callable[[str], str]) -> Panel:
    """The figures of everybody, or where the edition shows none of those, of the gender that it shows."""
    drawn = sorted(
        (each for each in indicator["series"] if each["points"]), key=lambda each: each["area"]["kind"] != "own"
    )
    genders = {each["gender"] for each in drawn}
    gender = "total" if "total" in genders else min(genders)
    facts = {name: indicator[name] for name in ("title", "unit", "decimals", "period_kind", "source")} | {
        "fetched_on": datetime.fromisoformat(indicator["fetched_at"]).astimezone(HELSINKI).date().isoformat(),
        "areas": [
            {"name": each["area"]["name"], "points": [[year, value] for year, value, _count in each["points"]]}
            for each in drawn
            if each["gender"] == gender
        ],
    }
    return Panel(facts, language, _, ALL_YEARS)
