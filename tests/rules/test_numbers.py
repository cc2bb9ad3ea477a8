"""Numbers as they are written in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as some

from app.web.numbers import MINUS, day, moment, number, signed

AMOUNTS = some.decimals(min_value=-10_000_000, max_value=10_000_000, places=4)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234.5", 1, "1\u00a0234,5"),
        ("1234567", 0, "1\u00a0234\u00a0567"),
        ("-12.34", 1, "\u221212,3"),
        ("0", 2, "0,00"),
    ],
)
def test_a_number_has_a_decimal_comma_no_break_spaces_and_a_true_minus(value, decimals, text):
    assert number(Decimal(value), decimals, "fi") == number(Decimal(value), decimals, "sv") == text


@given(AMOUNTS, some.integers(0, 3), some.sampled_from(["fi", "sv"]))
def test_any_number_is_written_as_the_unicode_consortium_says_it_is_in_the_language(value, decimals, language):
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    expected = format_decimal(value, format=pattern, locale=language).replace("-", MINUS)
    assert number(value, decimals, language) == expected


@pytest.mark.parametrize(("value", "text"), [("0.31", "+0,3"), ("-1.2", "\u22121,2"), ("-0.04", "0,0"), ("0", "0,0")])
def test_a_change_carries_its_sign_unless_nothing_is_seen_to_change(value, text):
    assert signed(Decimal(value), 1, "fi") == text


def test_the_day_of_a_moment_is_the_day_in_helsinki_where_midnight_comes_before_that_of_utc():
    late = datetime(2026, 11, 30, 22, 7, tzinfo=UTC)
    assert day(late, "fi") == day(date(2026, 12, 1), "fi") == "1.12.2026"
    assert moment(late, "sv").startswith("1.12.2026 ")
