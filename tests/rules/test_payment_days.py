"""A payment is not late because the bank was closed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.payment_days import easter, is_bank_day, last_day_in_time

days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("sunday", [
    date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5),
    date(2027, 3, 28), date(2028, 4, 16), date(2038, 4, 25), date(2285, 3, 22),
    date(1954, 4, 18), date(1981, 4, 19), date(2049, 4, 18), date(2076, 4, 19),  # the rare corrections
])
def test_easter_is_where_the_almanac_has_it(sunday):
    assert easter(sunday.year) == sunday


def test_banks_rest_on_the_holidays_of_2027():
    weekdays = (date(2027, 1, 1) + timedelta(days=number) for number in range(365))
    assert [day for day in weekdays if day.weekday() < 5 and not is_bank_day(day)] == [
        date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 6, 25),
        date(2027, 12, 6), date(2027, 12, 24),
    ]


@pytest.mark.parametrize(("due_on", "in_time"), [
    (date(2027, 2, 10), date(2027, 2, 10)),  # an ordinary Wednesday
    (date(2027, 2, 13), date(2027, 2, 15)),  # Saturday > Monday
    (date(2027, 3, 26), date(2027, 3, 30)),  # Good Friday > Tuesday
    (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer Eve > Monday
    (date(2026, 12, 24), date(2026, 12, 28)),  # Christmas Eve > Monday
    (date(2027, 12, 31), date(2027, 12, 31)),  # banks work on New Year's Eve
])
def test_a_due_day_moves_to_the_next_day_the_banks_work(due_on, in_time):
    assert last_day_in_time(due_on) == in_time


@given(days)
def test_it_never_moves_backwards_and_never_past_a_bank_day(due_on):
    in_time = last_day_in_time(due_on)
    assert in_time >= due_on and is_bank_day(in_time)
    between = (due_on + timedelta(days=number) for number in range((in_time - due_on).days))
    assert not any(is_bank_day(day) for day in between)
