"""A part of a year is paid by its days, and parts of a sum make the sum."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.proration import days_in, prorated_cents, remaining_cents, split_cents
from billing.vat import split_by_rate

sums = st.integers(0, 10**9)
weights = st.lists(st.integers(0, 400), min_size=1, max_size=24).filter(any)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
NEW_YEARS_EVE = {year: date(year, 12, 31) for year in range(2024, 2029)}


@given(sums, st.sampled_from(sorted(NEW_YEARS_EVE)))
def test_a_whole_year_costs_its_price_also_in_a_leap_year(net, year):
    assert prorated_cents(net, date(year, 1, 1), NEW_YEARS_EVE[year]) == net


@pytest.mark.parametrize(("first_day", "cents"), [
    (date(2027, 7, 1), 650_30),  # 184 of 365 days of 1,290 euros
    (date(2028, 7, 1), 648_52),  # 184 of 366
    (date(2028, 2, 29), 1_082_05),  # 307 of 366: the leap day is a day of service
    (date(2027, 12, 31), 3_53),
])
def test_a_year_begun_in_the_middle_costs_the_days_that_are_left(first_day, cents):
    assert prorated_cents(1_290_00, first_day, NEW_YEARS_EVE[first_day.year]) == cents


def test_half_a_cent_is_rounded_up():
    assert prorated_cents(365, date(2027, 1, 1), date(2027, 1, 1)) == 1
    assert prorated_cents(183, date(2028, 1, 1), date(2028, 1, 1)) == 1
    assert prorated_cents(182, date(2028, 1, 1), date(2028, 1, 1)) == 0


@given(sums, days)
def test_a_later_start_never_costs_more(net, first_day):
    last_day = NEW_YEARS_EVE[first_day.year]
    earlier = max(first_day - timedelta(days=1), date(first_day.year, 1, 1))
    assert 0 <= prorated_cents(net, first_day, last_day) <= prorated_cents(net, earlier, last_day) <= net


@pytest.mark.parametrize(("first_day", "last_day"), [
    (date(2026, 7, 1), date(2027, 6, 30)), (date(2026, 7, 2), date(2026, 7, 1)),
])
def test_only_a_part_of_one_calendar_year_is_prorated(first_day, last_day):
    with pytest.raises(ValueError, match="no part of a calendar year"):
        prorated_cents(1_290_00, first_day, last_day)


@given(sums, weights)
def test_parts_add_up_and_none_is_a_cent_away_from_its_share(cents, shares):
    parts = split_cents(cents, shares)
    assert sum(parts) == cents
    for part, share in zip(parts, shares, strict=True):
        assert part >= 0
        assert abs(part * sum(shares) - cents * share) <= sum(shares)


def test_rests_do_not_gather_in_the_last_part():
    assert split_cents(100, [1] * 6) == (17, 16, 17, 17, 16, 17)
    assert split_cents(-100, [1] * 6) == (-17, -16, -17, -17, -16, -17)


@pytest.mark.parametrize("shares", [[], [0, 0], [1, -1, 1]])
def test_a_sum_is_not_divided_by_nothing(shares):
    with pytest.raises(ValueError):
        split_cents(100, shares)


def test_a_year_across_a_change_of_tax_is_divided_by_days():
    periods = split_by_rate(date(2024, 1, 1), date(2024, 12, 31))
    shares = [days_in(period.first_day, period.last_day) for period in periods]
    assert shares == [244, 122]
    assert split_cents(1_290_00, shares) == (860_00, 430_00)


@given(sums, days, st.integers(-40, 400))
def test_used_and_credited_make_the_line(net, first_day, used):
    last_day = NEW_YEARS_EVE[first_day.year]
    ends_on = first_day + timedelta(days=used - 1)
    rest = remaining_cents(net, first_day, last_day, ends_on)
    if used <= 0:
        assert rest == net
    elif ends_on >= last_day:
        assert rest == 0
    else:
        assert (net - rest, rest) == split_cents(net, [used, days_in(first_day, last_day) - used])


def test_the_last_day_of_service_is_paid_and_the_days_after_it_are_credited():
    year = date(2027, 1, 1), date(2027, 12, 31)
    assert remaining_cents(365_00, *year, ends_on=date(2027, 12, 30)) == 1_00
    assert remaining_cents(365_00, *year, ends_on=date(2027, 1, 1)) == 364_00
