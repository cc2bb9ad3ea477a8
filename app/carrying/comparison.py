"""This year's report against last year's, on paper. Pure but for the typesetter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.sections.comparison import TEMPLATE
from app.text_figures.rules import KeptFigure, shown
from app.writing.difference import FIGURE, ComparedBlock, Words
from app.writing.parse import legible
from app.writing.typesetting import typeset
from app.writing.typst_data import as_typst_data, printable


@dataclass(frozen=True)
class Beside:
    """A section of the later report and what it continues; either may be missing. `blocks` are compared."""

    title: str
    earlier: str | None
    position: int | None
    blocks: Sequence[ComparedBlock]

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed."""
        return all(each.kind == "same" for each in self.blocks)


def sides(blocks: Iterable[ComparedBlock]) -> list[tuple[ComparedBlock | None, ComparedBlock | None]]:
    """Each paragraph as it was beside what it is now; what was added in the place of what was removed stands there."""
    rows: list[tuple[ComparedBlock | None, ComparedBlock | None]] = []
    for block in blocks:
        was, now = _without(block, "added"), _without(block, "removed")
        if was is None and rows and rows[-1][1] is None:
            rows[-1] = (rows[-1][0], now)
        else:
            rows.append((was, now))
    return rows


def _without(block: ComparedBlock, kind: str) -> ComparedBlock | None:
    pieces = tuple(each for each in block.pieces if each.kind != kind)
    return replace(block, pieces=pieces) if pieces else None


def read(text: str, figures: Iterable[KeptFigure], language: str) -> str:
    """The text with its figures as they are read: under one sign two reports have two figures."""
    known = {each.number: shown(each.facts, language) for each in figures if each.kind == "figure"}
    return FIGURE.sub(lambda token: known.get(int(token[1])) or token[0], text)


def beside_pdf(
    titles: tuple[str, str], sections: Sequence[Beside], author: str, made_on: date, language: str,
    _: Callable[[str], str],
) -> bytes:  # fmt: skip
    """`titles` are the earlier and the later report's, `_` is the reader's catalogue. Raises TypesettingFailed."""
    before, now = titles
    words = Words(added=_("added:"), removed=_("removed:"), end=_("end of the change"))
    lead = _("What differs: %(old)s and %(new)s.") % {"old": before, "new": now}
    data = {
        "title": _("What has changed: %(section)s") % {"section": legible(now)},
        "author": author,
        "language": language,
        "date": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "lead": legible(lead),
        "words": {"added": words.added, "removed": words.removed, "end": words.end},
        "sections": [
            {"heading": legible(each.title), "language": language, "blocks": as_typst_data(tuple(each.blocks))}
            for each in sections
        ],
    }
    return typeset(TEMPLATE, printable(data))
