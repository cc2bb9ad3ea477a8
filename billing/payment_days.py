"""When a payment is late: a due day on which the banks rest moves to the next day they work.

Promissory Notes Act (velkakirjalaki, lagen om skuldebrev 622/1947) section 5 subsection 2, as amended by 958/1999.
Municipalities pay on the due day; without this rule every due Saturday would look like a late payment.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5
FIXED_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}
DAYS_FROM_EASTER = {-2, 0, 1, 39}
"""Good Friday, Easter, Easter Monday and Ascension Day."""


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon_correction = century - (century + 8) // 25
    epact = (19 * golden + century - century // 4 - (moon_correction + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def is_bank_day(day: date) -> bool:
    """Banks in Finland work. Midsummer Eve is the Friday of 19-25 June; All Saints' Day is always a Saturday."""
    is_midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == SATURDAY - 1
    return not (
        day.weekday() >= SATURDAY
        or (day.month, day.day) in FIXED_HOLIDAYS
        or (day - easter(day.year)).days in DAYS_FROM_EASTER
        or is_midsummer_eve
    )


def last_day_in_time(due_on: date) -> date:
    """The day by which the money must be in the account (Supreme Court KKO:2023:68: available, not only sent)."""
    day = due_on
    while not is_bank_day(day):
        day += DAY
    return day
