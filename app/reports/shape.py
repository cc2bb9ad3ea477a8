"""The shape of a report: chapters and parts of chapters in their order, counted anew whenever it changes. Pure.

An outline is a list in reading order; a part belongs to the chapter that stands last before it.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from tenants.errors import Refused

CHAPTER, PART = 1, 2


@dataclass(frozen=True)
class Entry:
    """A section in the outline: `key` tells which one it is, `level` whether it is a CHAPTER or a PART."""

    key: Hashable
    level: int


Outline = list[Entry]


def numbers(outline: Outline) -> list[str]:
    """What readers see before the titles: 1, 2, 2.1, 2.2, 3."""
    counted, chapter, part = [], 0, 0
    for entry in outline:
        chapter, part = (chapter + 1, 0) if entry.level == CHAPTER else (chapter, part + 1)
        counted.append(f"{chapter}.{part}" if part else str(chapter))
    return counted


def may_move(outline: Outline, key: Hashable, way: str) -> bool:
    """Whether there is anything before ("up") or after ("down") it that it could pass."""
    at = _place(outline, key)
    if way == "up":
        return at >= outline[at].level  # the first chapter stays before its own first part
    return _end(outline, at) < len(outline)


def moved(outline: Outline, key: Hashable, way: str) -> Outline:
    """A chapter passes the next one with its parts; a part passes its neighbour, into the next chapter if need be.

    Raises Refused("nothing_to_pass").
    """
    if not may_move(outline, key, way):
        raise Refused("nothing_to_pass")
    at = _place(outline, key)
    end, is_chapter = _end(outline, at), outline[at].level == CHAPTER
    if way == "up":
        before = _chapter(outline, at - 1) if is_chapter else at - 1
        return [*outline[:before], *outline[at:end], *outline[before:at], *outline[end:]]
    after = _end(outline, end) if is_chapter else end + 1
    return [*outline[:at], *outline[end:after], *outline[at:end], *outline[after:]]


def put_under(outline: Outline, key: Hashable, chapter: Hashable | None) -> Outline:
    """It becomes the last part of a chapter, or with None a chapter after the one whose part it was.

    Raises Refused("has_parts") for a chapter that would take its parts along.
    """
    at = _place(outline, key)
    present = None if outline[at].level == CHAPTER else outline[_chapter(outline, at)].key
    if chapter in (present, key):
        return outline
    without = removed(outline, key)
    end = _end(without, _place(without, present if chapter is None else chapter))
    return [*without[:end], Entry(key, CHAPTER if chapter is None else PART), *without[end:]]


def added(outline: Outline, entry: Entry, after: Hashable) -> Outline:
    """A part comes right after the other, a chapter after all that belongs to the other's chapter."""
    at = _place(outline, after)
    end = at + 1 if entry.level == PART else _end(outline, _chapter(outline, at))
    return [*outline[:end], entry, *outline[end:]]


def removed(outline: Outline, key: Hashable) -> Outline:
    """The others. Raises Refused with "has_parts", or with "last_chapter" when nothing would be left."""
    at = _place(outline, key)
    if _end(outline, at) > at + 1:
        raise Refused("has_parts")
    if len(outline) == 1:
        raise Refused("last_chapter")
    return [*outline[:at], *outline[at + 1 :]]


def brought_back(outline: Outline, entry: Entry, place: int) -> Outline:
    """As near its old place as it can be: never among another chapter's parts, and no part before the first chapter."""
    at = min(max(place - 1, 0), len(outline))
    if entry.level == PART:
        at = max(at, 1)
    else:
        at = next((each for each in range(at, len(outline)) if outline[each].level == CHAPTER), len(outline))
    return [*outline[:at], entry, *outline[at:]]


def _place(outline: Outline, key: Hashable) -> int:
    """Raises Refused("section_deleted"): somebody else may have left it out meanwhile."""
    at = next((at for at, entry in enumerate(outline) if entry.key == key), None)
    if at is None:
        raise Refused("section_deleted")
    return at


def _chapter(outline: Outline, at: int) -> int:
    """Where the chapter of what stands there begins."""
    return next(each for each in range(at, -1, -1) if outline[each].level == CHAPTER)


def _end(outline: Outline, at: int) -> int:
    """Where the next thing of its kind or a higher one begins: behind a chapter's parts, or behind a part."""
    if outline[at].level == PART:
        return at + 1
    return next((each for each in range(at + 1, len(outline)) if outline[each].level == CHAPTER), len(outline))
