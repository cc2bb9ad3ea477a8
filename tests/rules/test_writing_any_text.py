"""Whatever is typed or pasted: the page stays sound, and no word is lost."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from app.writing.html import as_html
from app.writing.parse import legible, parse
from app.writing.typst_data import as_typst_data

ALLOWED = {
    "a": {"class", "href"},
    "br": set(),
    "em": set(),
    "li": {"value", "id"},
    "mark": {"class"},
    "ol": {"class"},
    "p": {"class"},
    "section": {"class"},
    "strong": set(),
    "sup": {"id"},
    "table": {"class"},
    "tbody": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    "thead": {"class"},
    "tr": {"class"},
    "ul": {"class"},
    **{f"h{level}": {"class"} for level in range(3, 7)},
}

MARKUP = r"""# ## * ** _ - + 1. | |---| --: [ ]( ](/a ](javascript: ) < > " ' \ ` & ! $ @ sana å 7"""
TOKENS = [
    "{{figure:7}}",
    "{{panel:7}}",
    "\n\n{{panel:7}}\n\n",
    "[^§]",
    "[^¶]",
    "\n[^§]: ",
    "\n[^¶]: ",
    "![å](attachment:7)",
    "![",
]
SPACE = ["\n", "\n\n", "\n  ", " ", "    ", "\t", "\v", "\x00"]
signs = st.sampled_from(MARKUP.split() + TOKENS + SPACE)
any_text = st.lists(signs | st.text(max_size=4), max_size=60).map("".join)


class Page(HTMLParser):
    """Fails on what is not well formed or not allowed; collects the text a reader sees."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.text = [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        assert tag in ALLOWED
        assert {name for name, _ in attributes} <= ALLOWED[tag]
        address = dict(attributes).get("href", "/")
        assert re.match(r"(?i)https?://[^/]|mailto:|/($|[^/\\])|#note-", address), address
        if tag != "br":
            self.open.append(tag)
        if tag not in ("a", "em", "strong", "mark"):
            self.text.append(" ")
        self.text += (f"{unquote(value)} " for name, value in attributes if name in ("href", "value"))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@given(any_text)
def test_any_text_makes_a_well_formed_page_of_allowed_elements_only(text):
    Page(as_html(parse(text)))


@given(any_text)
def test_no_letter_or_digit_of_any_text_is_lost_on_the_page(text):
    shown = "".join(Page(as_html(parse(text))).text)
    assert letters(legible(text)) <= letters(shown)


@given(st.lists(st.from_regex(r"[^\W_]{1,12}", fullmatch=True), min_size=1, max_size=30).map(" ".join))
def test_every_word_of_a_plain_text_stands_on_the_page_in_its_order(text):
    assert "".join(Page(as_html(parse(text))).text).split() == text.split()


@given(any_text)
def test_headings_skip_no_level(text):
    levels = [2, *(int(level) for level in re.findall(r"<h(\d)", as_html(parse(text))))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@given(any_text)
def test_page_and_pdf_say_the_same(text):
    tree = parse(text)
    assert letters("".join(texts(as_typst_data(tree)))) <= letters("".join(Page(as_html(tree)).text))


def letters(text):
    """How often each letter and digit occurs; zeros not, because "01." opens the item number 1."""
    return Counter(sign for sign in text if sign.isalnum() and sign != "0")


def texts(data):
    if isinstance(data, list):
        for part in data:
            yield from texts(part)
    elif isinstance(data, dict):
        yield data.get("text", "")
        for value in data.values():
            yield from texts(value) if isinstance(value, list) else ()
