"""Which block of a section's translation belongs to which of its original: kept with every save, in the section itself.

No text is split that need not be: as long as only the original is written, the translation is known by its ids.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app.reports.models import Section
from app.sections import texts
from app.writing.blocks import Block
from app.writing.pairing import equal_pairs
from app.writing.translating import Link, Pair, counts, mark_current, relink, statuses, turned

OTHER = {"fi": "sv", "sv": "fi"}


def target_language(section: Section) -> str:
    """The language that a section is translated into."""
    return OTHER[section.original_language]


def pairs_of(section: Section) -> list[Pair]:
    """Every block of both languages in the original's order."""
    source, target = blocks(section, section.original_language), blocks(section, target_language(section))
    return statuses(source, target, links_of(section, source, target))


def links_of(section: Section, source: Sequence[Block], target: Sequence[Block]) -> list[Link]:
    """As they are kept; reckoned from nothing where they never were."""
    if section.translation is None:
        return relink([], source, [], target)
    return [Link(*each) for each in section.translation]


def followed(section: Section, language: str, now: Sequence[Block]) -> dict[str, Any]:
    """What a section says of its translation once `now` are a language's blocks, in place of those it still has.

    What a section is first written in is its original.
    """
    is_new = section.translation is None
    original = section.original_language
    if is_new and not section.text(original).strip():
        original = language
    if language == original:
        other = OTHER[language]
        source, target = now, blocks(section, other) if is_new else _by_ids(section, other)
        before = target
    else:
        source, target = blocks(section, original), now
        before = blocks(section, language)
    links = [] if is_new else links_of(section, source, target)
    now_linked = relink(links, source, [] if is_new else before, target)
    return {"original_language": original} | told(now_linked, source, target)


def told(links: Iterable[Link], source: Sequence[Block], target: Sequence[Block]) -> dict[str, Any]:
    """The links of these blocks as a section holds them, and how many of the blocks are what."""
    links = list(links)
    return {"translation": [list(link) for link in links], "translation_counts": counts(source, target, links)}


def keep(section: Section, links: Iterable[Link], source: Sequence[Block], target: Sequence[Block]) -> None:
    """Store the links of these blocks."""
    for name, value in told(links, source, target).items():
        setattr(section, name, value)


def tell(section: Section, said: Iterable[tuple[Block, str]], alone: Iterable[str] = ()) -> None:
    """Each of these blocks of the original, as it says there, is translated by the block with these words; what stands
    `alone` translates none.
    """
    source, target = blocks(section, section.original_language), blocks(section, target_language(section))
    left = list(target)
    found = [(block, _taken(left, words)) for block, words in said]
    without = {its.id for its in (_taken(left, words) for words in alone) if its}
    links = [link for link in links_of(section, source, target) if link.target_id not in without]
    keep(section, mark_current(links, [Pair(block, its, "current") for block, its in found]), source, target)


def _taken(left: list[Block], words: str) -> Block | None:
    """The first of what is left that says this; it is left no more."""
    its = next((each for each in left if each.text == words), None)
    if its:
        left.remove(its)
    return its


def carry_over(before: Section, now: Section) -> None:
    """What was carried over is as current as it was: each of its blocks is translated by the same one as before."""
    if before.translation is None or now.translation is None:
        return
    same = _same_ids(before, now, "fi") | _same_ids(before, now, "sv")
    links = [
        Link(same[source_id], same[target_id], source_text)
        for source_id, target_id, source_text in before.translation
        if source_id in same and target_id in same
    ]
    keep(now, links, blocks(now, now.original_language), blocks(now, target_language(now)))


def _same_ids(before: Section, now: Section, language: str) -> dict[str, str]:
    """What the blocks of a text are called in another section that says the same, or some of it."""
    old, new = blocks(before, language), blocks(now, language)
    pairs = equal_pairs([each.text for each in old], [each.text for each in new])
    return {old[at].id: new[there].id for at, there in pairs.items()}


def turn(section: Section) -> None:
    """Let the translation be the original from now on."""
    links = turned(pairs_of(section))
    section.original_language = target_language(section)
    keep(section, links, blocks(section, section.original_language), blocks(section, target_language(section)))


def blocks(section: Section, language: str) -> list[Block]:
    """The blocks of a language's text."""
    return texts.blocks_of(section.text(language), section.ids(language))


def _by_ids(section: Section, language: str) -> list[Block]:
    """The blocks without their texts, which nobody looks at where nothing was written."""
    ids = section.ids(language)
    return [Block(each, "") for each in ids] if ids or not section.text(language) else blocks(section, language)
