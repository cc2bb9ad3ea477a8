"""Lines over years: gaps, dots, axes and names; and the small lines of tables."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.charts.lines import Line, line_chart
from app.charts.scales import amounts, positions, starts_at_zero
from app.charts.sparks import spark
from app.charts.years import interval, named_years, runs
from app.web.numbers import MINUS
from tests.rules.drawn_charts import found, lines, points, texts, yearly

FIGURES = some.lists(some.decimals(-1_000_000, 1_000_000, places=2), min_size=1, max_size=40)


def line_paths(chart: str) -> list[str]:
    """The data of the lines themselves."""
    return found(chart, "//svg:path[@stroke-linejoin]/@d")


def test_a_missing_year_is_a_gap_and_never_a_joined_line():
    (path,) = line_paths(line_chart(lines(Line("Kempele", points((2015, "1"), (2016, "2"), (2018, "3"), (2019, "4"))))))
    assert path.count("M") == 2
    assert path.count("L") == 2


def test_a_lone_year_between_gaps_is_a_dot():
    figures = yearly(2000, *"1234567") + points((2010, "2")) + yearly(2014, *"1234567")
    chart = line_chart(lines(Line("Kempele", figures, True)))
    assert line_paths(chart)[0].count("L") == 12
    lone, latest = found(chart, "//svg:circle/@cx")
    assert float(lone) < float(latest)


def test_few_years_have_a_mark_each():
    assert len(found(line_chart(lines(Line("Kempele", yearly(2000, "1", "2", "3"), True))), "//svg:circle")) == 3


def test_a_survey_of_every_second_year_lacks_nothing():
    survey = Line("Kempele", points((2013, "1"), (2015, "2"), (2017, "3"), (2021, "4"), (2023, "4")))
    (path,) = line_paths(line_chart(lines(survey)))
    assert (path.count("M"), path.count("L")) == (2, 3)


def test_two_figures_alone_do_not_tell_a_rhythm():
    assert line_paths(line_chart(lines(Line("Kempele", points((2013, "1"), (2015, "2")))))) == []
    assert interval({2013, 2015}) == 1


def test_a_year_that_another_area_has_is_missing_from_this_one():
    biennial = Line("Kempele", points((2013, "1"), (2015, "2"), (2017, "3")))
    paths = line_paths(line_chart(lines(biennial, Line("Koko maa", yearly(2013, "1", "2", "3", "4", "5")))))
    assert [path.count("L") for path in paths] == [4]


def test_the_interval_has_the_gaps_of_its_line():
    band = ((2015, 1.0, 3.0), (2016, 1.0, 3.0), (2018, 2.0, 4.0), (2019, 2.0, 4.0))
    own = Line("Kempele", points((2015, "2"), (2016, "2"), (2018, "3"), (2019, "3")), True, band)
    (outline,) = found(line_chart(lines(own)), "//svg:path[contains(@d, 'z')]/@d")
    assert outline.count("M") == outline.count("z") == 2


def test_the_own_line_lies_above_the_others_and_is_thicker():
    own, area = Line("Kempele", yearly(2015, "1", "2"), True), Line("Koko maa", yearly(2015, "2", "1"))
    widths = found(line_chart(lines(own, area)), "//svg:path[@stroke-linejoin]/@stroke-width")
    assert widths == sorted(widths, key=float)
    assert len(set(widths)) == 2


def test_an_area_keeps_its_colour_when_another_has_no_figures():
    first, second = Line("Koko maa", yearly(2015, "1", "2")), Line("Liminka", yearly(2015, "2", "1"))
    both, alone = (
        found(line_chart(lines(each, second)), "//svg:path[@stroke-linejoin]/@stroke")
        for each in (first, Line("x", ()))
    )
    assert alone == both[1:]


def test_each_line_is_named_with_its_latest_figure_and_the_period_if_that_is_not_the_latest():
    early = Line("Liminka", points((2020, "-1.25"), (2021, "-2.5")))
    own = Line("Kempele", yearly(2020, "1", "2", "3"), True)
    drawn = " ".join(texts(line_chart(lines(own, early, labels={2021: "2021–2022"}))))
    assert "Kempele 3,0" in drawn
    assert f"Liminka {MINUS}2,5 (2021–2022)" in drawn


@pytest.mark.parametrize("value", ["0", "-3", "12.4", "658457"])
def test_one_value_is_a_dot_on_an_axis_with_zero(value):
    chart = line_chart(lines(Line("Kempele", points((2023, value)), True)))
    assert len(found(chart, "//svg:circle")) == 1
    assert {"0", "2023"} <= set(texts(chart)) | {text.removesuffix(",0") for text in texts(chart)}


def test_a_count_has_no_halves_on_its_axis():
    drawn = texts(line_chart(lines(Line("Kempele", yearly(2015, "1", "2"), True), decimals=0)))
    assert drawn[:3] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("5", "12", True),
        ("59", "100", True),
        ("61", "100", False),
        ("-95", "-90", False),
        ("-1", "90", True),
        ("7", "7", True),
    ],
)
def test_an_axis_begins_at_zero_unless_that_would_flatten_the_figures(low, high, expected):
    assert starts_at_zero(Decimal(low), Decimal(high)) is expected
    assert (Decimal(0) in amounts([Decimal(low), Decimal(high)], 1).ticks) is expected


@given(FIGURES, some.integers(0, 2), some.sampled_from([amounts, positions]))
def test_any_axis_encloses_its_figures_with_few_round_ticks(figures, decimals, axis):
    ticks = axis(figures, decimals).ticks
    assert 2 <= len(ticks) <= 8
    span = float(ticks[-1] - ticks[0])
    assert float(ticks[0]) <= float(min(figures)) + span * 1e-6
    assert float(ticks[-1]) >= float(max(figures)) - span * 1e-6
    assert len({after - before for before, after in pairwise(ticks)}) == 1


@given(some.sets(some.integers(1990, 2030), min_size=1), some.floats(2, 12))
def test_years_on_an_axis_are_few_and_hold_the_first_and_the_last(years, room):
    named = named_years(years, room)
    assert (named[0], named[-1]) == (min(years), max(years))
    assert len(named) <= room + 1
    assert len(set(named)) == len(named)


@given(some.sets(some.integers(1990, 2030), min_size=1), some.integers(1, 3))
def test_runs_hold_every_point_once_and_break_exactly_where_a_year_is_missing(years, step):
    found_runs = [[year for (year,) in run] for run in runs([(year,) for year in years], step)]
    assert [year for run in found_runs for year in run] == sorted(years)
    assert all(after - before <= step for run in found_runs for before, after in pairwise(run))
    assert all(after[0] - before[-1] > step for before, after in pairwise(found_runs))


def test_a_year_without_a_period_of_its_own_is_not_named_beside_the_others():
    biennial = Line("Kempele", points((2013, "1"), (2014, "1"), (2016, "2")))
    drawn = texts(line_chart(lines(biennial, labels={year: f"{year}–{year + 1}" for year in (2013, 2014, 2016)})))
    assert "2013–2014" in drawn
    assert "2015" not in drawn


def test_a_small_line_has_gaps_and_a_dot_at_its_end():
    drawn = spark("spark", "Spark", points((2015, "1"), (2016, "2"), (2018, "3"), (2020, "1"), (2021, "2")), 2015, 2021)
    (path,) = found(drawn, "//svg:path/@d")
    assert path.count("M") == 2
    assert len(found(drawn, "//svg:circle")) == 2


def test_small_lines_over_the_same_years_lie_in_the_same_places():
    late = spark("spark", "Spark", points((2019, "1"), (2020, "2")), 2010, 2020)
    numbers = [float(each) for each in re.findall(r"[\d.]+", found(late, "//svg:path/@d")[0])]
    assert numbers[0::2] == pytest.approx([86.8, 96])
