"""The slides: an edition for whoever presents it, in at most fifteen. Pure but for the clock.

What stands on them is chosen as for the profile; the charts and tables are the program's own, so that whoever presents
can change and read them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.indicators.reader import Reader
from app.residents import words
from app.residents.cards import nothing_told, sources
from app.residents.cards import unit as unit_of
from app.residents.findings import COMPARED, Content, Finding, chosen, findings_of, points_of
from app.residents.papers import head, reader_of
from app.residents.themes import Row, Theme, themes_of
from app.text_figures.rules import period, written
from tenants.clock import today

MOST_FINDINGS, MOST_THEMES, MOST_ROWS, MOST_GOALS = 4, 6, 7, 8
WIDEST_TITLE, WIDEST_ROW, WIDEST_GOAL = 560, 365, 560
"""In pixels of `charts.labels`, of which a slide's letters are larger: two lines of each."""
YEARS = 10
Slide = dict[str, Any]


def make_slides(content: Content, language: str, bodies: object = None, *, draft: bool = False) -> bytes:
    """A PowerPoint presentation with real titles, alternative texts and languages."""
    from app.residents.presentation import presented  # not above: megabytes in every process, for a file that few make

    reader = reader_of(language)
    begun = head(content, reader, draft=draft, made_on=today())
    return presented(begun, slides_of(content, reader, begun))


def slides_of(content: Content, reader: Reader, begun: Mapping[str, Any]) -> list[Slide]:
    """Each with its `title`; then `lines`, a `chart` or a `table`, and `notes` in small letters below."""
    return [
        _first(reader, begun),
        *_findings(content, reader),
        *(_theme(theme, reader) for theme in themes_of(content, 200)[:MOST_THEMES]),
        _plan(content, reader),
        _last(content, reader, begun),
    ]


def _first(reader: Reader, begun: Mapping[str, Any]) -> Slide:
    told = [reader.word(each) for each in (begun["period"], begun["municipality"], begun["state"]) if each]
    return {"title": reader.word(begun["report"]), "is_first": True, "lines": told}


def _findings(content: Content, reader: Reader) -> Iterator[Slide]:
    every = findings_of(content)
    found = chosen(every, MOST_FINDINGS)
    lines = [_named(each, reader) for each in found]
    nothing = reader.word(nothing_told(sum(each.is_tested for each in every), reader))
    note = reader._("A difference or a change is told only where chance does not explain it.")
    yield {"title": reader.word(reader._("What stands out")), "lines": lines or [nothing], "notes": [reader.word(note)]}
    yield from (_finding(each, reader) for each in found)


def _named(finding: Finding, reader: Reader) -> dict[str, str]:
    title = words.short(finding.indicator["title"], reader, WIDEST_ROW)
    return title | {"text": f"{title['text']}: {words.verdict(finding, reader)['text']}"}


def _finding(finding: Finding, reader: Reader) -> Slide:
    indicator = finding.indicator
    shown = [
        (reader.said(area["name"])["text"], {each.year: each.value for each in points if _is_late(each.year, finding)})
        for area, points in points_of(indicator, "own", *COMPARED[:2])
    ]
    shown = [(name, points) for name, points in shown if points]
    years = sorted({year for _, points in shown for year in points})
    told = [reader.word(words.verdict(finding, reader)["text"]), reader.word(finding.sentences(reader.language))]
    unit = reader.said(indicator["unit"])["text"]
    return {
        "title": words.short(indicator["title"], reader, WIDEST_TITLE),
        "lines": told,
        "chart": {
            "periods": [period(indicator, year, reader.language) for year in years],
            "lines": [(name, [points.get(year) for year in years]) for name, points in shown],
            "decimals": indicator["decimals"],
            "unit": unit,
            "alternative": " ".join(_course(indicator, name, points, reader) for name, points in shown),
        },
        "notes": [reader.word(each) for each in sources([indicator], reader)],
    }


def _is_late(year: int, finding: Finding) -> bool:
    return finding.own.year - YEARS < year <= finding.own.year


def _course(indicator: Mapping[str, Any], name: str, points: Mapping[int, Any], reader: Reader) -> str:
    first, last = min(points), max(points)
    said = {year: period(indicator, year, reader.language) for year in (first, last)}
    told = {"area": name, "period": said[last], "value": _written(indicator, points[last], reader)}
    if first == last:
        return reader._("%(area)s: value %(value)s in %(period)s.") % told
    told |= {"first_period": said[first], "first_value": _written(indicator, points[first], reader)}
    return reader._("%(area)s: value %(first_value)s in %(first_period)s, %(value)s in %(period)s.") % told


def _written(indicator: Mapping[str, Any], value: object, reader: Reader) -> str:
    return written(indicator, str(value), reader.language)


def _theme(theme: Theme, reader: Reader) -> Slide:
    names = {kind: it["area"] for row in reversed(theme.rows) for kind, it in row.figures.items()}
    shown = [kind for kind in ("own", "county", "country") if kind in names]
    rows = theme.rows[:MOST_ROWS]
    left = len(theme.rows) - len(rows)
    more = [reader._("And other numbers in the report: %(count)s.") % {"count": left}] if left else []
    title = words.short(theme.title, reader, WIDEST_TITLE)
    return {
        "title": title,
        "table": {
            "head": [reader.word(reader._("Indicator")), *(reader.said(names[kind]) for kind in shown)],
            "rows": [_row(row, shown, reader) for row in rows],
            "alternative": reader._("Indicators: %(section)s") % {"section": title["text"]},
        },
        "notes": [reader.word(each) for each in (*more, *sources([row.indicator for row in rows], reader))],
    }


def _row(row: Row, shown: list[str], reader: Reader) -> list[dict[str, str]]:
    title, unit = words.short(row.indicator["title"], reader, WIDEST_ROW), unit_of(row.indicator, reader)
    named = title | {"text": f"{title['text']} ({unit['text']})"} if unit else title
    return [named, *(reader.word(_figure(row, kind, reader)) for kind in shown)]


def _figure(row: Row, kind: str, reader: Reader) -> str:
    """The value with its time; of a comparison only where it is another time than the municipality's."""
    figure = row.figures.get(kind)
    if figure is None:
        return reader._("not available")
    is_told = kind == "own" or figure["year"] != row.figures["own"]["year"]
    value = _written(row.indicator, figure["value"], reader)
    return f"{value} ({period(row.indicator, figure['year'], reader.language)})" if is_told else value


def _plan(content: Content, reader: Reader) -> Slide:
    told = words.goals(content, reader, MOST_GOALS, WIDEST_GOAL)
    lines: list[dict[str, Any]] = []
    for emphasis in told["emphases"]:
        lines.append(emphasis["title"] | {"is_strong": True})
        lines += [each["title"] | {"level": 1} for each in emphasis["goals"]]
    nothing = reader.word(told["nothing"] or "")
    notes = [reader.word(told["left"])] if told["left"] else []
    return {"title": reader.word(reader._("What is done about it")), "lines": lines or [nothing], "notes": notes}


def _last(content: Content, reader: Reader, begun: Mapping[str, Any]) -> Slide:
    cited = f"{begun['municipality']}. {reader.said(content['title'])['text']}. {begun['state']}."
    address = (content.get("address") or {}).get(reader.language)
    lines = [reader.word(cited), *([reader.word(address) | {"address": address}] if address else [])]
    licence = reader._("The numbers may be used when their source is told.")
    used = sources(content.get("indicators", ()), reader)
    notes = [reader.word(each) for each in ((licence, *used) if used else ())]
    return {"title": reader.word(reader._("How to cite")), "lines": lines, "notes": notes}
