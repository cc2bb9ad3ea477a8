"""The files of a package in their order: each with what the metadata tells of it, and how it comes about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from app.hand_over import papers, rules
from app.hand_over.papers import Asked
from app.hand_over.rules import File
from app.indicators.reader import Reader
from app.publishing.content import BOTH, pictures_in
from app.publishing.document import document
from app.publishing.formats import FORMATS
from app.publishing.pdf import reader_of
from app.writing.typesetting import typeset
from app.writing.typst_data import printable

PAPER = Path(__file__).parent / "typst" / "paper.typ"
Paper = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """What a package is made of. `kept` gives a file of an edition as it was published, by language and format, or
    None; `attached` the bytes of attachments by number.
    """

    content: Mapping[str, Any]
    is_draft: bool
    asked: Mapping[str, Asked]
    made_on: date
    kept: Callable[[str, str], bytes | None]
    attached: Callable[[Iterable[int]], dict[int, bytes]]

    @property
    def languages(self) -> list[str]:
        """Those that the report is written in. An edition from before they were told has both."""
        return self.content.get("languages", list(BOTH))

    @cached_property
    def pictures(self) -> dict[int, bytes]:
        """The bytes of the pictures in the texts."""
        return self.attached(pictures_in(self.content))


def files_of(source: Source) -> Iterator[File]:
    """Everything but the metadata, in the order of the names."""
    told = [_InLanguage(source, language) for language in source.languages]
    for part in ("proposals", "summary", "reports", "annex", "tables"):
        for each in told:
            yield from getattr(each, part)()
    documents = [each for each in source.content.get("attachments", ()) if not each["width"]]
    for place, each in enumerate(documents, start=1):
        language = "fi" if each["name"]["fi"] else "sv"
        make = partial(_attached, source, each["number"])
        name, title = rules.attachment_name(place, each), each["name"][language]
        yield File(name, title, language, "annex", make, is_made_here=False)


def _attached(source: Source, number: int) -> bytes:
    return source.attached([number])[number]


class _InLanguage:
    """The files of one language; what they say is worked out when the first of them is made."""

    def __init__(self, source: Source, language: str) -> None:
        self.source, self.language, self.content = source, language, source.content
        self.asked, self.kind = source.asked[language], source.content["report"]["kind"]

    @cached_property
    def reader(self) -> Reader:
        """Who reads them."""
        return reader_of(self.content, self.language, self.source.pictures)

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the report says."""
        return document(self.content, self.reader, draft=self.source.is_draft, made_on=self.source.made_on)

    def _file(self, part: str, suffix: str, name: str, kind: str, make: Callable[[], bytes]) -> File:
        title = f"{name}: {self.content['title'][self.language] or self.content['title']['fi']}"
        return File(rules.file_name(part, self.language, suffix, self.kind), title, self.language, kind, make)

    def _say(self, word: str) -> str:
        return self.reader._(word)

    def proposals(self) -> Iterator[File]:
        """The proposed decision as Word, and as text to be pasted."""
        name = self._say("Proposed decision")
        yield self._file("proposal", "docx", name, "proposal", lambda: as_word(self._proposal()))
        yield self._file("proposal", "txt", name, "proposal", lambda: as_text(self._proposal()).encode())

    def _proposal(self) -> Paper:
        made = [each.title for part in (self.summary, self.reports, self.annex, self.tables) for each in part()]
        attached = [each["text"] for each in (self.told["files"] or {"names": []})["names"]]
        return papers.proposal(self.told, self.asked, list(dict.fromkeys(made)) + attached, self.reader)

    def summary(self) -> Iterator[File]:
        """The report on one page."""
        name = self._say("One-page summary")
        make = lambda: as_pdf(papers.summary(self.content, self.told, self.asked, self.reader))  # noqa: E731
        yield self._file("summary", "pdf", name, "summary", make)

    def reports(self) -> Iterator[File]:
        """The report itself, to be read and to be worked on."""
        for suffix in ("pdf", "docx"):
            yield self._file("report", suffix, self._say("Report"), "report", partial(self._format, suffix))

    def annex(self) -> Iterator[File]:
        """The minimum data, where the report is measured by a list."""
        if self.content.get("annex"):
            name = self._say("Annex: minimum data")
            make = lambda: as_pdf(papers.annex(self.told, self.asked, self.reader))  # noqa: E731
            yield self._file("annex", "pdf", name, "annex", make)

    def tables(self) -> Iterator[File]:
        """Figures and plan."""
        name = self._say("Figures and plan as Excel")
        yield self._file("tables", "xlsx", name, "annex", partial(self._format, "xlsx"))

    def _format(self, suffix: str) -> bytes:
        """As it was published, byte for byte; made of the content where an edition is older than the format."""
        body = self.source.kept(self.language, suffix)
        if body is not None:
            return body
        make = FORMATS[suffix].make
        return make(self.content, self.language, self.source.pictures, draft=self.source.is_draft)


def as_pdf(paper: Paper) -> bytes:
    """Tagged as the report is."""
    return typeset(PAPER, printable(paper))


def as_word(paper: Paper) -> bytes:
    """With true styles, for an officer who goes on writing."""
    from app.writing.word import Word  # megabytes, in a process that makes documents

    made = Word(f"{paper['name']}: {paper['title']}", paper["municipality"], paper["language"], _day(paper), {})

    def say(text: str, style: str | None = None) -> None:
        made.say({"text": text, "language": paper["language"]}, style=style)

    say(paper["municipality"], "Subtitle")
    say(paper["name"], "Title")
    for line in _lines_of_state(paper):
        say(line)
    for place, section in enumerate(paper["sections"]):
        made.heading(1, {"text": section["title"], "language": paper["language"]})
        list(made.written(section["text"], 1, section["language"], str(place)))
        for item in section["list"]:
            made.item(item)
    made.run_along((paper["municipality"], paper["title"]), next(iter(paper["states"]), ""), paper["watermark"])
    return made.finished()


def as_text(paper: Paper) -> str:
    """Plain lines, to be pasted into a case system's own form."""
    lines = [paper["municipality"], paper["name"], *_lines_of_state(paper)]
    for section in paper["sections"]:
        lines += ["", section["title"].upper()]
        for paragraph in section["text"]:
            lines += ["", "".join(part.get("text", "\n") for part in paragraph["parts"])]
        lines += ["", *(f"- {item['text']}" for item in section["list"])] if section["list"] else []
    return "\n".join(lines) + "\n"


def _lines_of_state(paper: Paper) -> list[str]:
    return [line for line in (paper["case_number"], *paper["states"]) if line]


def _day(paper: Paper) -> datetime:
    return datetime(**paper["date"], tzinfo=UTC)
