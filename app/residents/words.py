"""How findings, figures and goals are said to residents, in one reader's language. Pure.

The constants are the same sentences as the pages have, to be said in the reader's language and not in the page's.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.charts.labels import shortened
from app.charts.palette import OUTCOMES as STYLES
from app.charts.pieces import marker, picture
from app.indicators.reader import Reader
from app.plan.rules import plan_in
from app.residents.findings import Finding
from app.statistics.comparison import Outcome
from app.text_figures.sentences import IN_AREA
from app.web.numbers import number

GROUPS = {
    "worse_and_worse": "Worse and getting worse",
    "better_and_better": "Better and getting better",
    "better_but_worse": "Better but getting worse",
    "worse_but_better": "Worse but getting better",
}
OUTCOMES = {"better": "better", "worse": "worse", "similar": "similar", "higher": "higher", "lower": "lower"}
COURSES = {
    ("rising", "better"): "rising, getting better",
    ("rising", "worse"): "rising, getting worse",
    ("rising", "neutral"): "rising",
    ("falling", "better"): "falling, getting better",
    ("falling", "worse"): "falling, getting worse",
    ("falling", "neutral"): "falling",
    ("no_significant_change", "none"): "no significant change",
}
MARK = 18
Content = Mapping[str, Any]


def short(texts: Mapping[str, str], reader: Reader, widest: float) -> dict[str, str]:
    """A bilingual text with its language, no longer than there is room for (in pixels of `charts.labels`)."""
    said = reader.said(texts)
    return said | {"text": shortened(said["text"], widest)}


def mark(style: str) -> dict[str, str]:
    """A sign with its colour, which says in shape and colour what the words beside it say."""
    shape, colour = STYLES[style]
    drawn = marker(shape, MARK / 2, MARK / 2, MARK / 2 - 2, colour)
    return {"svg": str(picture("mark", style, "", (MARK, MARK), drawn)), "colour": colour}


def verdict(finding: Finding, reader: Reader) -> dict[str, Any]:
    """A judged finding's label with its mark: "Worse than in the whole country", "Better and getting better"."""
    style = "worse" if finding.is_worry else "better"
    return {"text": _verdict(finding, reader), **mark(style)}


def _verdict(finding: Finding, reader: Reader) -> str:
    if finding.group in GROUPS:
        return reader._(GROUPS[finding.group])
    if finding.facts.outcome in (Outcome.WORSE, Outcome.BETTER):
        area = IN_AREA[reader.language][finding.facts.area]
        is_worse = finding.facts.outcome == Outcome.WORSE
        return (reader._("Worse than %(area)s") if is_worse else reader._("Better than %(area)s")) % {"area": area}
    return reader._("Getting worse") if finding.is_worry else reader._("Getting better")


def judged(finding: Finding, reader: Reader) -> str:
    """What the tests say in a few words, also where they find nothing or could not be made."""
    if finding.group:
        return _verdict(finding, reader)
    is_compared = finding.facts.outcome is not None
    return level(finding, reader) if is_compared else course(finding, reader) or reader._("not tested")


def level(finding: Finding, reader: Reader) -> str:
    """How the figure stands to the area that it was tested against: "worse (county)"; says so where there was none."""
    if finding.facts.outcome is None:
        return reader._("not tested")
    word = reader._(OUTCOMES[finding.facts.outcome])
    return word if finding.facts.area == "country" else f"{word} ({reader.said(finding.area['name'])['text']})"


def course(finding: Finding, reader: Reader) -> str:
    """Where the figure goes; nothing where no test was made."""
    known = COURSES.get((finding.facts.course, finding.facts.verdict))
    return reader._(known) if known else ""


def goals(content: Content, reader: Reader, most: int, widest: float) -> dict[str, Any]:
    """The plan's emphases with their goals, at most so many lines, and how many goals are left out for want of room."""
    plan = plan_in(content)
    emphases, room, left = [], most, 0
    for emphasis in plan["emphases"] if plan else ():
        told = emphasis["goals"][: max(room - 1, 0)]
        left += len(emphasis["goals"]) - len(told)
        if told:
            room -= len(told) + 1
            lines = [_goal(goal, reader, widest) for goal in told]
            emphases.append({"title": short(emphasis["title"], reader, widest), "goals": lines})
    return {
        "emphases": emphases,
        "left": reader._("And other goals in the report: %(count)s.") % {"count": left} if left else None,
        "nothing": None if emphases else reader._("What the municipality does is told in the report in words."),
    }


def _goal(goal: Mapping[str, Any], reader: Reader, widest: float) -> dict[str, Any]:
    """A goal with how many measures it has and what figure it is to reach."""
    told = [reader._("Measures: %(count)s") % {"count": len(goal["measures"])}] if goal["measures"] else []
    aim = next((each for each in goal["indicators"] if each["target"]["value"] is not None), None)
    return {
        "title": short(goal["title"], reader, widest),
        "measures": told[0] if told else None,
        "aim": _aim(aim, reader, widest) if aim else None,
    }


def _aim(indicator: Mapping[str, Any], reader: Reader, widest: float) -> dict[str, Any]:
    target = indicator["target"]
    value = number(Decimal(target["value"]), indicator["decimals"], reader.language)
    words = {"value": f"{value} ({target['year']})" if target["year"] else value}
    return {"title": short(indicator["title"], reader, widest), "text": reader._("target %(value)s") % words}


def states(content: Content, reader: Reader, *, draft: bool) -> str:
    """Whether it is a draft or a preview, who adopted the report and which edition it is of."""
    told = [reader._("Draft")] if draft else []
    if adoption := content["adoption"]:
        words = {"day": reader.day(adoption["meeting_on"]), "paragraph": f"§\N{NO-BREAK SPACE}{adoption['section']}"}
        told.append(reader._("Adopted by the council on %(day)s, %(paragraph)s") % words)
    if content["edition"] is None:
        told.append(reader._("Preview, not a published edition"))
    else:
        words = {"number": content["edition"], "time": reader.day(content["published_on"])}
        told.append(reader._("Edition %(number)s, published %(time)s") % words)
    return " · ".join(told)
