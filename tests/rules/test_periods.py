"""Odd periods: what the year that a source names stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.periods import Period, PeriodKind


@pytest.mark.parametrize(
    ("kind", "first_year", "last_year", "label"),
    [
        (PeriodKind.YEAR, 2023, 2023, "2023"),
        (PeriodKind.SCHOOL_YEAR, 2023, 2024, "2023–2024"),
        (PeriodKind.TWO_YEARS, 2022, 2023, "2022–2023"),
        (PeriodKind.THREE_YEARS, 2021, 2023, "2021–2023"),
    ],
)
def test_a_period_tells_the_calendar_years_it_touches(kind, first_year, last_year, label):
    period = Period(2023, kind)
    assert (period.first_year, period.last_year, period.label) == (first_year, last_year, label)


@given(st.sampled_from(PeriodKind), st.integers(1990, 2040))
def test_periods_as_far_apart_as_their_length_share_no_data_and_nearer_ones_do(kind, year):
    earlier, later = Period(year, kind), Period(year + kind.length, kind)
    # Two school years share the calendar year in which the one ends and the other begins, but no school day.
    shared_calendar_year = 1 if kind == PeriodKind.SCHOOL_YEAR else 0
    assert earlier.last_year < later.first_year + shared_calendar_year
    if kind.length > 1:
        assert earlier.last_year >= Period(year + kind.length - 1, kind).first_year


def test_periods_stand_in_the_order_of_time():
    years = [Period(year, PeriodKind.SCHOOL_YEAR) for year in (2024, 2019, 2023)]
    assert [period.year for period in sorted(years)] == [2019, 2023, 2024]
