"""A block keeps its id while the text around it and the words in it change."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from app.writing.blocks import Block
from app.writing.identities import with_ids

words = st.sampled_from(["yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi"])
texts = st.lists(st.lists(words, max_size=5).map(" ".join))


def ids(now, before):
    """The ids of the texts of now, where those before had their places as ids; a new one is "new"."""
    blocks = with_ids(now, [Block(str(place), text) for place, text in enumerate(before)], lambda: "new")
    assert [block.text for block in blocks] == list(now)
    return [block.id for block in blocks]


LAPSET = "Lasten osuus väestöstä pienenee joka vuosi"
IKA = "Yli 75-vuotiaita on enemmän kuin koskaan ennen"
TYO = "Pitkäaikaistyöttömyys väheni kolmatta vuotta peräkkäin"


def test_a_text_that_did_not_change_keeps_its_ids():
    assert ids([LAPSET, IKA, TYO], [LAPSET, IKA, TYO]) == ["0", "1", "2"]


def test_a_block_that_was_edited_in_its_place_keeps_its_id():
    assert ids([LAPSET, f"{IKA}, 12 %", TYO], [LAPSET, IKA, TYO]) == ["0", "1", "2"]


def test_a_block_that_was_written_anew_in_its_place_keeps_its_id():
    assert ids([LAPSET, "Aivan muuta", TYO], [LAPSET, IKA, TYO]) == ["0", "1", "2"]


def test_a_new_block_gets_a_new_id_and_its_neighbours_keep_theirs():
    assert ids([LAPSET, "Aivan muuta", f"{IKA}.", TYO], [LAPSET, IKA, TYO]) == ["0", "new", "1", "2"]


def test_what_is_left_of_a_text_keeps_its_ids():
    assert ids([f"{TYO}."], [LAPSET, IKA, TYO]) == ["2"]


def test_of_a_block_that_was_split_the_greater_part_keeps_the_id():
    first, rest = TYO.split(" ", 1)
    assert ids([LAPSET, first, rest, IKA], [LAPSET, TYO, IKA]) == ["0", "new", "1", "2"]


def test_two_blocks_that_were_joined_go_by_the_id_of_one_of_them():
    assert ids([LAPSET, f"{IKA} {TYO}"], [LAPSET, IKA, TYO]) in (["0", "1"], ["0", "2"])


def test_a_block_that_was_moved_keeps_its_id_even_with_a_word_changed():
    assert ids([TYO, LAPSET, IKA], [LAPSET, IKA, TYO]) == ["2", "0", "1"]
    assert ids([f"{TYO} taas", LAPSET, IKA], [LAPSET, IKA, TYO]) == ["2", "0", "1"]


def test_of_equal_blocks_those_between_the_same_neighbours_are_the_same():
    assert ids(["a", "x", "b"], ["x", "a", "x", "b"]) == ["1", "2", "3"]


@given(texts, texts)
def test_no_id_is_used_twice_and_equal_blocks_are_never_new(now, before):
    numbers = count(len(before))
    blocks = with_ids(now, [Block(str(place), text) for place, text in enumerate(before)], lambda: str(next(numbers)))
    assert [block.text for block in blocks] == now
    assert len({block.id for block in blocks}) == len(blocks)
    for text in now:
        known = {block.id for block in blocks if block.text == text} & {str(place) for place in range(len(before))}
        assert len(known) >= min(now.count(text), before.count(text))


@given(texts)
def test_the_same_text_keeps_all_its_ids(before):
    assert ids(before, before) == [str(place) for place in range(len(before))]
