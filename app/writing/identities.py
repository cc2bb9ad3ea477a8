"""Which block of a changed text is which block of the text before: ids stay while people write.

Equal blocks are found first, in their order and then elsewhere (moved). Between them a block that was edited in
its place is known by its words; and where as many blocks stand as before, each is taken for the one in its place.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from operator import ne

from app.writing.blocks import Block
from app.writing.pairing import Pairs, best_anywhere, best_in_order, equal_pairs, gaps

WORD = re.compile(r"\w+")
# The part of their words that two blocks have in common at least, to be one block: in its place, or also moved.
ALIKE, ALIKE_ELSEWHERE = 0.3, 0.6


def with_ids(texts: Sequence[str], before: Sequence[Block], new_id: Callable[[], str]) -> list[Block]:
    """The blocks of now with their ids: those they had `before`, or new ones. No id is used twice."""
    pairs = paired(texts, [block.text for block in before])
    return [Block(before[pairs[place]].id if place in pairs else new_id(), text) for place, text in enumerate(texts)]


def paired(now: Sequence[str], before: Sequence[str]) -> Pairs:
    """Which of the texts of now is which of those before: places of now, each with its place before."""
    if len(now) == len(before) and sum(map(ne, now, before)) < 2:  # most saves: one was edited in its place
        return {place: place for place in range(len(now))}
    pairs = equal_pairs(now, before)
    words = cache(lambda text: frozenset(WORD.findall(text.lower())))  # most blocks are equal and never asked about

    def likeness(here: int, there: int) -> float:
        ours, theirs = words(now[here]), words(before[there])
        return 2 * len(ours & theirs) / ((len(ours) + len(theirs)) or 1)

    for here, there in list(gaps(pairs, len(now), len(before))):
        pairs |= best_in_order(here, there, likeness, ALIKE)
    left, left_before = set(range(len(now))) - set(pairs), set(range(len(before))) - set(pairs.values())
    pairs |= best_anywhere(left, left_before, likeness, ALIKE_ELSEWHERE)
    for here, there in list(gaps(pairs, len(now), len(before))):
        if len(here) == len(there):
            pairs |= zip(here, there, strict=True)
    return pairs
