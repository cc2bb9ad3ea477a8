"""A year as a wheel: where times and days lie, that nothing lies over another, and what a telephone still shows."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import hypot

import pytest

from app.charts.wheels import DISC, HEIGHT, HUB, MIDDLE, RIM, WIDTH, Slice, Wheel, wheel
from tests.rules.drawn_charts import found, texts

MONTHS = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
LEGEND = ["aloittamatta", "käynnissä", "tehty", "myöhässä", "tänään"]
YEAR = Wheel("year", "Vuosikello", "Luettelo kertoo saman.", 2026, MONTHS, (), date(2027, 1, 1), LEGEND)
CENTRE = (MIDDLE + 4, MIDDLE)


def drawn(*slices, **changed):
    return wheel(replace(YEAR, slices=slices, **changed))


def day(last, **more):
    return Slice(None, last, "5", "empty", **more)


def discs(picture):
    """The middles of the days' discs."""
    circles = found(picture, f"//svg:circle[@r='{DISC}']")
    return [(float(each.get("cx")), float(each.get("cy"))) for each in circles]


@pytest.mark.parametrize(
    ("when", "across", "down"), [((1, 1), 0, -1), ((4, 2), 1, 0), ((7, 2), 0, 1), ((10, 1), -1, 0)]
)
def test_the_year_begins_at_the_top_and_goes_clockwise(when, across, down):
    ((x, y),) = discs(drawn(day(date(2026, *when))))
    distance = RIM - 3 - DISC
    assert x == pytest.approx(CENTRE[0] + across * distance, abs=3)
    assert y == pytest.approx(CENTRE[1] + down * distance, abs=3)


def test_days_that_are_near_each_other_do_not_lie_over_each_other():
    middles = discs(drawn(*(day(date(2026, 6, 1) + timedelta(days=each)) for each in (0, 5, 10))))
    assert all(hypot(x - v, y - w) >= 2 * DISC for (x, y), (v, w) in combinations(middles, 2))


def test_times_that_overlap_are_drawn_in_lanes_between_the_hub_and_the_rim_with_their_signs():
    times = [Slice(date(2026, month, 1), date(2026, month + 3, 1), str(month), "half") for month in range(1, 9)]
    picture = drawn(*times, Slice(date(2025, 12, 1), date(2026, 12, 31), "9", "full"))
    paths = found(picture, "//svg:path[contains(@d, 'A')]/@d")
    radii = {float(each) for path in paths for each in (path.split("A")[1].split()[0], path.split("A")[2].split()[0])}
    assert len(paths) == 9 and min(radii) > HUB and max(radii) < RIM
    assert len({path.split("A")[1].split()[0] for path in paths}) == 5
    assert set("12345678") | {"9"} <= set(texts(picture))


def test_the_hand_is_drawn_in_its_own_year_alone():
    def hands(picture):
        return len(found(picture, "//svg:path[@stroke-width='2.5']"))

    assert (hands(drawn()), hands(drawn(today=date(2026, 5, 1)))) == (1, 2)  # the legend has one too


def test_how_far_something_is_and_that_it_is_late_are_told_by_the_form_and_named_below():
    picture = drawn(day(date(2026, 1, 1), is_late=True), Slice(None, date(2026, 6, 1), "5", "full"))
    late, full = found(picture, f"//svg:circle[@r='{DISC}']")
    assert [late.get(name) != full.get(name) for name in ("stroke-width", "fill")] == [True, True]
    assert set(LEGEND) | set(MONTHS) | {"2026"} <= set(texts(picture))


def test_every_word_stands_inside_the_picture_and_a_telephone_shows_it_whole():
    assert WIDTH <= 400
    places = found(drawn(), "//svg:text")
    assert all(0 < float(each.get("x")) < WIDTH and 0 < float(each.get("y")) < HEIGHT for each in places)
