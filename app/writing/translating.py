"""Two languages side by side: which block of the translation belongs to which of the original, made of which words.

Either language may be the original. A translation is current while the original still says what it said when the
translation was written.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.writing.blocks import Block
from app.writing.contents import figures_in, panels_in
from app.writing.pairing import Pairs, equal_pairs, gaps
from app.writing.parse import parse


class Link(NamedTuple):
    """A block of the original and its translation, which was made of `source_text`."""

    source_id: str
    target_id: str
    source_text: str


class Pair(NamedTuple):
    """A row. `status` is "current", "out_of_date" (then `before` is what was translated), "missing" or "extra"."""

    source: Block | None
    target: Block | None
    status: str
    before: str | None = None


def statuses(source: Sequence[Block], target: Sequence[Block], links: Iterable[Link]) -> list[Pair]:
    """All blocks of both in the original's order; what only the translation has comes after what is above it there."""
    by_source = _valid(links, source, target)
    targets = {block.id: block for block in target}
    rows = [_pair(block, by_source.get(block.id), targets) for block in source]
    linked = {link.target_id for link in by_source.values()}
    above = None
    for block in target:
        if block.id not in linked:
            place = next((at for at, row in enumerate(rows, start=1) if row.target and row.target.id == above), 0)
            rows.insert(place, Pair(None, block, "extra"))
        above = block.id
    return rows


def counts(source: Sequence[Block], target: Sequence[Block], links: Iterable[Link]) -> dict[str, int]:
    """How many rows of `statuses` are what, without making them: asked at every save."""
    by_source = _valid(links, source, target)
    if not by_source:
        return {name: count for name, count in (("missing", len(source)), ("extra", len(target))) if count}
    found = Counter(_status(block, by_source.get(block.id)) for block in source)
    if len(target) > len(by_source):
        found["extra"] = len(target) - len(by_source)
    return dict(found)


def _status(source: Block, link: Link | None) -> str:
    if link is None:
        return "missing"
    return "current" if link.source_text == source.text else "out_of_date"


def _pair(source: Block, link: Link | None, targets: dict[str, Block]) -> Pair:
    status = _status(source, link)
    if link is None:
        return Pair(source, None, status)
    return Pair(source, targets[link.target_id], status, link.source_text if status == "out_of_date" else None)


def _valid(links: Iterable[Link], source: Sequence[Block], target: Sequence[Block]) -> dict[str, Link]:
    """Links by their source, in so far as both blocks are there; each block is linked once."""
    sources, targets = {block.id for block in source}, {block.id for block in target}
    found: dict[str, Link] = {}
    for link in links:
        if link.source_id in sources and link.source_id not in found and link.target_id in targets:
            found[link.source_id] = link
            targets.remove(link.target_id)
    return found


def relink(
    links: Iterable[Link],
    source: Sequence[Block],
    target_before: Sequence[Block],
    target: Sequence[Block],
) -> list[Link]:
    """The links after either language was saved; `target_before` is the translation before that.

    A block of the translation that was written now belongs to what the original says now. A changed original changes no
    link, which makes the translation out of date. A translation without a link gets one when it is written: to the
    original in its place between neighbours that are linked, of the same kind (heading, list ...) if there is one.
    """
    was = {block.id: block.text for block in target_before}
    written = {block.id for block in target if was.get(block.id) != block.text}
    texts = {block.id: block.text for block in source}
    by_source = _valid(links, source, target)
    kept = [
        Link(link.source_id, link.target_id, texts[link.source_id]) if link.target_id in written else link
        for link in by_source.values()
    ]
    return kept + _new_links(source, target, by_source, written) if written else kept


def _new_links(
    source: Sequence[Block], target: Sequence[Block], links: dict[str, Link], written: set[str]
) -> list[Link]:
    places = {block.id: place for place, block in enumerate(target)}
    pairs = {at: places[links[block.id].target_id] for at, block in enumerate(source) if block.id in links}
    found: Pairs = {}
    for here, there in gaps(pairs, len(source), len(target)):
        there = [place for place in there if target[place].id in written]
        if not there:
            continue  # telling the kinds of blocks takes the parser
        found |= _alike_first([source[place] for place in here], [target[place] for place in there], here, there)
    return [Link(source[at].id, target[to].id, source[at].text) for at, to in found.items()]


def _alike_first(source: list[Block], target: list[Block], here: list[int], there: list[int]) -> Pairs:
    """Blocks of one kind in their order, then what is left between them in its order."""
    kinds = [[_kind(block.text) for block in blocks] for blocks in (source, target)]
    pairs = equal_pairs(*kinds)
    for rest, other in list(gaps(pairs, len(source), len(target))):
        pairs |= zip(rest, other, strict=False)
    return {here[at]: there[to] for at, to in pairs.items()}


def _kind(text: str) -> str:
    return next((type(block).__name__ for block in parse(text)), "")


def mark_current(links: Iterable[Link], pairs: Iterable[Pair]) -> list[Link]:
    """The links, after a person said that each of these pairs belongs together as it stands now."""
    said = [Link(pair.source.id, pair.target.id, pair.source.text) for pair in pairs if pair.source and pair.target]
    sources, targets = {link.source_id for link in said}, {link.target_id for link in said}
    return [link for link in links if link.source_id not in sources and link.target_id not in targets] + said


def turned(pairs: Iterable[Pair]) -> list[Link]:
    """The links the other way round, after the translation became the original. What was out of date stays so, and
    nobody knows what it was made of.
    """
    both = [pair for pair in pairs if pair.source and pair.target]
    return [
        Link(pair.target.id, pair.source.id, pair.target.text if pair.status == "current" else "") for pair in both
    ]


def same_figures(source_text: str, target_text: str) -> bool:
    """Whether both name the same figures and panels, as often, in whatever order."""
    return all(Counter(named(source_text)) == Counter(named(target_text)) for named in (figures_in, panels_in))
