"""What the papers say that are made for the council alone: the one-page summary, the proposed decision, the annex of
minimum data. Pure: what an edition says in one reader's language (`publishing.document`) in, plain data out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.hand_over.main_figures import main_figures
from app.indicators.reader import Reader

MOST_EMPHASES = 8
SUMMARY_SECTIONS = ("1", "4")
"""The recommended sections that hold the summary, or else the strengths and what to develop."""

LONGEST_TOLD, LONGEST_ASKED = 900, 700
"""Letters of the summary: it is one page, whatever is written in the report."""


@dataclass(frozen=True)
class Asked:
    """What the coordinator has written for the council, in one language, and under which number it is handled."""

    proposal: str
    case_number: str


def summary(content: Mapping[str, Any], told: Mapping[str, Any], asked: Asked, reader: Reader) -> dict[str, Any]:
    """The report on one page."""
    emphases = [each["title"] for section in told["sections"] for each in section["plan"]]
    proposal = shortened(asked.proposal, LONGEST_ASKED)
    said, figures = main_figures(content, reader)
    sections = [
        {"title": _asked(content, reader), **written(proposal, reader)},
        {"title": reader._("The report in brief"), **_in_brief(told, reader)},
        {"title": reader._("Main figures"), **written(said, reader), "table": figures},
        {"title": reader._("Emphases of the welfare plan"), "list": emphases[:MOST_EMPHASES]},
    ]
    return _paper(told, reader._("One-page summary"), sections, asked, reader) | {"is_one_page": True}


def _asked(content: Mapping[str, Any], reader: Reader) -> str:
    return reader._("What the council was asked") if content["adoption"] else reader._("What the council is asked")


def proposal(told: Mapping[str, Any], asked: Asked, annexes: list[str], reader: Reader) -> dict[str, Any]:
    """The proposed decision; `annexes` are the names of the files beside it."""
    why = reader._(
        "A municipality reports to its council each year on its residents' welfare and health, and prepares for it a"
        " welfare report and a welfare plan once in a council term (Act on organising social and health services"
        " 612/2021 § 6). The report and the plan are published on the public network."
    )
    sections = [
        {"title": reader._("Matter"), **written(told["title"], reader)},
        {"title": reader._("Grounds"), **written(why, reader)},
        {"title": reader._("Proposal"), **written(asked.proposal, reader)},
        {"title": reader._("Annexes"), "list": list(map(reader.word, annexes))},
    ]
    return _paper(told, reader._("Proposed decision"), sections, asked, reader)


def annex(told: Mapping[str, Any], asked: Asked, reader: Reader) -> dict[str, Any]:
    """Which indicators of the minimum data are handled, and which are left out and why."""
    tables = [{"table": {**each, "rows": list(map(list, each["rows"]))}} for each in told["annex"]["tables"]]
    return _paper(told, told["annex"]["title"], [{"title": told["annex"]["set"]["text"]}, *tables], asked, reader)


def written(text: str, reader: Reader) -> dict[str, Any]:
    """Plain text, a paragraph for each block of lines, as the typesetter takes written texts."""
    return {"text": [_paragraph(each) for each in text.split("\n\n") if each.strip()], "language": reader.language}


def shortened(text: str, letters: int) -> str:
    """As many whole words as there is room for."""
    return text if len(text) <= letters else text[:letters].rpartition(" ")[0].rstrip(" ,.;:–") + " …"


def _paper(
    told: Mapping[str, Any], name: str, sections: list[dict[str, Any]], asked: Asked, reader: Reader
) -> dict[str, Any]:
    number_of_case = reader._("Case number %(number)s") % {"number": asked.case_number} if asked.case_number else None
    common = ("language", "municipality", "states", "watermark", "date")
    return {name: told[name] for name in common} | {
        "name": name,
        "title": told["title"],
        "case_number": number_of_case,
        "is_one_page": False,
        "sections": [
            {"title": None, "text": [], "language": reader.language, "table": None, "list": [], **each}
            for each in sections
            if any(each.get(part) for part in ("text", "table", "list")) or list(each) == ["title"]
        ],
    }


def _paragraph(text: str) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    for line in text.strip().splitlines():
        parts += [{"kind": "break"}] if parts else []
        parts.append(_run(line))
    return {"kind": "paragraph", "parts": parts}


def _run(text: str) -> dict[str, Any]:
    return {"kind": "run", "text": text, "strong": False, "emphasis": False}


def _in_brief(told: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """The first paragraphs of the section that sums up; of another where that is not written."""
    parts = {each["part"]: each for each in told["sections"]}
    wanted = [parts[each] for each in SUMMARY_SECTIONS if each in parts] + told["sections"]
    section = next((each for each in wanted if any(map(_words, each["text"]))), None)
    if section is None:
        return {}
    return {"text": list(_within(section["text"], LONGEST_TOLD)), "language": section["language"]}


def _within(blocks: list[dict[str, Any]], letters: int) -> Iterator[dict[str, Any]]:
    """Paragraphs, the last of them shortened; what they have beside words is left to the report."""
    for text in filter(None, map(_words, blocks)):
        yield _paragraph(shortened(text, letters))
        letters -= len(text)
        if letters <= 0:
            return


def _words(block: Mapping[str, Any]) -> str:
    """What a paragraph or a list says."""
    if block["kind"] == "list":
        return "; ".join(filter(None, (" ".join(map(_words, item["blocks"])) for item in block["items"])))
    return "".join(map(_words_of_part, block["parts"])).strip() if block["kind"] == "paragraph" else ""


def _words_of_part(part: Mapping[str, Any]) -> str:
    if part["kind"] == "link":
        return "".join(map(_words_of_part, part["parts"]))
    return " " if part["kind"] == "break" else part.get("text", "")
