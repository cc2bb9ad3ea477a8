"""What changed between two texts, for reading: whole blocks, and word by word within a block that was edited."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from app.writing.blocks import Block, split
from app.writing.identities import with_ids
from app.writing.pairing import in_order

# A token is one word: half a figure would be no figure.
WORD = re.compile(r"\{\{\w+:\d+\}\}|\w+|\s+|[^\w\s]")
FIGURE = re.compile(r"\{\{figure:([1-9]\d{0,8})\}\}")
KINDS = {-1: "removed", 0: "same", 1: "added"}
# A text beyond measure is compared less finely, rather than holding the page up.
LONGEST_SECONDS = 0.3
# What two versions have in common at least, to be read as one text with changes.
ALIKE = 0.3


@dataclass(frozen=True)
class Piece:
    """A stretch of a block: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class ComparedBlock:
    """A block of either text. `kind` is "same", "added", "removed", or "changed" when its pieces differ in kind."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Words:
    """What a listener hears before and after a change; `end` may be empty."""

    added: str
    removed: str
    end: str = ""


def compare(old: str, new: str) -> list[ComparedBlock]:
    """Two texts in the Markdown subset, in the order of the new one, compared as they were typed, marks and all."""
    before = [Block(str(place), text) for place, text in enumerate(split(old))]
    numbers = iter(range(len(before), 10**9))
    return compare_blocks(before, with_ids(split(new), before, lambda: str(next(numbers))))


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[ComparedBlock]:
    """The same of versions whose blocks have ids. What was moved is removed in one place and added in the other."""
    return [each for was, now in _side_by_side(old, new) for each in _compared(was, now)]


def _side_by_side(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[str | None, str | None]]:
    """Each block beside what it was; what was removed stands before what was added in its place."""
    places = {block.id: place for place, block in enumerate(old)}
    known = [block for block in new if block.id in places]
    stayed = {known[each].id for each in in_order([places[block.id] for block in known])}
    before, added = iter(old), []
    for block in new:
        if block.id in stayed:
            yield from ((was.text, None) for was in iter(before.__next__, old[places[block.id]]))
            yield from ((None, text) for text in added)
            yield old[places[block.id]].text, block.text
            added = []
        else:
            added.append(block.text)
    yield from ((was.text, None) for was in before)
    yield from ((None, text) for text in added)


def _compared(was: str | None, now: str | None) -> list[ComparedBlock]:
    if was is None or now is None:
        kind = "added" if was is None else "removed"
        return [ComparedBlock(kind, (Piece(kind, now or was or ""),))]
    if was == now:
        return [ComparedBlock("same", (Piece("same", now),))]
    pieces = compare_words(was, now)
    if _part_in_common(pieces) < ALIKE:
        return _compared(was, None) + _compared(None, now)
    return [ComparedBlock("changed", pieces)]


def _part_in_common(pieces: Iterable[Piece]) -> float:
    same = sum(2 * len(piece.text) for piece in pieces if piece.kind == "same")
    return same / ((same + sum(len(piece.text) for piece in pieces if piece.kind != "same")) or 1)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """The stretches of both texts in reading order; words are whole, and where many changed they are taken together."""
    signs: dict[str, str] = {}
    before, now = (
        "".join(signs.setdefault(word, chr(len(signs) + 256)) for word in WORD.findall(text)) for text in (old, new)
    )
    words = {ord(sign): word for word, sign in signs.items()}
    from diff_match_patch import diff_match_patch  # not above: megabytes in every process, for the pages of history

    comparer = diff_match_patch()
    comparer.Diff_Timeout = LONGEST_SECONDS
    found = comparer.diff_main(before, now, False)
    comparer.diff_cleanupSemantic(found)
    return tuple(Piece(KINDS[kind], text.translate(words)) for kind, text in found)


def with_figures(compared: Iterable[ComparedBlock], figure: Callable[[int], str | None]) -> list[ComparedBlock]:
    """The comparison with each figure written as the reader reads it; a token that `figure` does not know stays."""

    def written(text: str) -> str:
        return FIGURE.sub(lambda token: figure(int(token[1])) or token[0], text)

    return [
        replace(block, pieces=tuple(replace(piece, text=written(piece.text)) for piece in block.pieces))
        for block in compared
    ]


def as_html(compared: Iterable[ComparedBlock], words: Words) -> Markup:
    """The comparison on a page. Changes are heard as well as seen."""
    body = "\n".join(
        f'<p class="govuk-body app-compared app-compared--{block.kind}">'
        f"{''.join(_piece(piece, words) for piece in block.pieces)}</p>"
        for block in compared
    )
    return Markup(body)  # noqa: S704 - every text in it went through escape


def _piece(piece: Piece, words: Words) -> str:
    text = str(escape(piece.text)).replace("\n", "<br>")
    if piece.kind == "same":
        return text
    tag, word = ("ins", words.added) if piece.kind == "added" else ("del", words.removed)
    end = _hidden(f" {words.end}") if words.end else ""
    return f"<{tag}>{_hidden(word + ' ')}{text}{end}</{tag}>"


def _hidden(words: str) -> str:
    return f'<span class="govuk-visually-hidden">{escape(words)}</span>'
