"""What changed between two texts: read by eye, by ear and by a program."""

import re
from random import Random
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from app.writing.blocks import Block, split
from app.writing.difference import ComparedBlock, Piece, Words, as_html, compare, compare_blocks, with_figures
from app.writing.typst_data import as_typst_data
from tests.rules.test_writing_any_text import any_text

WORDS = Words("lisätty:", "poistettu:")


def told(old, new):
    """Each block with its kind, and its pieces as "=same", "+added", "-removed"."""
    signs = {"same": "=", "added": "+", "removed": "-"}
    return [(block.kind, [f"{signs[piece.kind]}{piece.text}" for piece in block.pieces]) for block in compare(old, new)]


def test_in_a_block_that_was_edited_whole_words_are_added_and_removed():
    assert told("Osuus on 12,7 prosenttia vuonna 2023.", "Osuus on 12,7 prosenttia vuonna 2024.") == [
        ("changed", ["=Osuus on 12,7 prosenttia vuonna ", "-2023", "+2024", "=."])
    ]


def test_blocks_that_are_the_same_added_and_removed_are_told_whole():
    assert told("a b\n\nPois\n\nc d\n\n# Loppu", "a b\n\nc d\n\n# Loppu\n\nUusi") == [
        ("same", ["=a b"]),
        ("removed", ["-Pois"]),
        ("same", ["=c d"]),
        ("same", ["=# Loppu"]),
        ("added", ["+Uusi"]),
    ]


def test_a_block_that_was_written_anew_is_read_as_removed_and_added():
    assert told("Vanha kappale lapsista", "Aivan toista asiaa") == [
        ("removed", ["-Vanha kappale lapsista"]),
        ("added", ["+Aivan toista asiaa"]),
    ]


def test_a_block_that_was_moved_is_removed_in_one_place_and_added_in_the_other():
    old, new = [[Block(each, f"kappale {each}") for each in order] for order in ("abc", "cab")]
    assert [(block.kind, block.pieces[0].text[-1]) for block in compare_blocks(old, new)] == [
        ("added", "c"),
        ("same", "a"),
        ("same", "b"),
        ("removed", "c"),
    ]


def test_a_token_is_compared_as_one_word_and_written_as_the_reader_reads_it():
    compared = compare("Osuus on {{figure:3}} nyt.", "Osuus on {{figure:31}} nyt.")
    figures = with_figures(compared, {3: "12,7 %"}.get)
    assert [piece.text for piece in figures[0].pieces] == ["Osuus on ", "12,7 %", "{{figure:31}}", " nyt."]


def test_changes_are_heard_as_well_as_seen():
    html = as_html(compare("Yksi kaksi kolme", "Yksi neljä kolme"), WORDS)
    assert '<del><span class="govuk-visually-hidden">poistettu: </span>kaksi</del>' in html
    assert '<ins><span class="govuk-visually-hidden">lisätty: </span>neljä</ins>' in html


def test_what_was_typed_is_never_markup():
    html = as_html(compare("<b>a</b>\n\nx", "<b>a</b>\n\n<script>y"), Words("<i>", '"', "<u>"))
    assert set(re.findall(r"<(\w+)", html)) == {"p", "ins", "del", "span"}


def test_the_typesetter_gets_the_same_as_data():
    block = ComparedBlock("changed", (Piece("same", "a"), Piece("added", "b")))
    assert as_typst_data((block,)) == [
        {"kind": "changed", "pieces": [{"kind": "same", "text": "a"}, {"kind": "added", "text": "b"}]}
    ]


@given(any_text, any_text)
def test_the_comparison_holds_both_texts_whole(old, new):
    compared = compare(old, new)
    for text, other in ((old, "added"), (new, "removed")):
        blocks = ["".join(piece.text for piece in block.pieces if piece.kind != other) for block in compared]
        assert [block for block, whole in zip(blocks, compared, strict=True) if whole.kind != other] == split(text)


@given(st.lists(st.sampled_from(["yksi", "kaksi", "{{figure:1}}", "."]), max_size=20).map(" ".join))
def test_nothing_changed_between_a_text_and_itself(text):
    assert all(block.kind == "same" for block in compare(text, text))


def test_three_thousand_words_are_compared_while_the_reader_waits():
    draw = Random(1)
    words = [f"sana{draw.randrange(2000)}" for _ in range(3000)]
    changed = [word if draw.random() > 0.02 else f"uusi{draw.randrange(99)}" for word in words]
    began = process_time()
    compare(" ".join(words), " ".join(changed))
    assert process_time() - began < 0.5
