"""The shape of a report: what numbers it has, and what moves where, whatever is done to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.shape import (
    CHAPTER,
    PART,
    Entry,
    added,
    brought_back,
    may_move,
    moved,
    numbers,
    put_under,
    removed,
)
from tenants.errors import Refused


def outline(text):
    """ "A a b B" has two chapters, the first with two parts."""
    return [Entry(letter, CHAPTER if letter.isupper() else PART) for letter in text.split()]


def told(entries):
    """Each with its number."""
    return " ".join(f"{number}{entry.key}" for entry, number in zip(entries, numbers(entries), strict=True))


@pytest.mark.parametrize(
    ("key", "way", "after"),
    [
        ("B", "up", "1B 1.1c 2A 2.1a 2.2b 3C"),
        ("A", "down", "1B 1.1c 2A 2.1a 2.2b 3C"),
        ("C", "up", "1A 1.1a 1.2b 2C 3B 3.1c"),
        ("b", "up", "1A 1.1b 1.2a 2B 2.1c 3C"),
        ("c", "up", "1A 1.1a 1.2b 1.3c 2B 3C"),
        ("b", "down", "1A 1.1a 2B 2.1b 2.2c 3C"),
        ("c", "down", "1A 1.1a 1.2b 2B 3C 3.1c"),
    ],
)
def test_a_chapter_moves_with_its_parts_and_a_part_into_the_next_chapter(key, way, after):
    assert told(moved(outline("A a b B c C"), key, way)) == after


@pytest.mark.parametrize(("key", "way"), [("A", "up"), ("a", "up"), ("C", "down")])
def test_nothing_moves_past_the_ends(key, way):
    before = outline("A a b B c C")
    assert not may_move(before, key, way)
    with pytest.raises(Refused, match="nothing_to_pass"):
        moved(before, key, way)


def test_a_part_becomes_a_chapter_behind_its_own_and_a_chapter_the_last_part_of_another():
    assert told(put_under(outline("A a b B c C"), "a", None)) == "1A 1.1b 2a 3B 3.1c 4C"
    assert told(put_under(outline("A a b B c C"), "C", "A")) == "1A 1.1a 1.2b 1.3C 2B 2.1c"
    assert told(put_under(outline("A a b B c C"), "b", "B")) == "1A 1.1a 2B 2.1c 2.2b 3C"
    assert told(put_under(outline("A a b"), "a", "A")) == "1A 1.1a 1.2b"
    with pytest.raises(Refused, match="has_parts"):
        put_under(outline("A a B"), "A", "B")


def test_what_is_added_comes_after_the_other_and_splits_no_chapter():
    assert told(added(outline("A a B"), Entry("n", PART), "A")) == "1A 1.1n 1.2a 2B"
    assert told(added(outline("A a B"), Entry("N", CHAPTER), "a")) == "1A 1.1a 2N 3B"
    assert told(added(outline("A a B"), Entry("N", CHAPTER), "A")) == "1A 1.1a 2N 3B"


def test_what_was_left_out_comes_back_where_it_stood():
    for key, place in (("A", 1), ("a", 2), ("b", 3), ("B", 4), ("C", 6)):
        before = [entry for entry in outline("A a b B c C") if key.islower() or entry.level == CHAPTER]
        at = [entry.key for entry in before].index(key)
        back = brought_back(removed(before, key), before[at], at + 1)
        assert back == before, (key, place)
    assert told(brought_back(outline("A a b"), Entry("N", CHAPTER), 2)) == "1A 1.1a 1.2b 2N"
    assert told(brought_back(outline("A B"), Entry("n", PART), 1)) == "1A 1.1n 2B"


def test_a_chapter_with_parts_and_the_last_one_stay():
    with pytest.raises(Refused, match="has_parts"):
        removed(outline("A a B"), "A")
    with pytest.raises(Refused, match="last_chapter"):
        removed(outline("A"), "A")


NUMBER = st.integers(0, 30)
DEEDS = st.lists(st.tuples(st.sampled_from(["up", "down", "under", "out", "add"]), NUMBER, NUMBER))


@given(DEEDS)
def test_after_anything_every_section_is_there_once_and_a_chapter_comes_first(deeds):
    now = outline("A a b B c C D")
    for deed, which, other in deeds:
        key = now[which % len(now)].key
        chapters = [entry.key for entry in now if entry.level == CHAPTER]
        try:
            if deed == "add":
                now = added(now, Entry(len(now) + 100 * which, PART if other % 2 else CHAPTER), key)
            elif deed == "out":
                entry = next(each for each in now if each.key == key)
                now = brought_back(removed(now, key), entry, other)
            elif deed == "under":
                now = put_under(now, key, None if other % 4 == 0 else chapters[other % len(chapters)])
            else:
                now = moved(now, key, deed)
        except Refused:
            continue
        assert now[0].level == CHAPTER
        assert set("AabBcCD") <= {entry.key for entry in now}
        assert len({entry.key for entry in now if isinstance(entry.key, str)}) == 7
        assert len(numbers(now)) == len(set(numbers(now)))


def test_what_somebody_else_has_left_out_meanwhile_is_refused_by_its_reason():
    two = outline("A B")
    deeds = (
        lambda: removed(two, "gone"),
        lambda: moved(two, "gone", "up"),
        lambda: put_under(two, "A", "gone"),
        lambda: added(two, Entry("c", PART), "gone"),
    )
    for deed in deeds:
        with pytest.raises(Refused, match="section_deleted"):
            deed()
