"""Texts to translate, of one section or of a whole report, as units of a file. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.writing.exchange import Unit
from app.writing.translating import Pair

SEPARATOR = "."


@dataclass(frozen=True)
class Translated:
    """One section: its key among the units' ids, what it is called, and its rows."""

    key: str
    name: str
    into: str
    pairs: Sequence[Pair]


def unit_id(section: Translated, block_id: str) -> str:
    """What a block is called in a file: the same whenever it is exported."""
    return f"{section.key}{SEPARATOR}{block_id}"


def units_of(sections: Iterable[Translated], into: str, *, unfinished_only: bool) -> list[Unit]:
    """A unit for each block of the sections that are translated into a language."""
    return [
        Unit(unit_id(section, pair.source.id), pair.source.text, pair.target.text if pair.target else "", pair.status)
        for section in sections
        if section.into == into
        for pair in section.pairs
        if pair.source and not (unfinished_only and pair.status == "current")
    ]


def known_blocks(sections: Iterable[Translated]) -> Mapping[str, tuple[Translated, Pair]]:
    """Every block that can be translated, by what it is called in a file."""
    return {unit_id(each, pair.source.id): (each, pair) for each in sections for pair in each.pairs if pair.source}
