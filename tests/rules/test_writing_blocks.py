"""A text is a row of blocks: taken apart and put together it stays the same text."""

from hypothesis import given
from hypothesis import strategies as st

from app.writing.blocks import joined, split
from app.writing.parse import as_written, parse
from app.writing.reader import READER
from tests.rules.test_writing_any_text import any_text


def test_paragraphs_headings_lists_and_tables_are_one_block_each():
    text = "Yksi\nkaksi\n# Otsikko\n- a\n\n  b\n- c\n\n\n| x |\n|---|\n| 1 |\n1. d\n\nLoppu"
    assert split(text) == ["Yksi\nkaksi", "# Otsikko", "- a\n\n  b\n- c", "| x |\n|---|\n| 1 |", "1. d", "Loppu"]


def test_an_empty_text_has_no_blocks():
    assert split("") == split(" \n\n\t\n") == []


def test_line_ends_of_any_kind_part_blocks_alike():
    assert split("a\r\n\r\nb\r\rc\v\vd") == ["a", "b", "c", "d"]


def test_a_list_that_stands_apart_from_the_margin_keeps_what_stands_within_what():
    assert split("a\n\n  - b\n    - c\n  - d") == ["a", "  - b\n    - c\n  - d"]


def test_two_lists_that_would_grow_together_are_one_block():
    assert split("-\n\n\n- a") == ["-\n\n\n- a"]
    assert split("- a\n\n* b") == ["- a", "* b"]


@given(any_text)
def test_a_text_put_together_of_its_blocks_is_the_same_text(text):
    assert parse(joined(split(text))) == parse(text)


@given(any_text)
def test_the_blocks_of_a_text_put_together_are_the_same_blocks(text):
    blocks = split(text)
    assert split(joined(blocks)) == blocks


@given(any_text)
def test_a_block_is_never_blank(text):
    assert all(block.strip(" \t\n") for block in split(text))


def seen_by_the_parser(text):
    return [token.type for token in READER.parse(text, {})]


@given(st.lists(any_text, max_size=4).map("\n\n".join).filter(lambda text: "[^" not in text))
def test_each_block_is_for_the_parser_what_it_was_in_the_whole_text(text):
    alone = [kind for block in split(text) for kind in seen_by_the_parser(block)]
    assert alone == seen_by_the_parser(as_written(text) or "")


def test_a_paragraph_after_a_list_is_its_own_block_and_one_within_an_item_is_not():
    assert split("- a\n\nKappale\n\n- b\n\n  sisällä\n\nLoppu") == ["- a", "Kappale", "- b\n\n  sisällä", "Loppu"]
