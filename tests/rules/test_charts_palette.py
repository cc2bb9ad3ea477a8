"""Colours that can be told apart by everybody, on screen and on paper."""

import re
from itertools import combinations, pairwise

import pytest

from app.charts.palette import OUTCOMES, PRINT, SCREEN

PALETTES = {"screen": SCREEN, "print": PRINT}
MARKS = 3.0  # WCAG 2.2, 1.4.11
LETTERS = 4.5  # WCAG 2.2, 1.4.3


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def grey(colour: str) -> float:
    """How light a colour is to the eye, from 0 to 100 (CIE 1976 L*), which is what a grey copy keeps of it."""
    share = luminance(colour)
    return 116 * share ** (1 / 3) - 16 if share > 0.008856 else 903.3 * share


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_every_line_and_mark_stands_out_from_white(colours):
    drawn = [colours.own, colours.crowd, colours.base, colours.border, *(each.colour for each in colours.areas)]
    assert [each for each in drawn if contrast(each, "#ffffff") < MARKS] == []
    assert [colour for _, colour in OUTCOMES.values() if contrast(colour, "#ffffff") < MARKS] == []


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_every_letter_can_be_read(colours):
    drawn = [colours.own, colours.text, colours.quiet, *(each.colour for each in colours.areas)]
    assert [each for each in drawn if contrast(each, "#ffffff") < LETTERS] == []


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_the_own_line_is_the_darkest(colours):
    assert luminance(colours.own) < min(luminance(each.colour) for each in colours.areas)


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_classes_of_a_map_go_from_light_to_dark_in_steps_that_a_grey_copy_keeps(colours):
    steps = [grey(lighter) - grey(darker) for lighter, darker in pairwise(colours.classes)]
    assert len(steps) == 4
    assert min(steps) > 8


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_areas_differ_by_dash_or_shape_without_their_colour(colours):
    told = [(each.dash, each.shape) for each in colours.areas]
    assert len(set(told)) == len(told) >= 6


def test_paper_knows_no_colour():
    colours = re.findall("#[0-9a-f]{6}", repr(PRINT))
    assert len(colours) > 20
    assert [each for each in colours if not each[1:3] == each[3:5] == each[5:7]] == []


def test_areas_are_drawn_alike_on_screen_and_on_paper():
    assert [(each.dash, each.shape) for each in SCREEN.areas] == [(each.dash, each.shape) for each in PRINT.areas]


def test_outcomes_differ_by_shape_without_their_colour():
    shapes = [shape for shape, _ in OUTCOMES.values()]
    assert all(one != other for one, other in combinations(shapes, 2))
