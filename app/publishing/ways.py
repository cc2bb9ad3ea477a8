"""The ways to read an edition elsewhere than on its page: the same where it is published and where it is previewed."""

from collections.abc import Callable, Container

from app.publishing.words import WAYS

Links = list[tuple[str, object]]


def ways(known: Container[str], address: Callable[[str], str]) -> list[tuple[object, Links]]:
    """By the group's heading its links, each an address and its words; `known` are the ways that there are."""
    groups = [(heading, [(address(way), its[way]) for way in its if way in known]) for heading, its in WAYS]
    return [(heading, links) for heading, links in groups if links]
