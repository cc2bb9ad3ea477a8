"""The municipality's own indicators of an edition, from what stands in its texts alone. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from app.writing.contents import figures_in, panels_in

NAMED = ("title", "unit", "decimals", "source")
LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""As source lines name them."""

NOT_ENTERED = "not_entered"
"""Why a panel has no figure of a group in a period: nobody has entered one, or nobody may (too few have answered)."""

Facts = Mapping[str, Any]


def own_indicators_in(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """By number: title, unit and source in both languages, decimals, the licence, when its newest figure was entered,
    and a series for each group of people (the area, points from the oldest period, and of which periods it has none).
    """
    found: dict[int, list[Facts]] = defaultdict(list)
    for section in content["sections"]:
        for each in _standing_in(section):
            found[each["facts"]["own_indicator"]].append(each["facts"])
    return [_indicator(number, sorted(found[number], key=_told)) for number in sorted(found)]


def own_panels_in(content: Mapping[str, Any]) -> dict[tuple[int, int], Facts]:
    """The facts of its panels of own indicators, by the place of their section and their number in that."""
    return {
        (section["position"], each["number"]): each["facts"]
        for section in content["sections"]
        for each in _standing_in(section)
        if each["kind"] == "panel"
    }


def _standing_in(section: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Of what was chosen for the section that which a text shows: nothing else is for everybody."""
    own = [each for each in section.get("figures", ()) if "own_indicator" in each["facts"]]
    texts = section["text"].values() if own else ()
    shown = {("figure", number) for text in texts for number in figures_in(text)}
    shown |= {("panel", number) for text in texts for number in panels_in(text)}
    return (each for each in own if (each["kind"], each["number"]) in shown)


def licence_in(source: Mapping[str, str]) -> str | None:
    """The licence that a source line names; of figures whose source names none, none is known."""
    said = " ".join(source.values())
    return next((licence for name, licence in LICENCES.items() if name in said), None)


def _told(facts: Facts) -> str:
    """When its municipality had said all this."""
    return facts["told_at"]


def _indicator(number: int, told: list[Facts]) -> dict[str, Any]:
    """As the municipality said it last: a text may keep an older figure on purpose."""
    cells: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
    areas = {}
    for facts in told:
        for area, period, value in _cells(facts):
            days = {day: period[day] for day in ("first_day", "last_day")}
            said = {language: period[language] for language in ("fi", "sv")}
            place, at = (area["kind"], area["name"]["fi"]), tuple(days.values())
            areas[place] = {"kind": area["kind"], "name": area["name"]}
            if value is not None or at not in cells[place]:
                cells[place][at] = days | {"period": said, "value": value}
    series = [_series(area, [it for _, it in sorted(cells[place].items())]) for place, area in areas.items()]
    newest = told[-1]
    named = {name: newest[name] for name in NAMED} | {"licence": licence_in(newest["source"])}
    entered_on = max(facts["fetched_on"] for facts in told)
    return {"own_indicator": number} | named | {"entered_on": entered_on, "series": series}


def _series(area: Mapping[str, Any], cells: list[dict[str, Any]]) -> dict[str, Any]:
    missing = [{name: it for name, it in each.items() if name != "value"} for each in cells if each["value"] is None]
    return {
        "area": area,
        "points": [each for each in cells if each["value"] is not None],
        "missing": [each | {"why": NOT_ENTERED} for each in missing],
    }


def _cells(facts: Facts) -> Iterator[tuple[Facts, Facts, str | None]]:
    """The area, the period and the value of each; None where a panel says that there is none."""
    if "value" in facts:
        yield facts["area"], facts["periods"][str(facts["year"])], facts["value"]
    for area in facts.get("areas", ()):
        values = dict(area["points"])
        for year, period in facts["periods"].items():
            yield area, period, values.get(int(year))
