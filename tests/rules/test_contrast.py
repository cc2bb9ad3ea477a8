"""Contrast as WCAG 2.2 reckons it, against values that are published with it and by well-known tools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.look import contrast

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48), ("#0000ff", 8.59), ("#ff0000", 4.0),
     ("#008000", 5.14), ("#ffff00", 1.07)],
)  # fmt: skip
def test_the_contrast_to_white_is_the_published_one(colour, expected):
    assert contrast.ratio(colour) == pytest.approx(expected, abs=0.005)


def test_luminance_of_the_primaries_is_their_weight():
    told = [contrast.luminance(each) for each in ("#ff0000", "#00ff00", "#0000ff", "#808080")]
    assert told == pytest.approx([0.2126, 0.7152, 0.0722, 0.2159], abs=0.0001)


def test_the_lightest_grey_that_can_be_used_is_known():
    assert [contrast.is_enough(each) for each in ("#767676", "#777777")] == [True, False]
    assert contrast.nearest_darker("#ffffff") == "#767676"


@given(COLOURS)
def test_what_is_offered_can_be_used_and_is_the_colour_itself_where_that_can(colour):
    offered = contrast.nearest_darker(colour)
    assert contrast.is_enough(offered)
    assert (offered == colour) == contrast.is_enough(colour)
    assert contrast.luminance(offered) <= contrast.luminance(colour)


@pytest.mark.parametrize("words", ["red", "#fff", "#12345G", "#12345g", "#123456}", ""])
def test_what_is_no_colour_is_never_reckoned(words):
    with pytest.raises(ValueError, match=r"#|red|^$"):
        contrast.ratio(words)
