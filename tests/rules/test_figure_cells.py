"""One cell of a file, or one field: numbers, what is missing, and periods, as they are written in Finland."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.own_figures import cells
from app.own_figures.cells import Unreadable
from app.own_figures.periods import name_of, period_of, said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,3", "12.3"), ("12.3", "12.3"), ("1 234,5", "1234.5"), ("1\N{NO-BREAK SPACE}234", "1234"),
        ("\N{MINUS SIGN}3,5", "-3.5"), ("-3,5", "-3.5"), ("12,3 %", "12.3"), ("5%", "5"), ("1,234", "1.234"),
        ("0.123", "0.123"), ("1234.567", "1234.567"), ("1.234.567", "1234567"), ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"), ("100", "100"), ("-0", "0"), ("0,12345678", "0.123457"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_a_finn_writes_it(text, number):
    assert cells.number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "-12.500", "1,2,3", "1e5", "12 3", "noin 5", "5–6", "NaN", "1/2", "½", "٣"])
def test_what_may_mean_two_numbers_or_none_is_refused(text):
    with pytest.raises(Unreadable):
        cells.number_of(text)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "\N{MINUS SIGN}", ".", "..", "\N{NO-BREAK SPACE}"])
def test_what_is_missing_is_nothing_and_never_zero(text):
    assert cells.number_of(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"), ("vuosi 2024", "2024-01-01", "2024-12-31"),
        ("2024–2025", "2024-01-01", "2025-12-31"), ("2024-2025", "2024-01-01", "2025-12-31"),
        ("lukuvuosi 2024–2025", "2024-08-01", "2025-07-31"), ("läsåret 2024/2025", "2024-08-01", "2025-07-31"),
        ("Lukuvuosi 2024-25", "2024-08-01", "2025-07-31"), ("lv. 2024–2025", "2024-08-01", "2025-07-31"),
        ("kevät 2025", "2025-01-01", "2025-07-31"), ("våren 2025", "2025-01-01", "2025-07-31"),
        ("syksy 2025", "2025-08-01", "2025-12-31"), ("3/2025", "2025-03-01", "2025-03-31"),
        ("2/2024", "2024-02-01", "2024-02-29"), ("1.1.2024–31.12.2024", "2024-01-01", "2024-12-31"),
        ("1.1.–31.3.2025", "2025-01-01", "2025-03-31"),
    ],
)  # fmt: skip
def test_a_period_is_its_days(text, first, last):
    assert period_of(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024/2025",
        "lukuvuosi 2024–2026",
        "ensi vuosi",
        "13/2025",
        "30.2.2025–1.3.2025",
        "2025–2024",
        "1.3.2025",
        "0024",
    ],
)
def test_an_unclear_period_is_none(text):
    assert period_of(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_period_is_said_in_both_languages_so_that_it_can_be_read_back(one, other):
    first, last = sorted((one, other))
    assume(first != last)
    for language in ("fi", "sv"):
        assert period_of(name_of(first, last, language)) == (first, last)


def test_a_known_period_is_said_in_the_reader_s_language_and_other_words_stay():
    days = period_of("lukuvuosi 2024–2025")
    assert said("lv 2024-2025", *days, "sv") == "läsåret 2024–2025"
    assert said("valtuustokausi", *days, "sv") == "valtuustokausi"
    assert said("kevät 2025", date(2025, 2, 1), date(2025, 4, 30), "sv") == "kevät 2025"
