"""Two versions of a section's text compared on paper, for the council and for whoever wants it so. Pure but for the
typesetter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.web.numbers import moment
from app.writing.difference import Words, compare
from app.writing.parse import legible
from app.writing.typesetting import typeset
from app.writing.typst_data import as_typst_data, printable

TEMPLATE = Path(__file__).parents[1] / "writing" / "typst" / "comparison.typ"


@dataclass(frozen=True)
class Compared:
    """One version, in so far as paper tells of it."""

    number: int
    text: str
    written_at: datetime
    writer: str | None
    name: str | None


@dataclass(frozen=True)
class Paper:
    """What the comparison is about: the section's heading and the language of its text, whose report, made when."""

    heading: str
    text_language: str
    author: str
    made_on: date


def comparison_pdf(paper: Paper, old: Compared, new: Compared, language: str, _: Callable[[str], str]) -> bytes:
    """In the reader's language, whatever the text's is; `_` is its catalogue. Raises TypesettingFailed."""
    words = Words(added=_("added:"), removed=_("removed:"), end=_("end of the change"))
    day = paper.made_on
    lead = _("What differs: %(old)s and %(new)s.") % {
        "old": _told(old, language, _),
        "new": _told(new, language, _),
    }
    data = {
        "title": _("What has changed: %(section)s") % {"section": legible(paper.heading)},
        "author": paper.author,
        "language": language,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "lead": legible(lead),
        "words": {"added": words.added, "removed": words.removed, "end": words.end},
        "sections": [
            {
                "heading": legible(paper.heading),
                "language": paper.text_language,
                "blocks": as_typst_data(tuple(compare(old.text, new.text))),
            }
        ],
    }
    return typeset(TEMPLATE, printable(data))


def _told(version: Compared, language: str, _: Callable[[str], str]) -> str:
    name = f" “{version.name}”" if version.name else ""
    told = {"number": version.number, "time": moment(version.written_at, language)}
    return _("version %(number)s") % told + name + f" ({told['time']}, {version.writer or _('unknown')})"
