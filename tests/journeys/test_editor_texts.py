"""A text that goes into the editor and comes out again is the same text, byte for byte."""

import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.writing.parse import parse
from tests.journeys.editor_page import BUILT, Desk
from tests.journeys.markdown_texts import OWN, SIGNS, read, texts

pytestmark = pytest.mark.browser

BATCH = 150
BLINK_SECONDS = 10
"""The slowest machine is a busy one that tests."""
SOME = settings(
    max_examples=12,
    database=None,
    suppress_health_check=list(HealthCheck),
    # A failure names its text; making the batch around it smaller would take minutes.
    phases=[Phase.generate],
)
ROUND_TRIP = """async ([address, texts]) => {
  const { opened, rewritten } = await import(address);
  return texts.map((text) => {
    const found = opened(text);
    return [found && found.of(found.document), rewritten(text)];
  });
}"""
TWO_READERS_DIFFER = "\\  "
"""A backslash before a line break of blanks: the editor leaves such a text alone."""
SIX_DEEP = "- a\n  - b\n    - c\n      - d\n        - e\n          - f"
TRAPS = [
    ("2024. vuosi", "2024. vuosi"),
    ("2024\\. vuosi", "2024\\. vuosi"),
    ("1\\) eka", "1\\) eka"),
    ("rivi\\\n\\- toinen", "rivi\\\n\\- toinen"),
    ("rivi  \n\\# toinen", "rivi\\\n\\# toinen"),
    ("# Otsikko \\#", "# Otsikko \\#"),
    ("| a \\| b | c |\n|---|--:|\n| 1 |", "| a \\| b | c |\n| --- | ---: |\n| 1 |  |"),
    ("&copy; &amp; &#65;", "&copy; &amp; &#65;"),
    ("__lihava__ *kursiivi*", "**lihava** *kursiivi*"),
    ("**lihava***kursiivi*", "**lihava***kursiivi*"),
    ("5 * 3 * 2 = 30", "5 * 3 * 2 = 30"),
    ("- a\n\n* b", "- a\n\n* b"),
    ("1. a\n1. b\n5. c", "1. a\n1. b\n5. c"),
    (f"{SIX_DEEP}\n            - g", f"{SIX_DEEP}\n\n            \\- g"),
    ("{{panel:2}}\n\n\\{{panel:2}}", "{{panel:2}}\n\n\\{{panel:2}}"),
    ("a[^1]\n\n[^1]: *b*", "a[^1]\n\n[^1]: *b*"),
    ("a\\[^1\\] b[^lähde]\n\n[^1]: c\n[^lähde]:d", "a\\[^1\\] b[^lähde]\n\n[^1]: c\n\n[^lähde]:d"),
    ("[sana[^1]](/y)\n\n[^1]: c", "[sana[^1]](/y)\n\n[^1]: c"),
    ('Hän sanoi: ["**Havet** ger oss luft"](lang:sv).', 'Hän sanoi: ["**Havet** ger oss luft"](lang:sv).'),
    ("![a\\]b](attachment:2)", "![a\\]b](attachment:2)"),
    ("![a](https://example.fi/a.png) <script>", "![a](https://example.fi/a.png) <script>"),
    ("[a](https://e.fi/?a=1&amp;b=(2)) [b](javascript:alert)", "[a](<https://e.fi/?a=1&b=(2)>) [b](javascript:alert)"),
]
"""A text, and what it is when every block of it is written anew."""


@pytest.fixture(scope="module")
def round_trip(browser):
    """A function: texts through the built editor; what comes back untouched, and what written anew."""
    desk = Desk()
    page = browser.new_page()
    page.goto(desk.url)
    address = "/" + next(BUILT.glob("editor-*.js")).name
    yield lambda given_texts: page.evaluate(ROUND_TRIP, [address, given_texts])
    page.close()
    desk.stop()


@SOME
@given(tried=texts(SIGNS + OWN, BATCH))
def test_every_text_comes_back_byte_for_byte(round_trip, tried):
    for text, (same, _) in zip(tried, round_trip(tried), strict=True):
        assert same == text or (same is None and TWO_READERS_DIFFER in text), repr(text)


@SOME
@given(tried=texts(SIGNS + OWN, BATCH))
def test_a_text_whose_every_block_is_written_anew_says_the_same_on_the_page(round_trip, tried):
    for text, (same, anew) in zip(tried, round_trip(tried), strict=True):
        assert same is None or read(parse(anew)) == read(parse(text)), repr((text, anew))


@SOME
@given(tried=texts(SIGNS + OWN, BATCH))
def test_what_is_written_anew_is_written_the_same_the_next_time(round_trip, tried):
    anew = [again for same, again in round_trip(tried) if same is not None]
    assert [again for _, again in round_trip(anew)] == anew


@SOME
@given(words=st.lists(st.text("*_#-+|\\[]!.1 )a", max_size=9), min_size=BATCH, max_size=BATCH))
def test_words_that_look_like_signs_stay_words(round_trip, words):
    escaped = ["".join(f"\\{sign}" if sign in "*_#-+|\\[]!.)" else sign for sign in each).strip() for each in words]
    for text, (same, anew) in zip(escaped, round_trip(escaped), strict=True):
        assert same == text
        assert read(parse(anew)) == read(parse(text)), repr((text, anew))


def test_traps_of_markdown(round_trip):
    outcomes = round_trip([text for text, _ in TRAPS])
    assert outcomes == [[text, anew] for text, anew in TRAPS]


def test_a_long_text_is_read_and_written_in_the_blink_of_an_eye(round_trip):
    paragraph = "Sana **lihava** ja *kursiivi* {{figure:3}}.\n" * 8
    text = "\n".join(["# Otsikko", paragraph, "- a\n- b\n", "| a |\n|---|\n| 1 |\n"] * 60)
    begun = time.monotonic()
    assert len(text) > 20_000
    assert round_trip([text])[0][0] == text
    assert time.monotonic() - begun < BLINK_SECONDS
