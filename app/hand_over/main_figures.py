"""The figures of the one-page summary. What a test judges stands first, chosen as residents are told it; then the first
figures of each section, so that all the report's subjects are there. Where no test judges any, that is said. Pure.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from app.indicators.reader import Reader
from app.residents import words
from app.residents.cards import nothing_told
from app.residents.findings import Finding, chosen, findings_of, points_of
from app.residents.themes import BEFORE
from app.text_figures.rules import period
from app.web.numbers import number, signed

MOST_FIGURES = 8
NONE = "–"
Content = Mapping[str, Any]
Piece = Mapping[str, str]


def main_figures(content: Content, reader: Reader) -> tuple[str, dict[str, Any] | None]:
    """What is said before the table, if anything, and the table; None where the report has no figures."""
    findings = {each.indicator["indicator"]: each for each in findings_of(content)}
    told = chosen(findings.values(), MOST_FIGURES)
    known: dict[int, Mapping[str, Any]] = {}
    for each in (*map(_facts, told), *_in_turns(content)):
        finding = findings.get(each["id"])
        known.setdefault(each["id"], _facts(finding) if told and finding else each)  # its verdict is of its own year
    shown = [each for each in known.values() if _own(each)][:MOST_FIGURES]
    if not shown:
        return "", None
    if told:
        return "", _judged([(each, findings.get(each["id"])) for each in shown], reader)
    return nothing_told(sum(each.is_tested for each in findings.values()), reader), _untold(shown, reader)


def _judged(shown: list[tuple[Mapping[str, Any], Finding | None]], reader: Reader) -> dict[str, Any]:
    """Changes are left to the tests: most of them are chance."""
    others = (reader._("Own municipality"), reader._("Whole country"), reader._("Year"), reader._("What tests say"))
    table = {
        "caption": reader._(
            "What a statistical test judges stands first, worries and joys by turns; then the first figures of each"
            " section. Sources: the report"
        ),
        "columns": _words(reader, reader._("Indicator"), *others),
        "rows": [
            [
                _named(each, reader),
                *_words(reader, _value(each, reader), _country(each, reader), _year(each, reader)),
                reader.word(_tested(finding, reader)),
            ]
            for each, finding in shown
        ],
    }
    return _told_of(table) | {"is_judged": True}


def _untold(shown: list[Mapping[str, Any]], reader: Reader) -> dict[str, Any]:
    others = (reader._("Own municipality"), reader._("Change"), reader._("Whole country"), reader._("Year"))
    table = {
        "caption": reader._(
            "The newest figure, its change and the whole country in the same year. Sources: the report"
        ),
        "columns": _words(reader, reader._("Indicator"), *others),
        "rows": [
            [
                _named(each, reader),
                *_words(reader, _value(each, reader), _change(each, reader)),
                *_words(reader, _country(each, reader), _year(each, reader)),
            ]
            for each in shown
        ],
    }
    return _told_of(table)


def _told_of(table: dict[str, Any]) -> dict[str, Any]:
    """The table without the columns that have nothing to tell."""
    places = range(len(table["columns"]))
    told = [place for place in places if any(row[place]["text"] != NONE for row in table["rows"])]
    return table | {
        "columns": [table["columns"][place] for place in told],
        "rows": [[row[place] for place in told] for row in table["rows"]],
    }


def _facts(finding: Finding) -> dict[str, Any]:
    """A finding's figures as a section tells its own."""
    figures = [
        {"kind": area["kind"], "year": each.year, "value": str(each.value), "previous_value": None}
        for area, points in points_of(finding.indicator, "own", "country")
        for each in points
        if each.year == finding.own.year
    ]
    return {**finding.indicator, "id": finding.indicator["indicator"], "figures": figures}


def _in_turns(content: Content) -> Iterator[Mapping[str, Any]]:
    """The first indicator of each section, then the second of each, and so on."""
    of_sections = [each["indicators"] for each in content["sections"]]
    for turn in range(max(map(len, of_sections), default=0)):
        yield from (indicators[turn] for indicators in of_sections if turn < len(indicators))


def _own(indicator: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The municipality's figure; nothing is told on one page of what it has none of."""
    return _figure(indicator, "own")


def _figure(indicator: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    first = next((each for each in indicator["figures"] if each["kind"] == kind), None)
    return first if first and first["value"] is not None else None


def _named(indicator: Mapping[str, Any], reader: Reader) -> Piece:
    title, unit = reader.said(indicator["title"]), reader.said(indicator["unit"])
    return title if unit["text"] in title["text"] else {**title, "text": f"{title['text']} ({unit['text']})"}


def _value(indicator: Mapping[str, Any], reader: Reader) -> str:
    return number(Decimal(_own(indicator)["value"]), indicator["decimals"], reader.language)


def _change(indicator: Mapping[str, Any], reader: Reader) -> str:
    own = _own(indicator)
    if own["previous_value"] is None:
        return NONE
    return signed(Decimal(own["value"]) - Decimal(own["previous_value"]), indicator["decimals"], reader.language)


def _country(indicator: Mapping[str, Any], reader: Reader) -> str:
    """The whole country's figure of the same year."""
    country = _figure(indicator, "country")
    if country is None or country["year"] != _own(indicator)["year"]:
        return NONE
    return number(Decimal(country["value"]), indicator["decimals"], reader.language)


def _tested(finding: Finding | None, reader: Reader) -> str:
    """A finding is missing where an edition is older than the series that tests need."""
    told = words.judged(finding, reader) if finding else reader._("not tested")
    return told[:1].upper() + told[1:]


def _year(indicator: Mapping[str, Any], reader: Reader) -> str:
    return period(BEFORE | indicator, _own(indicator)["year"], reader.language)


def _words(reader: Reader, *words: str) -> list[Piece]:
    return [reader.word(each) for each in words]
