"""What the figures of a content mean and where they come from, each in the revision that the content shows, with the
series that they stand in: so that tables, charts and tests can be made of an edition when the source says otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, Integer, Row, bindparam, select, text, tuple_
from sqlalchemy.orm import Session

from app.indicators.areas import Area, register
from app.indicators.models import Indicator, IndicatorRevision
from app.indicators.rules import source_line
from app.indicators.source_texts import cleaned

TEXTS = ("description", "interpretation", "limits")
NUMBERS = ARRAY(Integer)
ASKED = (bindparam("indicators", type_=NUMBERS), bindparam("areas", type_=NUMBERS))
SERIES = text("""
    SELECT indicator_id, gender, area_id, first_year, figures, counts FROM indicator_series
    WHERE indicator_id = ANY (:indicators) AND area_id = ANY (:areas)
""").bindparams(*ASKED)
SUPERSEDED = text("""
    SELECT indicator_id, revision, gender, area_id, year, value, count FROM superseded_figure
    WHERE indicator_id = ANY (:indicators) AND area_id = ANY (:areas) ORDER BY revision DESC
""").bindparams(*ASKED)

Figures = dict[int, tuple[Decimal, Decimal | None]]
"""Value and count by year."""


@dataclass
class Shown:
    """What a content shows of one revision of an indicator."""

    areas: set[tuple[str, str]] = field(default_factory=set)
    """Kind and Finnish name."""
    genders: set[str] = field(default_factory=set)
    last_year: int = 0

    def add(self, gender: str, figures: list[tuple[dict[str, Any], int | None]]) -> None:
        """Figures as (area, year) of a gender."""
        self.genders.add(gender)
        for area, year in figures:
            self.areas.add((area["kind"], area["name"]["fi"]))
            self.last_year = max(self.last_year, year or 0)


def definitions_of(session: Session, municipality_code: str, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of each revision of an indicator that the content shows, by number."""
    shown = shown_in(content)
    if not shown:
        return []
    ids = sorted({indicator for indicator, _ in shown})
    everybody = register(session)
    areas = everybody.areas_of(municipality_code, ["country", "county", "region", *everybody.by_code])
    wanted = {place for each in shown.values() for place in each.areas}
    known = {each.area_id: each for each in areas if each.area_id and (each.kind, each.names["fi"]) in wanted}
    asked = {"indicators": ids, "areas": list(known)}
    series, superseded = (_by_indicator(session.execute(question, asked)) for question in (SERIES, SUPERSEDED))
    return [
        _definition(row)
        | {"series": _series(row.number, shown[row.id, row.number], known, series[row.id], superseded[row.id])}
        for row in _revisions(session, list(shown))
    ]


def shown_in(content: Mapping[str, Any]) -> dict[tuple[int, int], Shown]:
    """By indicator and revision: in the sections' tables, in sentences and in panels."""
    found: dict[tuple[int, int], Shown] = defaultdict(Shown)
    for section in content["sections"]:
        for each in section["indicators"]:
            figures = [({"kind": it["kind"], "name": it["area"]}, it["year"]) for it in each["figures"]]
            found[each["id"], each["revision"]].add("total", figures)
        for facts in (each["facts"] for each in section["figures"] if "indicator" in each["facts"]):
            found[facts["indicator"], facts["revision"]].add(facts["gender"], list(_figures_in(facts)))
    return dict(found)


def _figures_in(facts: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], int | None]]:
    if "area" in facts:
        yield facts["area"], facts["year"]
    for area in facts.get("areas", ()):
        yield area, max((year for year, _ in area["points"]), default=None)


def _revisions(session: Session, wanted: list[tuple[int, int]]) -> list[Row]:
    """What the source told, and our own words and judgement of each indicator."""
    i, r = Indicator, IndicatorRevision
    own = (i.unit_fi, i.unit_sv, i.direction, i.method, i.period_kind)
    asked = select(i.id, r.number, r.told, r.fetched_at, r.updated_on, *own).join(r, r.indicator_id == i.id)
    return list(session.execute(asked.where(tuple_(i.id, r.number).in_(wanted)).order_by(i.id, r.number)))


def _by_indicator(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return found


def _definition(row: Row) -> dict[str, Any]:
    told = row.told
    return {
        "indicator": row.id,
        "revision": row.number,
        "title": told["title"],
        "unit": {"fi": row.unit_fi, "sv": row.unit_sv},
        "unit_code": told["unit_code"],
        "decimals": told["decimals"],
        **{name: {language: cleaned(html) for language, html in told[name].items()} for name in TEXTS},
        "organisation": told["organisation"],
        "source": source_line(told["organisation"]),
        "fetched_at": row.fetched_at.isoformat(),
        "updated_on": row.updated_on and row.updated_on.isoformat(),
        "direction": row.direction,
        "method": row.method,
        "period_kind": row.period_kind,
    }


def _series(
    revision: int, shown: Shown, known: Mapping[int, Area], series: list[Row], superseded: list[Row]
) -> list[dict[str, Any]]:
    """As the revision had them, up to the newest year that is shown."""
    found: dict[tuple[str, int], Figures] = defaultdict(dict)
    for each in series:
        found[each.gender, each.area_id] = _by_year(each)
    for each in superseded:  # from the newest change back to what the revision said
        if each.revision > revision:
            found[each.gender, each.area_id][each.year] = each.value, each.count
    return [
        _told(gender, area, upto)
        for gender in sorted(shown.genders)
        for number, area in known.items()
        if (area.kind, area.names["fi"]) in shown.areas
        and (upto := {year: it for year, it in found[gender, number].items() if year <= shown.last_year})
    ]


def _by_year(row: Row) -> Figures:
    counts = row.counts or [None] * len(row.figures)
    pairs = enumerate(zip(row.figures, counts, strict=True), row.first_year)
    return {year: (value, count) for year, (value, count) in pairs if value is not None}


def _told(gender: str, area: Area, figures: Figures) -> dict[str, Any]:
    code = area.key if area.kind in ("own", "municipality") else None
    return {
        "gender": gender,
        "area": {"kind": area.kind, "code": code, "name": area.names},
        "points": [[year, _exact(value), _exact(count)] for year, (value, count) in sorted(figures.items())],
    }


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
