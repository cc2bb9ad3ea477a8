"""Who may do what in one section: the role, and what was given to the person there on top of it. Pure."""

from collections.abc import Callable, Mapping

from app.writing.contents import images_without_alternative
from tenants.errors import Refused

DONE = frozenset({"ready", "approve"})
"""The moves that say that a text can go on to its readers."""
LEVELS = ("read", "comment", "write", "approve")
"""Each holds what stands before it."""

OF_ROLES = {"approve": "section.approve", "write": "section.write", "read": "report.read"}


def level_in_section(may: Callable[[str], bool], granted: str | None, *, is_owner: bool) -> str:
    """The highest of what the role gives (`may` answers for a right), what was granted, and what an owner has."""
    of_role = next(level for level, right in OF_ROLES.items() if right == "report.read" or may(right))
    levels = [of_role, *([granted] if granted else []), *(["write"] if is_owner else [])]
    return max(levels, key=LEVELS.index)


def check_pictures(move: str, texts: Mapping[str, str]) -> None:
    """A draft may wait for its words; raises Refused("pictures_without_words") for the first of the texts, by
    language, that would go on with pictures which say nothing to those who do not see them.
    """
    for language, text in texts.items() if move in DONE else ():
        if missing := images_without_alternative(text):
            pictures = ", ".join(f"attachment:{number}" for number in missing)
            raise Refused("pictures_without_words", language=language, pictures=pictures)


def reaches(level: str, wanted: str) -> bool:
    """Whether a level holds another."""
    return LEVELS.index(level) >= LEVELS.index(wanted)
