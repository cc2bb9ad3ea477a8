"""Names in charts: none lies over another, whatever their number and their places."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.charts.labels import LINE_HEIGHT, broken, lanes, pushed_apart, shortened, width
from app.charts.lines import Line, line_chart
from app.charts.strips import WIDTH, Mark, strip_chart
from tests.rules.drawn_charts import found, lines, strip

WANTED = some.lists(some.tuples(some.floats(0, 300), some.floats(10, 50)), min_size=1, max_size=10)
BOXES = some.lists(some.tuples(some.floats(0, 400), some.floats(20, 240)), min_size=1, max_size=8)
NAMES = some.lists(some.text("aämMijÖ –", min_size=1, max_size=40), min_size=1, max_size=6)


@given(WANTED)
def test_names_pushed_apart_never_overlap_and_keep_their_order(wanted):
    places, sizes = [place for place, _ in wanted], [size for _, size in wanted]
    middles = pushed_apart(places, sizes, 0, 600)
    rows = sorted(zip(middles, sizes, places, strict=True))
    assert all(low + small / 2 <= high - tall / 2 + 1e-6 for (low, small, _), (high, tall, _) in pairwise(rows))
    assert [place for *_, place in rows] == sorted(places)


@given(WANTED)
def test_names_pushed_apart_stay_between_the_ends(wanted):
    sizes = [size for _, size in wanted]
    middles = pushed_apart([place for place, _ in wanted], sizes, 0, 600)
    rows = list(zip(middles, sizes, strict=True))
    assert min(middle - size / 2 for middle, size in rows) >= -1e-6
    assert max(middle + size / 2 for middle, size in rows) <= 600 + 1e-6


def test_names_that_have_room_stay_where_they_want_to_be():
    assert pushed_apart([250, 50, 150], [20, 20, 20], 0, 300) == [250, 50, 150]


def test_names_in_the_same_place_stand_around_it():
    assert pushed_apart([100, 100], [20, 20], 0, 300) == [90, 110]


@given(BOXES, some.lists(some.floats(0, 1), min_size=8, max_size=8))
def test_names_of_a_strip_never_overlap_wherever_over_their_places_they_stand(boxes, shares):
    spans = [(start, start + wide) for start, wide in boxes]
    places = [start + share * wide for (start, wide), share in zip(boxes, shares, strict=False)]
    taken = lanes(places, spans)
    for (one, lane), (other, other_lane) in combinations(zip(spans, taken, strict=True), 2):
        assert lane != other_lane or one[1] <= other[0] or other[1] <= one[0]


@given(BOXES)
def test_no_thread_of_a_strip_goes_through_a_name_that_begins_at_its_own_place(boxes):
    spans = [(start, start + wide) for start, wide in boxes]
    taken = lanes([start for start, _ in boxes], spans)
    for (one, lane), (other, other_lane) in combinations(zip(spans, taken, strict=True), 2):
        left, right = ((one, lane), (other, other_lane)) if one[0] < other[0] else ((other, other_lane), (one, lane))
        assert left[0][0] == right[0][0] or right[0][0] > left[0][1] or left[1] > right[1]


def test_a_strip_is_as_tall_as_its_names_need():
    near = [Mark(f"Södra Karelens välfärdsområde {at}", 8 + at, "area") for at in range(4)]
    heights = [float(found(strip_chart(strip(near[:many])), "/svg:svg/@height")[0]) for many in (1, 4)]
    assert heights[1] > heights[0]


@given(NAMES)
def test_a_long_name_of_a_strip_leaves_its_figure_readable_and_stays_in_the_picture(names):
    drawn = strip_chart(strip([Mark(name * 9, 8, "area") for name in names]))
    rows = [(float(each.get("x")), each.text) for each in found(drawn, "//svg:text") if each.text.endswith(" 8,0")]
    assert len(rows) == len(names)
    assert all(start >= 0 and start + width(text) <= WIDTH + 0.1 for start, text in rows)


@given(some.lists(some.tuples(some.text("aämMÖ ", min_size=1, max_size=60), some.decimals(0, 9, places=1)), min_size=1))
def test_names_at_the_ends_of_lines_never_overlap_however_many_they_are(ends):
    drawn = line_chart(lines(*(Line(name, ((2020, value), (2021, value))) for name, value in ends)))
    names = found(drawn, "//svg:text[not(@text-anchor)][normalize-space()]")
    heights = sorted(float(each.get("y")) for each in names)
    assert len({each.get("x") for each in names}) == 1
    assert all(below - above >= LINE_HEIGHT - 0.2 for above, below in pairwise(heights))
    assert heights[0] > 0
    assert heights[-1] < float(found(drawn, "/svg:svg/@height")[0])


@given(some.text("aämMijÖ –", max_size=80))
def test_a_broken_name_fits_into_its_room(text):
    assert all(width(line) <= 160 for line in broken(text, 160))


def test_a_name_breaks_between_words_and_a_word_only_when_it_must():
    assert broken("Österbottens välfärdsområde 10,2", 160) == ["Österbottens", "välfärdsområde 10,2"]
    assert shortened("Kempele", 100) == "Kempele"
    assert shortened("Kempele", 40).endswith("…")


@given(some.text("aämMijÖ –", min_size=30))
def test_a_shortened_name_keeps_every_letter_that_there_is_room_for(text):
    short = shortened(text, 60)
    kept = short.removesuffix("…")
    assert text.startswith(kept)
    assert width(short) <= 60 < width(text[: len(kept) + 1] + "…")


@pytest.mark.parametrize(("text", "measured"), [("Österbottens välfärdsområde", 188.1), ("658\u00a0457", 49.2)])
def test_a_line_is_taken_for_a_little_too_wide_rather_than_too_narrow(text, measured):
    assert measured <= width(text) < measured * 1.1
