"""Which letter an unpaid invoice leads to, and what could be claimed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.dunning import REFERENCE_RATES, LateClaim, Reminder, late_claim, reminder_due
from tenants.errors import Refused

DUE = date(2025, 5, 16)
"""A Friday, with no holiday for the next days."""

days_late = st.integers(-10, 60)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(("days", "letter"), [
    (0, None), (2, None), (3, Reminder.FRIENDLY_NOTE), (13, Reminder.FRIENDLY_NOTE), (14, Reminder.REMINDER),
    (29, Reminder.REMINDER), (30, Reminder.OWNER_NOTICE), (400, Reminder.OWNER_NOTICE),
])
def test_each_letter_has_its_day(days, letter):
    assert reminder_due(DUE, after(days)) == letter


def test_day_by_day_every_letter_goes_once_and_in_order():
    sent = []
    for days in range(120):
        letter = reminder_due(DUE, after(days), sent)
        if letter:
            sent.append(letter)
    assert sent == list(Reminder)


@given(st.lists(days_late, max_size=30))
def test_none_is_sent_twice_or_after_a_later_one_on_whatever_days_the_worker_runs(days):
    sent = []
    for day in sorted(days):
        letter = reminder_due(DUE, after(day), sent)
        if letter:
            sent.append(letter)
    order = list(Reminder)
    assert [order.index(letter) for letter in sent] == sorted({order.index(letter) for letter in sent})


def test_days_missed_do_not_lead_to_two_letters_at_once():
    assert reminder_due(DUE, after(20)) == Reminder.REMINDER
    assert reminder_due(DUE, after(21), [Reminder.REMINDER]) is None


def test_no_earlier_letter_follows_a_later_one_even_when_the_due_day_was_moved():
    assert reminder_due(DUE, after(14), [Reminder.OWNER_NOTICE]) is None


@given(days_late)
def test_nobody_is_reminded_of_what_is_disputed(days):
    assert reminder_due(DUE, after(days), disputed=True) is None


def test_nobody_is_reminded_before_the_bank_has_opened():
    good_friday, easter_monday = date(2027, 3, 26), date(2027, 3, 29)
    assert reminder_due(good_friday, easter_monday) is None
    assert reminder_due(good_friday, date(2027, 3, 30)) is None
    assert reminder_due(good_friday, date(2027, 3, 31)) == Reminder.FRIENDLY_NOTE


def test_interest_runs_by_days_at_eight_points_above_each_half_years_reference_rate():
    # 45 days at 11.5 % and 31 days at 10.5 %: 14.178 + 8.918 euros.
    assert late_claim(1_000_00, DUE, date(2025, 7, 31)) == LateClaim(23_10, 40_00)


def test_interest_begins_on_the_day_after_the_due_day():
    assert late_claim(365_000_00, DUE, DUE) == LateClaim(0, 0)
    assert late_claim(365_000_00, DUE, after(1)).interest_cents == 115_00


def test_a_leap_year_has_one_day_more_of_interest():
    whole_year = late_claim(365_00, date(2023, 12, 29), date(2024, 12, 29))
    assert whole_year.interest_cents == 45_74  # two days at 12.0 %, 364 at 12.5 %


def test_a_due_saturday_paid_on_monday_costs_nothing():
    saturday, monday = date(2025, 5, 17), date(2025, 5, 19)
    assert late_claim(1_000_00, saturday, monday) == LateClaim(0, 0)
    assert late_claim(365_000_00, saturday, date(2025, 5, 20)) == LateClaim(115_00, 40_00)


def test_a_rate_that_was_not_entered_is_not_guessed():
    with pytest.raises(Refused) as refused:
        late_claim(1_000_00, date(2026, 6, 15), date(2026, 7, 15))
    assert (refused.value.reason, refused.value.details) == ("reference_rate_missing", {"half_year": date(2026, 7, 1)})
    entered = {**REFERENCE_RATES, date(2026, 7, 1): Decimal("2.5")}
    assert late_claim(1_000_00, date(2026, 6, 15), date(2026, 7, 15), entered).interest_cents == 8_63


@given(st.integers(0, 10**8), st.integers(0, 400), st.integers(0, 200))
def test_a_later_or_bigger_debt_never_costs_less(cents, days, more):
    def claimed(debt, late):
        return late_claim(debt, DUE - timedelta(days=700), after(late - 700)).interest_cents

    assert 0 <= claimed(cents, days) <= claimed(cents, days + more)
    assert claimed(cents, days) <= claimed(cents + more, days)
