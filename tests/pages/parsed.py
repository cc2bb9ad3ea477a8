"""A page as a browser understands it, and what can be asked of it."""

from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib

TYPED_IN = frozenset({"input", "select", "textarea"})
NOT_TYPED_IN = frozenset({"hidden", "submit", "button"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNREAD = frozenset({"script", "style", "textarea"})
SPOKEN = ("alt", "aria-label", "placeholder", "title")
"""Attributes whose words a reader meets."""


class ParsedPage:
    """Raises html5lib's ParseError for markup that a browser would have to mend."""

    def __init__(self, html: str):
        self.root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)

    def all(self, *tags: str) -> list[Element]:
        """The elements of these tags in the page's order; every element without a tag."""
        return [each for each in self.root.iter() if isinstance(each.tag, str) and (not tags or each.tag in tags)]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, with repetitions."""
        return [each.get("id") for each in self.all() if each.get("id") is not None]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """(level, text) in order."""
        return [(int(each.tag[1]), text_of(each)) for each in self.all(*HEADINGS)]

    @cached_property
    def language(self) -> str:
        """The page's own."""
        return self.all("html")[0].get("lang")

    def title(self) -> str:
        """The browser's title."""
        return text_of(self.all("title")[0])

    def fields(self) -> list[Element]:
        """What a visitor types in or chooses."""
        return [each for each in self.all(*TYPED_IN) if each.get("type") not in NOT_TYPED_IN]

    def with_class(self, name: str) -> list[Element]:
        """The elements of a class."""
        return [each for each in self.all() if name in (each.get("class") or "").split()]

    def value_of(self, name: str) -> str:
        """What stands in the field of this name."""
        field = next(each for each in self.all(*TYPED_IN) if each.get("name") == name)
        if field.tag == "textarea":
            return field.text or ""
        return field.get("value") or ""

    def words(self) -> Iterator[str]:
        """Each piece of the page's own language that a reader meets by eye or ear, blanks tidied."""
        return (" ".join(piece.split()) for piece in self._pieces(self.root) if piece and piece.strip())

    def _pieces(self, element: Element) -> Iterator[str | None]:
        if element.get("lang", self.language) != self.language or element.tag in UNREAD:
            return
        yield element.text
        yield from (element.get(name) for name in SPOKEN)
        for child in element:
            yield from self._pieces(child)
            yield child.tail


def text_of(element: Element) -> str:
    """All the text in an element, blanks tidied."""
    return " ".join("".join(element.itertext()).split())
