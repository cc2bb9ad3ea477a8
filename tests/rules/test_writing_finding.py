"""Find and replace: words are found, and what is not words stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from app.writing.blocks import split
from app.writing.contents import attachments_in, figures_in, panels_in
from app.writing.finding import occurrences, replaced
from app.writing.parse import parse
from tests.rules.test_writing_any_text import any_text

TEXT = "Lapset ja lapsista\n\n- lapset [lapset](https://lapset.fi/lapset) ![lapset](attachment:7)"


def test_words_are_found_in_their_blocks_in_any_case():
    assert occurrences(TEXT, "lapset") == [(0, 0, 6), (1, 2, 8), (1, 10, 16), (1, 46, 52)]
    assert all(split(TEXT)[at][start:end].lower() == "lapset" for at, start, end in occurrences(TEXT, "lapset"))


def test_letters_may_have_to_be_the_same():
    assert len(occurrences(TEXT, "Lapset", match_case=True)) == 1


def test_a_part_of_a_word_is_found_unless_whole_words_are_wanted():
    assert len(occurrences(TEXT, "laps")) == 5
    assert occurrences(TEXT, "laps", whole_words=True) == []
    assert len(occurrences("ä, äiti Ä", "ä", whole_words=True)) == 2


def test_blanks_stand_for_any_blanks_and_signs_for_themselves():
    assert occurrences("lasten \n osuus (%)", "lasten osuus (%)") == [(0, 0, 18)]


def test_where_nothing_is_looked_for_nothing_is_found():
    assert occurrences(TEXT, " ") == [] and replaced(TEXT, "", "x") == TEXT


def test_words_are_replaced_but_for_tokens_addresses_and_footnote_marks():
    typed = "figure {{figure:3}} a3[^3] [3](/3 '3')\n\n[^3]: figure\n\n{{panel:3}} (3)"
    assert replaced(typed, "figure", "luku") == typed.replace("figure ", "luku ").replace(": figure", ": luku")
    assert replaced(typed, "3", "\\1") == (
        "figure {{figure:3}} a\\1[^3] [\\1](/3 '\\1')\n\n[^3]: figure\n\n{{panel:3}} (\\1)"
    )
    assert replaced("[3](foo)", "foo", "bar") == "[3](bar)"


@given(any_text, st.sampled_from(["sana", "7", "å", "figure", "panel", "{{", "attachment", "§", "a"]))
def test_no_replacement_changes_which_figures_panels_and_pictures_a_text_names(text, wanted):
    text = f"{text} sana"
    after = replaced(text, wanted, "uusi")
    for named in (figures_in, panels_in, attachments_in):
        assert named(after) == named(text)


@given(any_text)
def test_replacing_words_by_themselves_changes_nothing(text):
    assert replaced(text, "å", "å", match_case=True) == text
    assert parse(replaced(text, "sana", "sana", match_case=True)) == parse(text)
