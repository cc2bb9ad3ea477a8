"""A Word document with true styles: what an editor goes on writing in, and a screen reader finds its way about.

What is told comes in the order in which it is to be read, as plain data; written texts as `typst_data` hands them over.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from docx.oxml.ns import qn

from app.writing.word_blocks import Blocks
from app.writing.word_inline import Inline, Picture, Place
from app.writing.word_lists import Lists
from app.writing.word_styles import empty, run_along
from app.writing.word_tables import table
from app.writing.word_xml import Element, bookmarked, paragraph, run, value, w, worked_out

LOWEST_HEADING = 9
IN_CONTENTS = 2
"""How many levels of headings the contents list."""

Said = Mapping[str, str]
"""A short text and the language it is in."""


class Word:
    """One document; each method adds what is read next."""

    def __init__(
        self, title: str, author: str, language: str, dated: datetime, pictures: Mapping[str, Picture]
    ) -> None:
        """`pictures` by what the data have for them: an SVG."""
        self.made, self.language = empty(title, author, language, dated), language
        self.inline = Inline(self.made, pictures)
        self.blocks = Blocks(self.inline, Lists(self.made), self._heading)
        self.tables = 0
        self.headings: list[tuple[int, str, Element]] = []
        self.contents = w("sdtContent")

    def run_along(self, header: tuple[str, str], footer: str, watermark: str | None) -> None:
        """What stands above and below the pages, and across them."""
        run_along(self.made, header, footer, watermark)

    def say(self, *said: Said, style: str | None = None) -> None:
        """A paragraph of short texts."""
        self._add(self._short(said, style))

    def heading(self, level: int, *said: Said) -> None:
        """A heading that the contents can list."""
        self._add(self._heading(level, list(map(self._run, said))))

    def new_page(self) -> None:
        """What comes next begins a page."""
        self._add(w("p", w("r", w("br", type="page"))))

    def item(self, said: Said) -> None:
        """An item of a list."""
        text = {"kind": "run", "strong": False, "emphasis": False, "text": said["text"]}
        items = [{"number": None, "blocks": [{"kind": "paragraph", "parts": [text]}]}]
        self._add(*self.blocks.block({"kind": "list", "ordered": False, "items": items}, self._place(said["language"])))

    def written(self, blocks: list[dict], level: int, language: str, name: str) -> Iterator[dict]:
        """A text under a heading of this level; `name` differs from that of the document's other texts. Yields the
        data of each panel at its place, for the caller to add what is seen of it.
        """
        notes = {note["number"]: note["parts"] for each in blocks if each["kind"] == "notes" for note in each["items"]}
        place = replace(self._place(language), notes=notes, text=name, level=level)
        for block in blocks:
            if block["kind"] == "panel":
                yield block["panel"]
            else:
                self._add(*self.blocks.block(block, place))

    def picture(self, svg: str, alternative: str) -> None:
        """A picture in a paragraph of its own, kept with what comes next."""
        drawn = self.inline.picture(svg, alternative, self._place(self.language))
        self._add(paragraph(None, [drawn], w("keepNext")))

    def table(
        self,
        label: str,
        caption: Said,
        columns: Sequence[Said],
        rows: Sequence[Sequence[Sequence[Said]]],
        widths: Sequence[float],
    ) -> None:
        """A table with its numbered caption, in whose language the `label` is. A cell has lines, the first cell of a
        row names it; `widths` are the columns' parts of the whole.
        """
        self.tables += 1
        counted = worked_out("SEQ Table \\* ARABIC", run(str(self.tables)))
        head = [[self._short([each], "TableHead")] for each in columns]
        body = [[[self._short([line], "TableText") for line in cell] for cell in row] for row in rows]
        right = [False, *[True] * (len(columns) - 1)]
        self._add(
            paragraph("Caption", [self._run({**caption, "text": f"{label} "}), counted, run(". "), self._run(caption)]),
            *table(head, body, widths, right, named=True),
        )

    def contents_here(self, title: str) -> None:
        """Where the contents stand: they are filled in when all is told."""
        gallery = w("docPartObj", value("docPartGallery", "Table of Contents"), w("docPartUnique"))
        self._add(paragraph("TOCHeading", [run(title)]), w("sdt", w("sdtPr", gallery), self.contents))

    def finished(self) -> bytes:
        """The file."""
        self._fill_contents()
        body = io.BytesIO()
        self.made.save(body)
        return body.getvalue()

    def _fill_contents(self) -> None:
        """Word adds the page numbers when it is asked to update the field."""
        begin = [
            w("r", w("fldChar", fldCharType="begin")),
            w("r", _instruction(f' TOC \\o "1-{IN_CONTENTS}" \\h \\z \\u ')),
            w("r", w("fldChar", fldCharType="separate")),
        ]
        for level, name, heading in self.headings:
            words = [run("".join(each.text or "" for each in heading.iter(qn("w:t"))))]
            self.contents.append(paragraph(f"toc{level}", [*begin, w("hyperlink", *words, anchor=name, history=1)]))
            begin = []
        self.contents.append(w("p", *begin, w("r", w("fldChar", fldCharType="end"))))

    def _place(self, language: str) -> Place:
        return Place(self.made.part, language if language != self.language else None)

    def _add(self, *elements: Element) -> None:
        last = self.made.element.body.sectPr
        for each in elements:
            last.addprevious(each)

    def _run(self, said: Said) -> Element:
        return run(said["text"], language=said["language"] if said["language"] != self.language else None)

    def _short(self, said: Sequence[Said], style: str | None) -> Element:
        return paragraph(style, map(self._run, said))

    def _heading(self, level: int, runs: list[Element]) -> Element:
        style = f"Heading{min(level, LOWEST_HEADING)}"
        if level > IN_CONTENTS:
            return paragraph(style, runs)
        name = f"_Toc{len(self.headings) + 1}"
        made = paragraph(style, bookmarked(next(self.inline.numbers), name, *runs))
        self.headings.append((level, name, made))
        return made


def _instruction(told: str) -> Element:
    made = w("instrText")
    made.text = told
    made.set(qn("xml:space"), "preserve")
    return made
