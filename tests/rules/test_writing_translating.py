"""Two languages side by side: what is translated, of what, and whether it still is."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.writing.blocks import Block
from app.writing.translating import Link, Pair, counts, mark_current, relink, same_figures, statuses


def blocks(text):
    """ "a:eka b:toka" are two blocks; "_" is a blank."""
    return [Block(name, words.replace("_", " ")) for name, words in (each.split(":", 1) for each in text.split())]


def told(source, target, links):
    """Each row as source, target and status."""
    return [
        (pair.source and pair.source.id, pair.target and pair.target.id, pair.status)
        for pair in statuses(blocks(source), blocks(target), links)
    ]


def linked(links):
    """Which source is linked with which target, and the words it was made of."""
    return {(link.source_id, link.target_id): link.source_text for link in links}


FIRST = [Link("a", "x", "1"), Link("b", "y", "2")]


def test_a_translation_is_current_out_of_date_missing_or_extra():
    assert told("a:1 b:2m c:3", "x:ett z:extra y:två", FIRST) == [
        ("a", "x", "current"),
        (None, "z", "extra"),
        ("b", "y", "out_of_date"),
        ("c", None, "missing"),
    ]


def test_a_translation_out_of_date_tells_what_was_translated():
    assert statuses(blocks("a:1m"), blocks("x:ett"), FIRST)[0] == Pair(
        Block("a", "1m"), Block("x", "ett"), "out_of_date", "1"
    )


def test_rows_stand_in_the_original_s_order():
    assert told("b:2 a:1", "x:ett y:två", FIRST) == [("b", "y", "current"), ("a", "x", "current")]


def test_what_lost_its_other_half_is_missing_or_extra():
    assert told("a:1 b:2", "y:två", FIRST) == [("a", None, "missing"), ("b", "y", "current")]
    assert told("b:2", "x:ett y:två", FIRST) == [(None, "x", "extra"), ("b", "y", "current")]


def test_two_texts_without_links_are_paired_in_their_order_and_by_kind_first():
    links = relink([], blocks("a:1 h:#_O b:2 c:3"), [], blocks("x:ett y:#_R z:två"))
    assert linked(links) == {("a", "x"): "1", ("h", "y"): "# O", ("b", "z"): "2"}


def test_a_changed_original_changes_no_link():
    target = blocks("x:ett y:två")
    assert relink(FIRST, blocks("a:1m b:2"), target, target) == FIRST


def test_a_translation_that_is_written_belongs_to_what_the_original_says_now():
    links = relink(FIRST, blocks("a:1m b:2m"), blocks("x:ett y:två"), blocks("x:etta y:två"))
    assert linked(links) == {("a", "x"): "1m", ("b", "y"): "2"}


def test_a_new_translation_belongs_to_the_original_in_its_place():
    links = relink(FIRST, blocks("a:1 n:uusi b:2"), blocks("x:ett y:två"), blocks("x:ett m:ny y:två"))
    assert linked(links)["n", "m"] == "uusi"


def test_a_new_original_is_not_taken_for_what_only_the_translation_had():
    target = blocks("x:ett e:extra y:två")
    assert relink(FIRST, blocks("a:1 n:uusi b:2"), target, target) == FIRST


def test_what_is_gone_is_linked_no_more():
    assert relink(FIRST, blocks("b:2"), blocks("x:ett y:två"), blocks("x:ett y:två")) == [FIRST[1]]


def test_a_person_says_that_a_pair_belongs_together():
    (pair, _) = statuses(blocks("a:1m b:2"), blocks("x:ett y:två"), FIRST)
    assert linked(mark_current(FIRST, [pair])) == {("a", "x"): "1m", ("b", "y"): "2"}
    own = Pair(Block("a", "1"), Block("y", "två"), "missing")
    assert linked(mark_current(FIRST, [own])) == {("a", "y"): "1"}


def test_figures_and_panels_are_the_same_in_both_languages_in_whatever_order():
    assert same_figures("{{figure:1}} ja {{figure:2}}", "{{figure:2}} och {{figure:1}}")
    assert not same_figures("{{figure:1}} {{figure:1}}", "{{figure:1}}")
    assert not same_figures("{{panel:1}}", "{{figure:1}}")
    assert not same_figures("{{figure:1}}", r"\{{figure:1}}")


rows = st.lists(st.sampled_from("abcdef"), unique=True).map(lambda ids: [Block(each, each) for each in ids])
others = st.lists(st.sampled_from("uvwxyz"), unique=True).map(lambda ids: [Block(each, each) for each in ids])


@given(rows, rows, others, others)
def test_every_block_of_both_stands_in_one_row_and_what_is_written_now_is_current(before, source, was, target):
    links = relink(relink([], before, [], was), source, was, target)
    pairs = statuses(source, target, links)
    assert counts(source, target, links) == Counter(pair.status for pair in pairs)
    assert [pair.source for pair in pairs if pair.source] == source
    assert sorted(pair.target.id for pair in pairs if pair.target) == sorted(block.id for block in target)
    new = {block.id for block in target} - {block.id for block in was}
    assert all(pair.status in ("current", "extra") for pair in pairs if pair.target and pair.target.id in new)
