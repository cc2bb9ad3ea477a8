"""A text is a row of blocks: taken apart and put together it stays the same text."""

from hypothesis import given

from app.writing.blocks import joined, split
from app.writing.parse import parse
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
