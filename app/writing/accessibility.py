"""What keeps somebody from reading a text: faults, which must be mended, and warnings, which a person judges. Pure.

What cannot go wrong is not looked for: the parser skips no level of a heading and gives each table a row of heads, and
a picture without an alternative text is not saved.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from app.writing.contents import images_without_alternative, plain, walk
from app.writing.parse import parse
from app.writing.tree import Image, Link, List, Paragraph, Run, Table, Tree

STOPS = frozenset({"picture_without_words", "picture_missing", "table_without_head", "link_says_nothing"})
"""The kinds that are faults; the others are warnings."""

SAYS_NOTHING = {
    "tästä", "täältä", "täällä", "tässä", "tähän", "linkki", "linkistä", "lue", "lue lisää", "lisää", "lisätietoa",
    "lisätietoja", "klikkaa", "klikkaa tästä", "klikkaa tähän", "tästä linkistä", "tämä", "katso", "katso tästä",
    "här", "länk", "länken", "den här länken", "läs", "läs mer", "läs mera", "mer", "mera", "mer information",
    "mera information", "klicka", "klicka här", "se här", "härifrån", "via länken",
    "here", "click here", "link", "read more", "more", "this",
}  # fmt: skip
NAMES_NOTHING = {"kuva", "kuvio", "kaavio", "kuvaaja", "valokuva", "logo", "bild", "figur", "diagram", "foto", "image"}
FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|webp|svg|pdf)", re.IGNORECASE)
ADDRESS = re.compile(r"(https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
WORD = re.compile(r"[a-zåäö]+")
COMMON = {
    "fi": {"ja", "on", "ei", "että", "sekä", "myös", "ovat", "joka", "jotka", "kun", "tai", "mutta", "oli", "kuin"},
    "sv": {"och", "att", "är", "det", "som", "för", "en", "ett", "av", "på", "med", "har", "inte", "till", "den", "i"},
}
OTHER = {"fi": "sv", "sv": "fi"}
LONGEST_HEADING, LONGEST_QUOTE, FEWEST_WORDS = 80, 80, 8


@dataclass(frozen=True)
class Finding:
    """One of them; `quote` is where in the text it is, in its own words."""

    kind: str
    quote: str

    @property
    def is_fault(self) -> bool:
        """Whether it must be mended before the text is decided about or published."""
        return self.kind in STOPS


def findings_in(text: str, language: str, pictures: Collection[int]) -> list[Finding]:
    """What a text in this language has; `pictures` are the numbers of the attachments that can be shown."""
    tree = parse(text)
    unspoken = [Finding("picture_without_words", str(number)) for number in images_without_alternative(text)]
    found = (_in_pictures(tree, pictures), _in_links(tree), _in_tables(tree), _in_paragraphs(tree, language))
    return unspoken + [each for of_kind in found for each in of_kind]


def _in_pictures(tree: Tree, pictures: Collection[int]) -> Iterator[Finding]:
    for image in _all(tree, Image):
        words = image.alternative.strip()
        if image.attachment not in pictures:
            yield Finding("picture_missing", words)
        if words.lower().strip(" .:0123456789") in NAMES_NOTHING | {""} or FILE_NAME.fullmatch(words):
            yield Finding("picture_named_only", words)


def _in_links(tree: Tree) -> Iterator[Finding]:
    for link in _all(tree, Link):
        words = plain((Paragraph(link.parts),)).strip()
        if words.lower().strip(" .,:!»›>→") in SAYS_NOTHING | {""}:
            yield Finding("link_says_nothing", words or link.address)
        elif ADDRESS.fullmatch(words) and "mailto:" not in link.address:
            yield Finding("link_is_address", words)


def _in_tables(tree: Tree) -> Iterator[Finding]:
    """A head that is empty in its first column is usual: the column names the rows."""
    for table in _all(tree, Table):
        heads = [plain((Paragraph(parts),)).strip() for parts in table.head]
        first = plain((table,)).strip().partition("\n")[0]
        if not any(heads):
            yield Finding("table_without_head", _short(first))
        elif not all(heads[1:]):
            yield Finding("column_without_head", _short(first))


def _in_paragraphs(tree: Tree, language: str) -> Iterator[Finding]:
    for block in tree:
        words = plain((block,)).strip()
        if isinstance(block, Paragraph) and _is_like_heading(block, words):
            yield Finding("bold_for_heading", _short(words))
        if isinstance(block, Paragraph | List) and _is_in(OTHER[language], _in_own_language(block)):
            yield Finding("other_language", _short(words))


def _in_own_language(block: Paragraph | List) -> str:
    """The words that are not said to be in another language."""
    return " ".join(node.text for node in walk(block) if isinstance(node, Run) and not node.language)


def _is_like_heading(block: Paragraph, words: str) -> bool:
    """A short line that is bold from beginning to end and ends no sentence."""
    is_bold = all(isinstance(part, Run) and (part.strong or not part.text.strip()) for part in block.parts)
    return is_bold and 0 < len(words) <= LONGEST_HEADING and not words.endswith((".", "!", "?", ":", ","))


def _is_in(language: str, words: str) -> bool:
    """Whether it is written in this language rather than the other one, told by the commonest words of both."""
    said = WORD.findall(words.lower())
    common, of_other = (sum(word in COMMON[each] for word in said) for each in (language, OTHER[language]))
    return len(said) >= FEWEST_WORDS and common >= 3 and of_other == 0


def _all(tree: Tree, kind: type) -> Iterable:
    return (node for node in walk(tree) if isinstance(node, kind))


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"
