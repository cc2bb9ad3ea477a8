"""Which piece of one row is which piece of another: the arithmetic below ids, merging and translation."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

Pairs = dict[int, int]
"""Places in one row, each with its place in the other; none is there twice."""


def equal_pairs(row: Sequence, other: Sequence) -> Pairs:
    """Equal pieces: those in the same order first, then those that were moved."""
    matcher = SequenceMatcher(None, row, other, autojunk=False)
    pairs = {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}
    left: dict[object, list[int]] = {}
    for place in sorted(set(range(len(other))) - set(pairs.values()), reverse=True):
        left.setdefault(other[place], []).append(place)
    for place, piece in enumerate(row):
        if place not in pairs and left.get(piece):
            pairs[place] = left[piece].pop()
    return pairs


def in_order(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising part of different numbers: what stayed, while the others were moved."""
    lowest: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(lowest, number)
        lowest[length:], ends[length:] = [number, *lowest[length + 1 :]], [place, *ends[length + 1 :]]
        before.append(ends[length - 1] if length else None)
    kept, place = set(), ends[-1] if ends else None
    while place is not None:
        kept.add(place)
        place = before[place]
    return kept


def gaps(pairs: Pairs, length: int, other_length: int) -> Iterator[tuple[list[int], list[int]]]:
    """What is not paired in either row, between neighbours that are paired and stand in the same order."""
    here = sorted(pairs)
    kept = in_order([pairs[place] for place in here])
    anchors = [(here[each], pairs[here[each]]) for each in sorted(kept)]
    taken = set(pairs.values())
    start, other_start = 0, 0
    for end, other_end in [*anchors, (length, other_length)]:
        yield (
            [place for place in range(start, end) if place not in pairs],
            [place for place in range(other_start, other_end) if place not in taken],
        )
        start, other_start = end + 1, other_end + 1


def best_in_order(
    row: Sequence[int], other: Sequence[int], likeness: Callable[[int, int], float], least: float
) -> Pairs:
    """The pairs in the same order with the greatest likeness together, each at `least` so alike."""
    best = [[0.0] * (len(other) + 1) for _ in range(len(row) + 1)]
    for i in reversed(range(len(row))):
        for j in reversed(range(len(other))):
            alike = likeness(row[i], other[j])
            together = alike + best[i + 1][j + 1] if alike >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs, i, j = {}, 0, 0
    while i < len(row) and j < len(other):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[row[i]] = other[j]
            i, j = i + 1, j + 1
    return pairs


def best_anywhere(
    row: Iterable[int], other: Iterable[int], likeness: Callable[[int, int], float], least: float
) -> Pairs:
    """The most alike pairs wherever they stand, each at `least` so alike."""
    others = list(other)
    found = [(likeness(here, there), here, there) for here in row for there in others]
    pairs: Pairs = {}
    for alike, here, there in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if alike >= least and here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs
