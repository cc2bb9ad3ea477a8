"""What a plan says in print, in one reader's language: its own PDF, and the plan section of a report. Pure.

How it looks is `typst/rows.typ` and `typst/plan.typ`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.indicators.reader import Reader
from app.web.numbers import money, number

Content = Mapping[str, Any]


def printed_rows(content: Content, reader: Reader, names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The emphases with all that stands under them; `names` are people by id, None where nobody is to be named."""
    return [
        _row(emphasis, reader) | {"goals": [_goal(content, goal, reader, names or {}) for goal in emphasis["goals"]]}
        for emphasis in content["emphases"]
    ]


def document(
    content: Content, reader: Reader, names: Mapping[str, str], *, municipality: str, tag: str | None, made_on: date
) -> dict[str, Any]:
    """The plan as a document of its own; with the key of a tag, as that statutory plan."""
    period, chosen = content["period"], content["tags"].get(tag) if tag else None
    title = reader.said(content["title"])["text"]
    return {
        "language": reader.language,
        "municipality": municipality,
        "title": reader.said(chosen["title"])["text"] if chosen else title,
        "grounds": reader.said(chosen["law"]) if chosen else None,
        "part_of": reader._("This is a part of the welfare plan %(title)s.") % {"title": title} if chosen else None,
        "period": f"{period['first_year']}–{period['last_year']}",
        "date": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "emphases": printed_rows(content, reader, names),
    }


def _row(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    return {"number": row["shown"], "title": reader.said(row["title"])}


def _goal(content: Content, goal: dict[str, Any], reader: Reader, names: Mapping[str, str]) -> dict[str, Any]:
    measured = reader.said(goal["measured"]) if any(goal["measured"].values()) else None
    group = AGE_GROUPS[goal["age_group"]]
    facts = [
        (reader._("Whom it is about"), reader.word(reader._(group))),
        *_texts(goal, reader, {"strategy": reader._("Goal of the strategy")}),
        *_people(goal, reader, names),
        *_tags(content, goal, reader),
        *([(reader._("Measured by"), measured)] if measured else []),
    ]
    return _row(goal, reader) | {
        "facts": _named(facts),
        "table": _table(goal, reader) if goal["indicators"] else None,
        "measures": [_measure(content, each, reader, names) for each in goal["measures"]],
    }


def _measure(content: Content, measure: dict[str, Any], reader: Reader, names: Mapping[str, str]) -> dict[str, Any]:
    texts = {"body": "Responsible body", "partners": "Partners", "resource": "Resources"}
    cost, status = measure["cost_cents"], STATUSES[measure["status"]]
    days = "–".join(reader.day(measure[each]) if measure[each] else "" for each in ("begins_on", "ends_on"))
    facts = [
        (reader._("State"), reader.word(reader._(status))),
        *_texts(measure, reader, {name: reader._(word) for name, word in texts.items()}),
        *_people(measure, reader, names),
        *([(reader._("Cost"), reader.word(money(cost, reader.language)))] if cost is not None else []),
        *([(reader._("Timetable"), reader.word(days))] if days != "–" else []),
        *_tags(content, measure, reader),
    ]
    return _row(measure, reader) | {"facts": _named(facts)}


def _named(facts: list[tuple[str, dict[str, str]]]) -> list[dict[str, Any]]:
    return [{"name": name, "value": value} for name, value in facts]


def _texts(row: dict[str, Any], reader: Reader, words: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for name, word in words.items():
        if any(row[name].values()):
            yield word, reader.said(row[name])


def _people(row: dict[str, Any], reader: Reader, names: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for part, word in (("owner", reader._("Responsible person")), ("deputy", reader._("Deputy"))):
        if name := names.get(row[part] or ""):
            yield word, reader.word(name)


def _tags(content: Content, row: dict[str, Any], reader: Reader) -> Iterator[tuple[str, dict[str, str]]]:
    for key in row["tags"]:
        if key in content["tags"]:
            yield reader._("Belongs to"), reader.said(content["tags"][key]["title"])


def _table(goal: dict[str, Any], reader: Reader) -> dict[str, Any]:
    columns = (reader._("Measured by"), reader._("Starting point"), reader._("Target"), reader._("Now"))
    rows = [
        [
            reader.said(each["title"]),
            _aim(each["baseline"]["value"], each["baseline"]["period"], each, reader),
            _aim(each["target"]["value"], each["target"]["year"], each, reader),
            _aim(each["actual"]["value"], each["actual"]["period"][reader.language], each, reader)
            if each["actual"]
            else reader.word(reader._("not available")),
        ]
        for each in goal["indicators"]
    ]
    caption = f"{reader._('Measured by')}: {goal['shown']}"
    return {"caption": caption, "columns": [reader.word(each) for each in columns], "rows": rows}


def _aim(value: str | None, when: object, indicator: dict[str, Any], reader: Reader) -> dict[str, str]:
    if value is None:
        return reader.word(reader._("not set"))
    shown = number(Decimal(value), indicator["decimals"], reader.language)
    return reader.word(f"{shown} ({when})" if when else shown)


AGE_GROUPS = {
    "all": "All inhabitants",
    "children": "Children and families with children",
    "youth": "Young people and young adults",
    "working_age": "People of working age",
    "older": "Older people",
}
STATUSES = {"not_begun": "not begun", "under_way": "under way", "done": "done", "not_done": "not carried out"}
"""The same sentences as `words` has, to be said in the reader's language and not in the page's."""
