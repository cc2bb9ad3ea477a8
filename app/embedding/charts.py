"""An indicator of an edition, or an own one as it stands in a text, as a panel: chart, table and source. Pure: the
words come from the caller.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.text_figures.panels import Panel
from tenants.clock import HELSINKI

Place = tuple[int, int]
"""Of a panel: its section and its number in that."""

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


def own_panel_of(facts: Mapping[str, Any], language: str, _: Callable[[str], str]) -> Panel:
    """One of the municipality's own as it stands in a text, with all its periods."""
    return Panel(facts, language, _, ALL_YEARS)


def named(panel: Panel) -> str:
    """What it is called among others: one indicator has a panel for each few of its groups."""
    groups = ", ".join(groups_in(panel.facts))
    return f"{panel.title}: {groups}" if groups else panel.title


def groups_in(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The groups of people that it shows beside everybody, as somebody has written them."""
    return tuple(each["name"]["fi"] for each in facts["areas"] if each.get("kind") == "group")


def listed(panels: Mapping[Place, Mapping[str, Any]]) -> list[Place]:
    """The places of those that are offered: of the same groups of an indicator, the one that was told last."""
    newest = {
        (facts["own_indicator"], *groups_in(facts)): place
        for place, facts in sorted(panels.items(), key=lambda it: it[1]["told_at"])
    }
    return sorted(newest.values())
