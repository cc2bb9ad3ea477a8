"""Two people wrote in one text: what each did is in the outcome, block by block.

`theirs` is what is stored now, `mine` what is being saved, `base` what both began from. Nothing that either typed is
lost: where both changed one block, theirs stays in its place and mine is kept beside it until a person settles it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.writing.blocks import Block
from app.writing.pairing import in_order


@dataclass(frozen=True)
class Kept:
    """Mine, where theirs stays: another text for the block with this id."""

    block_id: str
    text: str


@dataclass(frozen=True)
class Merge:
    """The text of both, and what a person has still to settle in it."""

    blocks: list[Block]
    kept: list[Kept]


Version = dict[str, str]
"""What a version says, by block and in its order."""


def merge(base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]) -> Merge:
    """What both wrote. Blocks are known by their ids, each of which stands once in a version.

    A block that one deleted and the other edited stays. What both inserted at one place stays, theirs first, and once
    where it is the same. A block stands where it was moved to; where both moved it, as in theirs.
    """
    was, stored = _version(base), _version(theirs)
    typed = _known_as_theirs(was, _version(mine), stored)
    gone = _gone(was, typed, stored)
    texts, kept = {}, []
    for each in stored | typed:
        if each not in gone:
            texts[each] = _settled(was.get(each), typed.get(each), stored.get(each))
            if each in typed and not _has(texts[each], was.get(each), typed[each]):
                kept.append(Kept(each, typed[each]))
    return Merge([Block(each, texts[each]) for each in _order(texts, was, typed, stored)], kept)


def _version(blocks: Sequence[Block]) -> Version:
    return {block.id: block.text for block in blocks}


def _settled(was: str | None, mine: str | None, theirs: str | None) -> str:
    """One text for a block that stays; None is where there is no such block."""
    if theirs is None or (mine is not None and theirs == was):
        return mine
    return mine if mine is not None and _continues(mine, theirs, was) else theirs


def _has(text: str, was: str | None, mine: str) -> bool:
    """Whether the text has all that I did to the block."""
    return mine in (was, text) or _continues(text, mine, was)


def _continues(longer: str, shorter: str, was: str | None) -> bool:
    """Whether one has all of the other and both only went on writing: mostly it is one person, saving once more."""
    return longer.startswith(shorter) and shorter.startswith(was or "")


def _known_as_theirs(was: Version, typed: Version, stored: Version) -> Version:
    """Mine, with what I inserted under the id of the same that they inserted at the same place."""
    common = was.keys() & typed.keys() & stored.keys()
    inserted = _inserted(was, stored, common)
    names: dict[str, str] = {}
    for is_same in (str.__eq__, _either_continues):
        for place, ours in _inserted(was, typed, common).items():
            for each in ours:
                free = (its for its in inserted[place] if its not in names.values() and its not in typed)
                same = next((its for its in free if is_same(typed[each], stored[its])), None)
                if same and each not in names and each not in stored:
                    names[each] = same
    return {names.get(each, each): text for each, text in typed.items()}


def _inserted(was: Version, now: Version, common: set[str]) -> dict[str | None, list[str]]:
    """What was inserted, by the block above it that all have."""
    found, above = defaultdict(list), None
    for each in now:
        if each in common:
            above = each
        elif each not in was:
            found[above].append(each)
    return found


def _either_continues(one: str, other: str) -> bool:
    return _continues(one, other, None) or _continues(other, one, None)


def _gone(was: Version, typed: Version, stored: Version) -> set[str]:
    """What was deleted, unless the other edited it.

    Of equal blocks each may have deleted another copy, and meant that one is left: as many are deleted as the one
    deleted who deleted more.
    """
    by_me = [each for each in was if each not in typed and stored.get(each) == was[each]]
    by_them = [each for each in was if each not in stored and typed.get(each) == was[each]]
    copies = defaultdict(int)
    for each in by_them:
        copies[was[each]] += 1
    gone = {each for each in was if each not in typed and each not in stored} | set(by_them)
    for each in by_me:
        if copies[was[each]]:
            copies[was[each]] -= 1
        else:
            gone.add(each)
    return gone


def _order(texts: Version, was: Version, typed: Version, stored: Version) -> Iterator[str]:
    """Theirs, in which what I inserted or moved, or saved from deletion, comes after what it comes after in mine."""
    order = [each for each in stored if each in texts]
    common = [each for each in was if each in texts and each in typed and each in stored]
    moved = _moved(common, typed) - _moved(common, stored)
    above: str | None = None
    for each in typed:
        if each in moved:
            order.remove(each)
        if each in moved or (each in texts and each not in stored):
            place = order.index(above) + 1 if above else 0
            while place < len(order) and order[place] not in was and order[place] not in typed:
                place += 1
            order.insert(place, each)
        above = each if each in texts else above
    return order


def _moved(common: list[str], now: Version) -> set[str]:
    """Which of the blocks that all have stand elsewhere now."""
    ranks = {each: rank for rank, each in enumerate(common)}
    order = [each for each in now if each in ranks]
    stayed = in_order([ranks[each] for each in order])
    return {each for place, each in enumerate(order) if place not in stayed}
