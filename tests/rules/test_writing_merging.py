"""Two people wrote in one text, and every word of both is still there."""

from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from app.sections.texts import merged as merged_text
from app.writing.blocks import Block, joined, split
from app.writing.identities import with_ids
from app.writing.merging import Kept, Merge, merge


def blocks(text):
    """ "a:eka b:toka" are two blocks."""
    return [Block(*each.split(":")) for each in text.split()]


def merged(base, mine, theirs):
    """What stands in the text, and what is kept beside it."""
    done = merge(blocks(base), blocks(mine), blocks(theirs))
    return " ".join(f"{each.id}:{each.text}" for each in done.blocks), done.kept


def test_what_each_changed_in_another_block_is_there():
    assert merged("a:1 b:2 c:3", "a:1m b:2 c:3", "a:1 b:2 c:3t") == ("a:1m b:2 c:3t", [])


def test_where_both_changed_a_block_theirs_stays_and_mine_is_kept_beside_it():
    assert merged("a:1 b:2", "a:m b:2", "a:t b:2") == ("a:t b:2", [Kept("a", "m")])


def test_where_both_changed_a_block_to_the_same_nothing_is_kept():
    assert merged("a:1", "a:2", "a:2") == ("a:2", [])


def test_where_one_went_on_from_what_the_other_wrote_the_longer_text_has_both():
    assert merged("a:1", "a:12", "a:123") == ("a:123", [])
    assert merged("a:1", "a:123", "a:12") == ("a:123", [])
    assert merged("a:1", "a:1 m:23", "a:1 t:234") == ("a:1 t:234", [])


def test_a_text_that_one_cut_short_is_no_text_that_the_other_went_on_from():
    assert merged("a:1234", "a:123", "a:12") == ("a:12", [Kept("a", "123")])


def test_what_one_deleted_and_the_other_edited_stays():
    assert merged("a:1 b:2 c:3", "a:1 c:3", "a:1 b:2t c:3") == ("a:1 b:2t c:3", [])
    assert merged("a:1 b:2 c:3", "a:1 b:2m c:3", "a:1 c:3") == ("a:1 b:2m c:3", [])


def test_what_one_deleted_and_the_other_left_alone_is_gone():
    assert merged("a:1 b:2 c:3", "a:1 c:3", "a:1 b:2 c:3t") == ("a:1 c:3t", [])
    assert merged("a:1 b:2 c:3", "a:1m b:2 c:3", "b:2 c:3") == ("a:1m b:2 c:3", [])


def test_what_both_inserted_at_one_place_stays_theirs_first():
    assert merged("a:1 b:2", "a:1 m:x n:y b:2", "a:1 t:z b:2") == ("a:1 t:z m:x n:y b:2", [])


def test_what_both_inserted_alike_at_one_place_is_there_once():
    assert merged("a:1 b:2", "a:1 m:x b:2", "a:1 t:x b:2") == ("a:1 t:x b:2", [])


def test_what_both_inserted_alike_at_different_places_is_there_twice():
    assert merged("a:1 b:2", "a:1 m:x b:2", "a:1 b:2 t:x") == ("a:1 m:x b:2 t:x", [])


def test_a_block_stands_where_it_was_moved_to_with_what_the_other_changed_in_it():
    assert merged("a:1 b:2 c:3", "c:3 a:1 b:2", "a:1 b:2 c:3t") == ("c:3t a:1 b:2", [])
    assert merged("a:1 b:2 c:3", "a:1 b:2 c:3m", "c:3 a:1 b:2") == ("c:3m a:1 b:2", [])


def test_where_both_moved_a_block_it_stands_as_in_theirs():
    assert merged("a:1 b:2 c:3 d:4", "d:4 a:1 b:2 c:3", "a:1 d:4 b:2 c:3") == ("a:1 d:4 b:2 c:3", [])


def test_of_two_equal_blocks_one_stays_when_each_deleted_another_copy():
    assert merged("a:x b:y c:x", "b:y c:x", "a:x b:y") == ("a:x b:y", [])
    assert merged("a:x b:y c:x", "b:y", "a:x b:y") == ("b:y", [])


# --- whatever both do ---------------------------------------------------------------------------

DEEDS = st.sampled_from(["insert", "edit", "edit", "delete", "move", "split", "join", "copy"])


@st.composite
def versions(draw):
    """A text, and what two people made of it: each word that is typed is typed once, but some blocks are equal."""
    number = count(1)
    base = [f"sana{next(number)}" for _ in range(draw(st.integers(0, 6)))]
    base += [draw(st.sampled_from(base)) for _ in range(draw(st.integers(0, 2))) if base]
    before = [Block(str(place), text) for place, text in enumerate(base)]
    mine, theirs = (_edited(draw, base, f"{name}{{}}", number) for name in ("m", "t"))
    ids = count(100)
    return before, *(with_ids(texts, before, lambda: str(next(ids))) for texts in (mine, theirs))


def _edited(draw, base, name, number):
    texts = list(base)
    for deed in draw(st.lists(DEEDS, max_size=5)):
        place, other = draw(st.integers(0, len(texts))), draw(st.integers(0, len(texts)))
        if deed == "insert":
            texts.insert(place, name.format(next(number)))
        elif place < len(texts):
            _do(deed, texts, place, other, name.format(next(number)))
    return texts


def _do(deed, texts, place, other, word):
    text = texts.pop(place)
    match deed:
        case "edit":
            texts.insert(place, f"{text} {word}")
        case "move":
            texts.insert(min(other, len(texts)), text)
        case "copy":
            texts[place:place] = [text, text]
        case "split":
            first, _, rest = text.partition(" ")
            texts[place:place] = [first, f"{rest} {word}".strip()]
        case "join" if texts:
            texts[place - 1] += f" {text}"


def words(version):
    """How often each word stands in the blocks, and in what is kept beside them."""
    if isinstance(version, Merge):
        return words(version.blocks) + words(version.kept)
    return Counter(word for each in version for word in each.text.split())


@given(versions())
def test_every_word_that_either_typed_is_in_the_text_or_kept_beside_it(versions):
    base, mine, theirs = versions
    typed = (words(mine) | words(theirs)).keys() - words(base).keys()
    assert typed <= words(merge(base, mine, theirs)).keys()


@given(versions())
def test_every_word_that_neither_deleted_is_still_there(versions):
    base, mine, theirs = versions
    both = words(mine).keys() & words(theirs).keys()
    assert both <= words(merge(base, mine, theirs)).keys()


@given(versions())
def test_where_one_changed_nothing_the_other_s_text_stands(versions):
    base, mine, theirs = versions
    assert merge(base, mine, base) == Merge(mine, [])
    assert merge(base, base, theirs) == Merge(theirs, [])


@given(versions())
def test_what_both_made_alike_stands_as_both_made_it(versions):
    base, mine, _ = versions
    assert merge(base, mine, mine) == Merge(mine, [])
    again = with_ids([each.text for each in mine], base, map(str, count(900)).__next__)
    assert [each.text for each in merge(base, again, mine).blocks] == [each.text for each in mine]


@given(versions())
def test_whoever_saves_first_the_same_is_there(versions):
    base, mine, theirs = versions
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert words(one) == words(other)
    assert sorted(each.text for each in [*one.blocks, *one.kept]) == sorted(
        each.text for each in [*other.blocks, *other.kept]
    )


@given(versions())
def test_each_id_stands_once_and_what_is_kept_is_kept_for_a_block_of_the_text(versions):
    done = merge(*versions)
    ids = [each.id for each in done.blocks]
    assert len(ids) == len(set(ids))
    assert {each.block_id for each in done.kept} <= set(ids)


# --- over many saves ----------------------------------------------------------------------------

KINDS = st.sampled_from(["write", "write", "insert", "move"])
SAVES = st.lists(st.tuples(st.integers(0, 1), KINDS, st.integers(0, 9), st.booleans()), max_size=14)
"""Who saves, after which deed, at which paragraph, and whether the answer arrives: else the next save begins from the
same version as this one."""


@given(SAVES)
def test_over_many_saves_of_two_from_versions_new_and_old_no_word_that_was_typed_is_lost(saves):
    stored = [Block("a", "sana1"), Block("b", "sana2")]
    seen, typing, typed, kept = [stored, stored], [["sana1", "sana2"]] * 2, [], []
    for number, (who, deed, place, is_answered) in enumerate(saves):
        typed.append(f"{'mt'[who]}{number}")
        typing[who] = _written(typing[who], deed, place % len(typing[who]), typed[-1])
        done = merged_text(seen[who], split(joined(typing[who])), stored)
        stored, kept = done.blocks, kept + done.kept
        if is_answered:
            seen[who], typing[who] = stored, [each.text for each in stored]
    there = words(stored) + words(kept)
    assert [word for word in ["sana1", "sana2", *typed] if word not in there] == []


def _written(texts, deed, place, word):
    """The same with a word more: in a paragraph, in one of its own, or in one that was moved."""
    texts = list(texts)
    if deed == "insert":
        return [*texts[:place], word, *texts[place:]]
    text = f"{texts.pop(place)} {word}"
    texts.insert(0 if deed == "move" else place, text)
    return texts
