"""Where names stand: how wide they are, how they break, and how they make room for each other."""

from collections.abc import Sequence
from itertools import accumulate

from app.charts.pieces import TEXT_SIZE

LINE_HEIGHT = 17
# Thousandths of an em that the letters of Source Sans 3 Semibold take; Regular ones take a little less.
WIDTHS = {
    200: " \N{NO-BREAK SPACE}",
    280: "ijlI.,:;'|",
    320: "f-()",
    370: "tr/",
    450: "szc",
    490: "xvyJLY–",
    520: "agkåäeéF0123456789−€",
    550: "oöEVXZST",
    570: "bdhnpquAÅÄCPR",
    630: "BKDG&",
    670: "HNUOQÖ",
    760: "Mw",
    850: "Wm%",
}
EMS = {letter: thousandths / 1000 for thousandths, letters in WIDTHS.items() for letter in letters}
UNKNOWN = 0.7


def width(text: str) -> float:
    """How many pixels wide a line is, rather too many than too few."""
    return TEXT_SIZE * sum(map(_ems, text))


def broken(text: str, widest: float) -> list[str]:
    """The text as lines no wider than this; a word for which there is no room at all ends with an ellipsis."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= widest:
            lines[-1] = joined
        else:
            lines.append(shortened(word, widest))
    return lines


def shortened(text: str, widest: float) -> str:
    """The text, or as much of its beginning as there is room for."""
    if width(text) <= widest:
        return text
    ends = accumulate(map(_ems, text))
    return text[: sum(TEXT_SIZE * (end + _ems("…")) <= widest for end in ends)] + "…"


def pushed_apart(wanted: Sequence[float], sizes: Sequence[float], start: float, end: float) -> list[float]:
    """Middles of labels in a row, none over another, together as near as can be to where they want to be.

    Least squares under an order: subtracting from each wish what lies before it leaves numbers that must only never
    fall, which the pool-adjacent-violators algorithm finds (Ayer et al., The Annals of Mathematical Statistics 26,
    1955). All lie between `start` and `end` if there is room; if not, they begin at `start`.
    """
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    offsets, taken = {}, 0.0
    for each in order:
        offsets[each] = taken + sizes[each] / 2
        taken += sizes[each]
    pools: list[tuple[float, int]] = []
    for each in order:
        total, count = wanted[each] - offsets[each], 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    freed = [total / count for total, count in pools for _ in range(count)]
    kept = [max(start, min(place, end - taken)) for place in freed]
    places = {each: place + offsets[each] for each, place in zip(order, kept, strict=True)}
    return [places[each] for each in range(len(wanted))]


def lanes(places: Sequence[float], boxes: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each label, whose text lies over `boxes` (from, to) and from which a thread leads down to its place.

    From right to left each gets the lowest lane in which its text lies over no other and over no thread of those
    already there.
    """
    taken: dict[int, int] = {}
    for each in sorted(range(len(boxes)), key=lambda each: places[each], reverse=True):
        start, end = boxes[each]
        lane = max((taken[other] + 1 for other in taken if start <= places[other] <= end), default=0)
        full = {taken[other] for other in taken if boxes[other][0] < end and start < boxes[other][1]}
        taken[each] = next(free for free in range(lane, lane + len(boxes) + 1) if free not in full)
    return [taken[each] for each in range(len(boxes))]


def _ems(letter: str) -> float:
    return EMS.get(letter, UNKNOWN)
