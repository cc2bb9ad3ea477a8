"""Rows of a profile and strips: where things lie, and what the marks say."""

from decimal import Decimal

import pytest

from app.charts.palette import OUTCOMES, SCREEN
from app.charts.spines import ASIDE, WIDTH, spine
from app.charts.strips import Mark, strip_chart
from tests.rules.drawn_charts import found, row, strip, texts


def place(chart: str) -> float:
    """Where the own mark lies: a ring, so that its middle is told."""
    return float(found(chart, "//svg:circle/@cx")[0])


@pytest.mark.parametrize(("own", "share"), [("0", 0), ("2.5", 0.25), ("10", 1), ("-3", 0), ("12", 1)])
def test_the_own_mark_lies_where_its_figure_is_and_never_outside(own, share):
    for is_reversed, wanted in ((False, share), (True, 1 - share)):
        chart = spine(row(own=Decimal(own), outcome="untested", is_reversed=is_reversed))
        assert place(chart) == pytest.approx(ASIDE + wanted * (WIDTH - 2 * ASIDE))


def test_where_lower_is_better_the_whole_row_is_turned():
    def ends(chart):
        return [each.split("H")[0] for each in found(chart, "//svg:path[@stroke-width='12']/@d")]

    assert ends(spine(row())) == ["M9.0 14", "M75.6 14"]
    assert ends(spine(row(is_reversed=True))) == ["M231.0 14", "M164.4 14"]


def test_where_all_municipalities_are_alike_the_row_is_still_drawn():
    alike = dict.fromkeys(("minimum", "lower_fifth", "median", "upper_fifth", "maximum", "own", "country"), Decimal(3))
    assert place(spine(row(**alike, outcome="untested"))) == WIDTH / 2


def test_without_a_figure_of_the_country_there_is_no_line_of_the_country():
    lines = [found(spine(row(**more)), f"//svg:path[@stroke='{SCREEN.text}']") for more in ({}, {"country": None})]
    assert [len(each) for each in lines] == [1, 0]


def test_each_outcome_has_a_shape_of_its_own():
    def shape(outcome):
        corners = found(spine(row(outcome=outcome)), "//svg:polygon/@points")
        return corners or found(spine(row(outcome=outcome)), "//svg:circle/@fill")

    assert len({tuple(shape(outcome)) for outcome in OUTCOMES}) == len(OUTCOMES) == 6


def test_better_points_up_and_worse_points_down():
    def corners(outcome):
        (points,) = found(spine(row(outcome=outcome)), "//svg:polygon/@points")
        return sorted(float(each.split(",")[1]) for each in points.split())

    (top, *base), (*ceiling, tip) = corners("better"), corners("worse")
    assert len(set(base)) == len(set(ceiling)) == 1
    assert top < base[0]
    assert tip > ceiling[0]


def test_a_strip_has_a_stroke_for_every_municipality():
    (strokes,) = found(strip_chart(strip([], ("1", "2", "2", "-4"))), f"//svg:path[@stroke='{SCREEN.crowd}']/@d")
    assert strokes.count("M") == 4


def test_a_strip_names_its_marks_with_their_figures_the_own_one_in_bold():
    marks = [Mark("Larsmo", Decimal("11.94"), "own"), Mark("Hela landet", Decimal("-9.2"), "area")]
    chart = strip_chart(strip(marks))
    assert {"Larsmo 11,9", "Hela landet \N{MINUS SIGN}9,2"} <= set(texts(chart))
    assert found(chart, "//svg:text[@font-weight]/text()") == ["Larsmo 11,9"]


def test_a_strip_reaches_as_far_as_its_marks():
    assert "700\u00a0000" in {
        each.removesuffix(",0") for each in texts(strip_chart(strip([Mark("Helsinki", Decimal(658_457), "own")])))
    }
