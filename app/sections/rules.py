"""Who may do what in one section: the role, and what was given to the person there on top of it. Pure."""

from collections.abc import Callable

LEVELS = ("read", "comment", "write", "approve")
"""Each holds what stands before it."""

OF_ROLES = {"approve": "section.approve", "write": "section.write", "read": "report.read"}


def level_in_section(may: Callable[[str], bool], granted: str | None, *, is_owner: bool) -> str:
    """The highest of what the role gives (`may` answers for a right), what was granted, and what an owner has."""
    of_role = next(level for level, right in OF_ROLES.items() if right == "report.read" or may(right))
    levels = [of_role, *([granted] if granted else []), *(["write"] if is_owner else [])]
    return max(levels, key=LEVELS.index)


def reaches(level: str, wanted: str) -> bool:
    """Whether a level holds another."""
    return LEVELS.index(level) >= LEVELS.index(wanted)
