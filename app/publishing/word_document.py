"""How what an edition says (`document`) stands in a Word document."""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from app.indicators.reader import Reader
from app.writing.typesetting import drawn
from app.writing.word import Said, Word
from app.writing.word_inline import Picture

SHOWN_BY_WORD = ("png", "jpeg", "gif")
GAP = "\N{EN SPACE}"
NARROW, HALF, WIDE = 0.34, 0.5, 0.46
"""Parts of a table's width for the column that names its rows."""
NAME, FIGURE, CHANGE, YEAR = 0.29, 0.12, 0.155, 0.07
"""The same for the columns of indicators: at least so much for the name, and at most so much for a figure."""


def word_of(told: dict, reader: Reader, kept: Mapping[str, Picture]) -> bytes:
    """`kept` are the pictures of the texts as they were brought in, by their SVG."""
    dated = datetime(**told["date"], tzinfo=UTC)
    made = Word(told["title"], told["municipality"], reader.language, dated, _pictures(told, kept))
    edition = _Edition(made, reader)
    edition.cover(told)
    made.contents_here(told["contents"])
    made.new_page()
    for section in told["sections"]:
        edition.section(section)
    if told["annex"]:
        edition.annex(told["annex"])
    if told["files"]:
        made.heading(1, reader.word(told["files"]["title"]))
        for name in told["files"]["names"]:
            made.item(name)
    return made.finished()


class _Edition:
    """The parts of an edition on their way into the document."""

    def __init__(self, made: Word, reader: Reader) -> None:
        self.made, self.reader = made, reader

    def cover(self, told: dict) -> None:
        """The first page, and what runs along with the others."""
        say, word = self.made.say, self.reader.word
        say(word(told["municipality"]), style="Subtitle")
        say(word(told["title"]), style="Title")
        if told["period"] not in told["title"]:
            say(word(told["period"]), style="Subtitle")
        for line in (*map(word, told["states"]), *told["correction"]):
            say(line)
        self.made.new_page()
        state = next(iter(told["states"]), "")
        self.made.run_along((told["municipality"], told["title"]), state, told["watermark"])

    def section(self, section: dict) -> None:
        """Figures first, then words about them, as on the web page."""
        self.made.heading(section["level"], self.reader.word(section["number"] + GAP), section["title"])
        if section["table"]:
            self._figures(section["table"], _of_indicators(section["table"]), self.reader.language)
        if section["notice"]:
            self.made.say(self.reader.word(section["notice"]), style="Quote")
        language = section["language"]
        for panel in self.made.written(section["text"], section["level"], language, section["number"]):
            if "chart" in panel:
                self.made.picture(panel["chart"], panel["alternative"])
            self._figures(panel, _even(panel, NARROW), language)
        for emphasis in section["plan"]:
            self._emphasis(emphasis, section["level"] + 1)

    def annex(self, annex: dict) -> None:
        """Which indicators are handled and which are left out."""
        self.made.heading(1, self.reader.word(annex["title"]))
        self.made.say(annex["set"])
        for table in annex["tables"]:
            self._table(table, [[[said] for said in row] for row in table["rows"]], _even(table, HALF))

    def _figures(self, table: dict, widths: Sequence[float], language: str) -> None:
        """Of indicators; or of a panel within a text, in the text's own language."""

        def said(text: str) -> Said:
            return {"text": text, "language": language}

        self._table(table, [self._row(row, said) for row in table["rows"]], widths, language)
        for note in table["notes"]:
            self.made.say(said(note), style="Note")

    def _row(self, row: dict, said: Callable[[str], Said]) -> list[list[Said]]:
        """A figure and its note are two lines, so that a listener hears them apart."""
        cells = [[each["text"], each["note"]] for each in row["cells"]]
        return [
            [row["title"], *_joined(row["below"])],
            *([said(line) for line in lines if line is not None] for lines in cells),
        ]

    def _table(
        self, table: dict, rows: list[list[list[Said]]], widths: Sequence[float], language: str | None = None
    ) -> None:
        language = language or self.reader.language
        own, foreign = self.reader._("Table"), self.reader.foreign("Table")
        caption = {"text": table["caption"], "language": table.get("caption_language", language)}
        self.made.table(own if language == self.reader.language else foreign, caption, table["columns"], rows, widths)

    def _emphasis(self, emphasis: dict, level: int) -> None:
        self._named(emphasis, level)
        for goal in emphasis["goals"]:
            self._named(goal, level + 1)
            self._facts(goal)
            if goal["table"]:
                rows = [[[said] for said in row] for row in goal["table"]["rows"]]
                self._table(goal["table"], rows, _even(goal["table"], WIDE))
            for measure in goal["measures"]:
                self._named(measure, level + 2)
                self._facts(measure)

    def _named(self, row: dict, level: int) -> None:
        self.made.heading(level, self.reader.word(row["number"] + GAP), row["title"])

    def _facts(self, row: dict) -> None:
        for fact in row["facts"]:
            self.made.say(self.reader.word(f"{fact['name']}: "), fact["value"])


def _even(table: dict, first: float) -> list[float]:
    """The columns beside the first share the rest."""
    others = len(table["columns"]) - 1
    return [first, *[(1 - first) / max(others, 1)] * others]


def _of_indicators(table: dict) -> list[float]:
    """Name, own figure, change, comparisons and year."""
    figures = len(table["columns"]) - 3
    each = min(FIGURE, (1 - NAME - CHANGE - YEAR) / figures)
    return [1 - CHANGE - YEAR - figures * each, each, CHANGE, *[each] * (figures - 1), YEAR]


def _joined(words: Sequence[Said]) -> list[Said]:
    """One line of each language."""
    runs = groupby(words, key=itemgetter("language"))
    return [{"text": ", ".join(each["text"] for each in run), "language": language} for language, run in runs]


def _pictures(told: dict, kept: Mapping[str, Picture]) -> dict[str, Picture]:
    """Charts, and pictures of a kind that Word does not show, are drawn anew."""
    shown = {svg: picture for svg, picture in kept.items() if picture.format in SHOWN_BY_WORD}
    left = [svg for svg in dict.fromkeys(_svgs(told["sections"])) if svg not in shown]
    return shown | {svg: _drawn(body, kept.get(svg)) for svg, body in zip(left, drawn(left), strict=True)}


def _drawn(body: bytes, known: Picture | None) -> Picture:
    """A PNG tells its size in its first bytes."""
    width, height = (known.width, known.height) if known else struct.unpack(">II", body[16:24])
    return Picture(body, "png", width, height)


def _svgs(node: object) -> Iterator[str]:
    match node:
        case dict():
            yield from (node[name] for name in ("chart", "svg") if name in node)
            for each in node.values():
                yield from _svgs(each)
        case list():
            for each in node:
                yield from _svgs(each)
