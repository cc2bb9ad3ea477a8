"""A picture among a report's attachments as a page or paper shows it within a text."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from app.attachments.kinds import MEDIA_TYPES
from app.writing.pictures import as_svg

IMAGE = Markup('<img class="app-picture" src="{}" alt="{}" width="{}" height="{}" loading="lazy">')


def pictures(
    known: Iterable[Mapping[str, Any]], address: Callable[[Mapping[str, Any]], str]
) -> Callable[[int, str], Markup | None]:
    """For `Shown.image`: `known` have number, width and height; what is no picture among them is not shown."""
    by_number = {each["number"]: each for each in known if each["width"]}

    def image(number: int, alternative: str) -> Markup | None:
        found = by_number.get(number)
        return found and IMAGE.format(address(found), alternative, found["width"], found["height"])

    return image


def printed_pictures(known: Iterable[Mapping[str, Any]], bodies: Mapping[int, bytes]) -> dict[int, str]:
    """For `Printed.image`, each as an SVG: those of `known` whose bytes are at hand."""
    return {
        each["number"]: as_svg(bodies[each["number"]], MEDIA_TYPES[each["format"]], each["width"], each["height"])
        for each in known
        if each["width"] and each["number"] in bodies
    }
