"""The rate of a day, the tax of a sum, and that lines and tax make the total to the cent."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.documents import Line, VatRow
from billing.vat import GENERAL_RATES, RatedPeriod, credited_vat_cents, rate_on, split_by_rate, vat_cents, vat_rows
from tenants.errors import Refused

OLD, NEW = Decimal("24"), Decimal("25.5")
days = st.dates(date(2013, 1, 1), date(2040, 12, 31))
sums = st.integers(0, 10**9)
rates = st.sampled_from([OLD, NEW])


def a_line(net_cents: int, rate: Decimal) -> Line:
    return Line("Lisenssi", Decimal(1), "year", net_cents, net_cents, rate, date(2026, 1, 1), date(2026, 12, 31))


def test_the_rate_is_the_one_in_force_on_the_day():
    assert rate_on(date(2013, 1, 1)) == rate_on(date(2024, 8, 31)) == OLD
    assert rate_on(date(2024, 9, 1)) == rate_on(date(2026, 11, 22)) == NEW
    with pytest.raises(Refused, match="no_vat_rate"):
        rate_on(date(2012, 12, 31))


def test_a_year_across_the_change_is_divided_on_it():
    assert split_by_rate(date(2024, 1, 1), date(2024, 12, 31)) == (
        RatedPeriod(date(2024, 1, 1), date(2024, 8, 31), OLD),
        RatedPeriod(date(2024, 9, 1), date(2024, 12, 31), NEW),
    )


def test_a_change_on_the_first_day_divides_nothing_and_one_on_the_last_day_leaves_a_day():
    change, new_years_eve = date(2024, 9, 1), date(2024, 12, 31)
    assert split_by_rate(change, new_years_eve) == (RatedPeriod(change, new_years_eve, NEW),)
    assert split_by_rate(date(2024, 1, 1), change)[1] == RatedPeriod(change, change, NEW)


def test_what_was_paid_before_the_change_keeps_the_rate_of_its_payment():
    year = date(2024, 1, 1), date(2024, 12, 31)
    assert split_by_rate(*year, paid_on=date(2024, 2, 14)) == (RatedPeriod(*year, OLD),)
    assert split_by_rate(*year, paid_on=date(2024, 9, 1)) == split_by_rate(*year)
    assert split_by_rate(date(2024, 10, 1), date(2024, 12, 31), paid_on=date(2024, 8, 31))[0].rate == OLD


@given(days, days)
def test_the_parts_of_a_period_hold_every_day_once_at_its_own_rate(one, other):
    first_day, last_day = sorted((one, other))
    parts = split_by_rate(first_day, last_day)
    assert (parts[0].first_day, parts[-1].last_day) == (first_day, last_day)
    assert all(next_.first_day - part.last_day == timedelta(days=1) for part, next_ in pairwise(parts))
    assert all(rate_on(part.first_day) == rate_on(part.last_day) == part.rate for part in parts)
    assert all(part.rate != next_.rate for part, next_ in pairwise(parts))


def test_a_period_that_ends_before_it_begins_is_an_error():
    with pytest.raises(ValueError, match="2026"):
        split_by_rate(date(2026, 1, 2), date(2026, 1, 1))


def test_the_table_of_rates_is_in_order():
    assert [day for day, _ in GENERAL_RATES] == sorted({day for day, _ in GENERAL_RATES})


@pytest.mark.parametrize(("net", "rate", "vat"), [
    (10_00, NEW, 2_55), (1_290_00, NEW, 328_95), (25, OLD, 6), (98, NEW, 25), (1_00, NEW, 26), (2, NEW, 1),
    (-1_00, NEW, -26),
])
def test_half_a_cent_of_tax_is_rounded_up(net, rate, vat):
    assert vat_cents(net, rate) == vat


def test_tax_is_worked_out_on_the_sum_of_a_rate_and_not_line_by_line():
    rows = vat_rows([a_line(1_00, NEW), a_line(1_00, NEW), a_line(1_00, OLD), a_line(1_00, Decimal("25.50"))])
    assert rows == (VatRow(OLD, 1_00, 24), VatRow(NEW, 3_00, 77))


@given(st.lists(st.builds(a_line, sums, rates), max_size=20))
def test_lines_and_tax_make_the_total(lines):
    rows = vat_rows(lines)
    assert sum(row.net_cents for row in rows) == sum(line.net_cents for line in lines)
    assert len({row.rate for row in rows}) == len(rows)
    exact = sum(line.net_cents * line.vat_rate / 100 for line in lines)
    assert abs(sum(row.vat_cents for row in rows) - exact) <= Decimal("0.5") * len(rows)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30), rates)
def test_credits_in_any_pieces_give_back_exactly_the_tax_that_was_invoiced(pieces, rate):
    credited = [credited_vat_cents(piece, rate, sum(pieces[:number])) for number, piece in enumerate(pieces)]
    assert sum(credited) == vat_cents(sum(pieces), rate)
    assert min(credited) >= 0
