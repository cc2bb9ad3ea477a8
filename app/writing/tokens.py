"""What our subset has beyond Markdown: figures, panels, pictures among the attachments, footnotes, other languages.

    {{figure:3}}   {{panel:3}}   ![a bridge in spring](attachment:3)   text[^1]   [^1]: what the note says
    ["Havet ger oss luft"](lang:sv)

What only looks like one of them stays text: a picture without words for those who do not see it, a mark without its
footnote, a second footnote with the same name.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

NUMBER = r"([1-9]\d{0,8})"
FIGURE = re.compile(rf"\{{\{{figure:{NUMBER}\}}\}}")
PANEL = re.compile(rf"\{{\{{panel:{NUMBER}\}}\}}")
ATTACHMENT = re.compile(rf"\(attachment:{NUMBER}\)")
LANGUAGE = re.compile("(?a:lang:([a-z]{2,3}))", re.IGNORECASE)
"""Written as the address of a link, and no link: it tells in which language its words are (ISO 639)."""

NAME = r"\[\^([^\s\[\]\\^]{1,40})\]"
MARK = re.compile(NAME)
NOTE = re.compile(NAME + r":[ \t]*(?=\S)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def figure(state: StateInline, silent: bool) -> bool:
    """A figure in a sentence."""
    found = FIGURE.match(state.src, state.pos, state.posMax)
    if found and not silent:
        state.push("figure", "", 0).meta = {"number": int(found[1])}
    return _passed(state, found)


def image(state: StateInline, silent: bool) -> bool:
    """A picture, when it has an alternative text."""
    if not state.src.startswith("![", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    found = ATTACHMENT.match(state.src, end + 1, state.posMax) if end >= 0 else None
    alternative = " ".join(ESCAPED.sub(r"\1", state.src[state.pos + 2 : max(end, 0)]).split())
    if not found or not alternative:
        return False
    if not silent:
        state.push("image", "", 0).meta = {"attachment": int(found[1]), "alternative": alternative}
    return _passed(state, found)


def note_mark(state: StateInline, silent: bool) -> bool:
    """What leads to a footnote; but not where a footnote was to be written a second time. No link stays around it."""
    found = MARK.match(state.src, state.pos, state.posMax)
    if not found or found[1] not in state.env.get("notes", ()):
        return False
    if state.pos == 0 and state.src.startswith(":", found.end()):
        return False
    if not silent:
        state.push("note_mark", "", 0).meta = {"name": found[1]}
    return _passed(state, found)


def _passed(state: StateInline, found: re.Match[str] | None) -> bool:
    state.pos = found.end() if found else state.pos
    return found is not None


def note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote: one paragraph behind its name."""
    begin = state.bMarks[start] + state.tShift[start]
    found = NOTE.match(state.src, begin, state.eMarks[start])
    if silent or not found or found[1] in state.env.setdefault("notes", {}):
        return bool(silent and found)
    state.env["notes"][found[1]] = True
    state.line = _end_of_paragraph(state, start, end)
    opening = state.push("note_open", "", 1)
    opening.map, opening.meta = [start, state.line], {"name": found[1], "typed": found[0]}
    inline = state.push("inline", "", 0)
    written = state.getLines(start, state.line, state.blkIndent, False).strip(" \t\n")
    inline.content, inline.children = written.removeprefix(found[0]), []
    state.push("note_close", "", -1)
    return True


def _end_of_paragraph(state: StateBlock, start: int, end: int) -> int:
    ends = state.md.block.ruler.getRules("paragraph")
    line = start + 1
    while line < end and not state.isEmpty(line) and not any(rule(state, line, end, True) for rule in ends):
        line += 1
    return line
