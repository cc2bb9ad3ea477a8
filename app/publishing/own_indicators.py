"""The municipality's own indicators of an edition, from what stands in its texts alone. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from app.writing.contents import figures_in, panels_in

NAMED = ("title", "unit", "decimals", "source")
Facts = Mapping[str, Any]


def own_indicators_in(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """By number: title, unit and source in both languages, decimals, when its newest figure was entered, and a series
    for each group of people (the area, and points from the oldest period).
    """
    found: dict[int, list[Facts]] = defaultdict(list)
    for section in content["sections"]:
        for facts in _standing_in(section):
            found[facts["own_indicator"]].append(facts)
    return [_indicator(number, sorted(found[number], key=_told)) for number in sorted(found)]


def _standing_in(section: Mapping[str, Any]) -> Iterator[Facts]:
    """Of what was chosen for the section that which a text shows: nothing else is for everybody."""
    own = [each for each in section.get("figures", ()) if "own_indicator" in each["facts"]]
    texts = section["text"].values() if own else ()
    shown = {("figure", number) for text in texts for number in figures_in(text)}
    shown |= {("panel", number) for text in texts for number in panels_in(text)}
    return (each["facts"] for each in own if (each["kind"], each["number"]) in shown)


def _told(facts: Facts) -> str:
    """When its municipality had said all this."""
    return facts["told_at"]


def _indicator(number: int, told: list[Facts]) -> dict[str, Any]:
    """As the municipality said it last: a text may keep an older figure on purpose."""
    points: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
    areas = {}
    for facts in told:
        for area, year, value in _figures(facts):
            period = facts["periods"][str(year)]
            days = {day: period[day] for day in ("first_day", "last_day")}
            said = {language: period[language] for language in ("fi", "sv")}
            place = area["kind"], area["name"]["fi"]
            areas[place] = {"kind": area["kind"], "name": area["name"]}
            points[place][tuple(days.values())] = days | {"period": said, "value": value}
    series = [{"area": area, "points": [it for _, it in sorted(points[at].items())]} for at, area in areas.items()]
    newest = told[-1]
    named = {name: newest[name] for name in NAMED}
    entered_on = max(facts["fetched_on"] for facts in told)
    return {"own_indicator": number} | named | {"entered_on": entered_on, "series": series}


def _figures(facts: Facts) -> Iterator[tuple[Facts, int, str]]:
    """The area, the year and the value of each."""
    if "value" in facts:
        yield facts["area"], facts["year"], facts["value"]
    for area in facts.get("areas", ()):
        for year, value in area["points"]:
            yield area, year, value
