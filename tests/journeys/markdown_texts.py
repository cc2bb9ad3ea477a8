"""Texts to try the editor with, and what two trees of a text must have in common."""

from hypothesis import strategies as st

from app.writing.parse import as_written
from app.writing.tree import Break, Heading, Link, List, Notes, Panel, Paragraph, Part, Parts, Run, Table

SIGNS = [
    *(
        "*",
        "**",
        "_",
        "__",
        "\\",
        "#",
        "# ",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2) ",
        "2024. ",
        "|",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
    ),
    *(
        "| a | b |\n|---|--:|\n",
        "| \\| | **c** |\n",
        "  - ",
        "    ",
        " ",
        "  ",
        "\t",
        "\u00a0",
        "a",
        "Äö",
        "b c",
        "12,7 %",
    ),
    *("[x](/y)", "[a b](https://e.fi/?a=1&b=(2) 't')", "[", "]", "(", ")", "!", "`x`", "> ", ":-", "---", "===", "<b>"),
    *("&amp;", "~", "[hav](lang:sv)", "{{figure:1}}", "![kartta](attachment:2)"),
]
OWN = [
    "{{panel:2}}",
    "\n{{panel:2}}\n",
    "[^1]",
    "\n[^1]: ",
    "![](attachment:x)",
    "{{figure:}}",
    "![a\\]b](attachment:2)",
]


def texts(signs: list[str], size: int) -> st.SearchStrategy[list[str]]:
    """Lists of texts as they are stored, put together of these signs."""
    text = st.lists(st.sampled_from(signs) | st.text(max_size=3), max_size=14).map("".join)
    return st.lists(text.map(lambda typed: as_written(typed) or ""), min_size=size, max_size=size)


def read(blocks: object) -> object:
    """What a reader sees of a tree: blanks at the edges of lines, blanks in a row and marks on blanks are left out."""
    match blocks:
        case Heading(level, parts):
            return ("heading", level, _seen(parts))
        case Paragraph(parts):
            return ("paragraph", _seen(parts))
        case List(ordered, items):
            return ("list", ordered, [(item.number, read(item.blocks)) for item in items])
        case Table(numeric, head, rows):
            return ("table", numeric, [[_seen(cell) for cell in row] for row in (head, *rows)])
        case Notes(items):
            return [(note.number, note.times, _seen(note.parts)) for note in items]
        case Panel():
            return blocks
    return [each for each in map(read, blocks) if each != ("paragraph", [])]


def _seen(parts: Parts) -> list:
    seen: list = []
    for unit in (each for part in parts for each in _units(part)):
        at_edge = not seen or seen[-1] in ("\n", " ")
        if unit == "\n":
            _cut(seen, " ")
        if unit != " " or not at_edge:
            seen.append(unit)
    _cut(seen, " \n")
    return seen


def _cut(seen: list, blanks: str) -> None:
    while seen and isinstance(seen[-1], str) and seen[-1] in blanks:
        seen.pop()


def _units(part: Part, address: str = "") -> list:
    match part:
        case Break():
            return ["\n"]
        case Link(address, parts):
            return [unit for each in parts for unit in _units(each, address)]
        case Run(text, strong, emphasis, language):
            return [" " if sign.isspace() else (sign, strong, emphasis, address, language) for sign in text]
    return [(part, address)]
