"""Contents of editions made by hand, for the rules that read them: no database."""

from typing import Any

POINTS = list[list[Any]]
SAID = {"fi": "Suomeksi", "sv": "På svenska"}
NAMES = {
    "own": {"fi": "Kempele", "sv": "Kempele"},
    "country": {"fi": "Koko maa", "sv": "Hela landet"},
    "county": {"fi": "Pohjois-Pohjanmaan hyvinvointialue", "sv": "Norra Österbottens välfärdsområde"},
}


def area(kind: str) -> dict[str, Any]:
    """As a content names one."""
    return {"kind": kind, "code": "244" if kind == "own" else None, "name": NAMES[kind]}


def yearly(counts: tuple[int, ...], of: int = 1000, last_year: int = 2024) -> POINTS:
    """Per cent of so many people, with their counts."""
    first = last_year - len(counts) + 1
    return [[first + place, f"{100 * count / of:.1f}", str(count)] for place, count in enumerate(counts)]


def a_definition(
    number: int, *, own: POINTS, country: str | None = None, county: str | None = None, **told: Any
) -> dict[str, Any]:
    """A share of people of which less is better, unless told otherwise; the areas' figures are of 2024."""
    of_areas = {
        "own": own,
        "country": [[2024, country, None]] if country else [],
        "county": [[2024, county, None]] if county else [],
    }
    series = [{"gender": "total", "area": area(kind), "points": it} for kind, it in of_areas.items() if it]
    return {
        "indicator": number,
        "revision": 1,
        "title": {"fi": f"Osuus {number}", "sv": f"Andel {number}"},
        "unit": {"fi": "%", "sv": "%"},
        "unit_code": "PROS",
        "decimals": 1,
        "description": SAID,
        "interpretation": SAID,
        "limits": SAID,
        "organisation": {"fi": "THL", "sv": "THL"},
        "source": {"fi": "Sotkanet, THL, CC BY 4.0", "sv": "Sotkanet, THL, CC BY 4.0"},
        "fetched_at": "2026-11-02T04:00:00+02:00",
        "updated_on": None,
        "direction": "lower_better",
        "method": "proportion",
        "period_kind": "year",
        "series": series,
        **told,
    }


def content_with(indicators: list[dict[str, Any]], **told: Any) -> dict[str, Any]:
    """A published edition's content with these figures."""
    return {
        "form": 2,
        "report": {"number": 1, "kind": "welfare_report", "plan_period": None},
        "municipality": {"code": "244", "name": NAMES["own"]},
        "title": {"fi": "Hyvinvointikertomus 2025–2029", "sv": "Välfärdsberättelse 2025–2029"},
        "period": {"first_year": 2025, "last_year": 2029},
        "edition": 1,
        "adoption": {"meeting_on": "2026-11-16", "section": "31"},
        "published_on": "2026-11-20",
        "correction": None,
        "languages": ["fi", "sv"],
        "sections": [],
        "attachments": [],
        "annex": None,
        "indicators": indicators,
        **told,
    }


def a_plan(title: str = "", goals: int = 3, emphases: int = 4) -> dict[str, Any]:
    """A welfare plan as an edition's section holds it."""
    goal = {
        "key": "", "number": 1, "shown": "1.1", "age_group": "older", "strategy": SAID, "measured": SAID, "owner": None,
        "deputy": None, "tags": [], "measures": [{}, {}],
        "title": {"fi": title or "Yksinäisyys vähenee", "sv": title or "Ensamheten minskar"},
        "indicators": [{
            "title": {"fi": title or "Yksinäisiä", "sv": title or "Ensamma"}, "unit": SAID, "decimals": 1,
            "target": {"year": 2029, "value": "5.0"},
        }],
    }  # fmt: skip
    emphasis = {"title": {"fi": title or "Osallisuus", "sv": title or "Delaktighet"}, "goals": [goal] * goals}
    return {"emphases": [emphasis] * emphases, "tags": {}}


def a_full_content(title: str = "", themes: int = 6, each: int = 12) -> dict[str, Any]:
    """More of everything than there is room for; every name is `title`, where one is told."""
    rising, falling = (100, 110, 121, 133, 146), (146, 133, 121, 110, 100)
    definitions = [
        a_definition(
            number, own=yearly(rising if number % 2 else falling), country="5.0" if number % 2 else "30.0", county="8.0"
        )
        for number in range(1, themes * each + 1)
    ]
    if title:
        for definition in definitions:
            definition["title"] = definition["unit"] = definition["source"] = {"fi": title, "sv": title}
    sections = [
        _section(place, definitions[place * each : (place + 1) * each], title) for place in range(themes)
    ]
    sections.append(_section(themes, [], title) | {"plan": a_plan(title)})
    both = {"title": {"fi": title, "sv": title}} if title else {}
    return content_with(definitions, sections=sections, **both)


def _section(place: int, definitions: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return {
        "number": f"3.{place + 1}",
        "position": place + 1,
        "part": f"3.{place + 1}",
        "level": 2,
        "original_language": "fi",
        "title": {"fi": title or "Lapset", "sv": title or "Barn"},
        "text": {"fi": "Teksti", "sv": "Text"},
        "indicators": [_facts(each) for each in definitions],
        "figures": [],
    }


def _facts(definition: dict[str, Any]) -> dict[str, Any]:
    told = ("unit", "title", "source", "decimals", "revision", "direction", "period_kind")
    figures = [
        {"area": each["area"]["name"], "kind": each["area"]["kind"], "year": year, "value": value,
         "previous_year": None, "previous_value": None}
        for each in definition["series"]
        for year, value, _count in each["points"][-1:]
    ]  # fmt: skip
    facts = {"id": definition["indicator"], "figures": figures, "fetched_on": "2026-11-02"}
    return {name: definition[name] for name in told} | facts
