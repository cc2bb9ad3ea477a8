"""Which section of a report continues which of the one before, and who goes on to answer for it. Pure."""

import uuid
from collections.abc import Iterable, Sequence
from typing import TypeVar

S = TypeVar("S")


def continued(before: Iterable[S], now: Iterable[S]) -> list[tuple[S | None, S | None]]:
    """Pairs in the order of the later report: by where its section was carried from, then by the key that both have,
    then by the same title. What only one of them has stands alone; the earlier one's are the last.
    """
    left, later = list(before), list(now)
    found: dict[int, S] = {}
    for is_same in (_is_carried, _is_part, _is_titled):
        for place, section in enumerate(later):
            if place not in found and (its := next((each for each in left if is_same(each, section)), None)):
                found[place] = its
                left.remove(its)
    pairs = [(found.get(place), section) for place, section in enumerate(later)]
    return [*pairs, *((each, None) for each in left)]


def _is_carried(before: S, now: S) -> bool:
    return now.carried_from is not None and now.carried_from == before.id


def _is_part(before: S, now: S) -> bool:
    return now.part is not None and now.part == before.part


def _is_titled(before: S, now: S) -> bool:
    return (before.title_fi, before.title_sv) == (now.title_fi, now.title_sv)


def still_here(
    owner: uuid.UUID | None, deputy: uuid.UUID | None, members: frozenset[uuid.UUID]
) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """Who answers from now on, and their deputy: of the two before, who has not left."""
    owner, deputy = (each if each in members else None for each in (owner, deputy))
    return owner or deputy, deputy if owner else None


def left_over(pairs: Sequence[tuple[S | None, S | None]]) -> list[S]:
    """What was written before and has no place in the report that is begun."""
    return [before for before, now in pairs if now is None and before.has_text]
