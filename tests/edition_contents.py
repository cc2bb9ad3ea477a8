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
