"""The findings that are told first, as cards: a judgement, a figure, a small chart and what the tests say. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.charts.sparks import spark
from app.indicators.reader import Reader
from app.residents import words
from app.residents.findings import Content, Finding, chosen, findings_of, points_of
from app.statistics.measures import Point
from app.text_figures.rules import SIGNS

WIDEST_TITLE = 900
"""Three lines of a card."""
YEARS = 10


def cards(content: Content, reader: Reader, most: int) -> dict[str, Any]:
    """The cards, and what is said of all tests, also where they found nothing or could not be made."""
    findings = findings_of(content)
    told = chosen(findings, most)
    tested = sum(each.is_tested for each in findings)
    return {
        "cards": [card(each, reader) for each in told],
        "nothing": None if told else nothing_told(tested, reader),
        "note": reader._(
            "Chosen by statistical tests: a difference or a change is told only where chance does not explain it. "
            "Numbers in the report: %(count)s, of which could be tested: %(tested)s."
        )
        % {"count": len(findings), "tested": tested},
        "sources": sources([each.indicator for each in told], reader),
    }


def nothing_told(tested: int, reader: Reader) -> str:
    """What is said where no finding is: of `tested` indicators, or of none."""
    if tested:
        return reader._("The tests find no differences to the whole country and no changes that could be told of.")
    return reader._("The numbers of this report are such that nothing could be tested, so none is said to stand out.")


def card(finding: Finding, reader: Reader) -> dict[str, Any]:
    """One finding in words, with a chart and what it shows for those who do not see it."""
    indicator, area = finding.indicator, finding.area
    points = next(it for _, it in points_of(indicator, "own"))
    return {
        "verdict": words.verdict(finding, reader),
        "title": words.short(indicator["title"], reader, WIDEST_TITLE),
        "value": finding.value(reader.language),
        "unit": unit(indicator, reader),
        "period": finding.facts.period,
        "compared": f"{reader.said(area['name'])['text']} {finding.other_value(reader.language)}" if area else None,
        "text": finding.sentences(reader.language),
        "spark": str(small_chart(points)),
    }


def unit(indicator: Mapping[str, Any], reader: Reader) -> dict[str, str] | None:
    """The unit where neither a sign nor the title tells it."""
    said, title = reader.said(indicator["unit"]), reader.said(indicator["title"])
    is_told = indicator["unit_code"] in SIGNS or said["text"].lower() in title["text"].lower()
    return None if is_told else said | {"text": said["text"][:1].lower() + said["text"][1:]}


def small_chart(points: list[Point]) -> str:
    """A line of the latest years; nothing where there is only one."""
    if len(points) < 2:
        return ""
    last = points[-1].year
    return spark("spark", "", [(each.year, each.value) for each in points], last - YEARS, last)


def sources(indicators: Iterable[Mapping[str, Any]], reader: Reader) -> list[str]:
    """Where the figures are from, each source once."""
    said = dict.fromkeys(reader.said(each["source"])["text"] for each in indicators)
    return [reader._("Source: %(source)s.") % {"source": each} for each in said]
