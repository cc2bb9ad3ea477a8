"""A section's text in one language, as it stands and as it was begun from: pure, by blocks."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from app.writing.blocks import Block, split, text_of
from app.writing.identities import with_ids
from app.writing.merging import Kept, Merge, merge


def new_id() -> str:
    """An id for a block that nobody has written before."""
    return uuid.uuid4().hex[:12]


def blocks_of(text: str, ids: Sequence[str]) -> list[Block]:
    """A stored text as blocks. One that was stored before texts had blocks gets ids that are the same each time."""
    texts = split(text)
    known = ids if len(ids) == len(texts) else [f"first-{place}" for place in range(len(texts))]
    return [Block(id, each) for id, each in zip(known, texts, strict=True)]


def merged(begun_from: Sequence[Block], typed: Sequence[str], stored: Sequence[Block]) -> Merge:
    """What somebody typed over what they began from, joined with what is stored by now."""
    mine = with_ids(typed, begun_from, new_id)
    if begun_from == stored:
        return Merge(mine, [])
    outcome = merge(begun_from, mine, stored)
    return outcome if outcome.blocks == mine else _whole(outcome)


def with_other(stored: Sequence[Block], block: str, base: str, other: str) -> Merge:
    """The stored text with `other` in a block's place, which somebody wrote over `base`. Where the block has changed
    since, or is gone, the stored text stays and the other is kept beside it.
    """
    if all(each.id != block for each in stored):
        return Merge(list(stored), [Kept(block, other)])
    begun_from, typed = (
        [Block(each.id, text) if each.id == block else each for each in stored] for text in (base, other)
    )
    return _whole(merge(begun_from, typed, stored))


def _whole(outcome: Merge) -> Merge:
    """Two lists that have come beside each other are one block from now on, a text of several paragraphs is several."""
    return replace(outcome, blocks=with_ids(split(text_of(outcome.blocks)), outcome.blocks, new_id))
