"""Periods as municipalities write them: years, school years, terms, months, days. Pure.

A school year is from 1 August to 31 July (Basic Education Act 628/1998 section 23); its terms are parted at the turn of
the year. A period that is known by its days is said in the reader's language, whatever language it was written in.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

YEAR = "((?:19|20|21)[0-9]{2})"
DASH = r"\s*[-–—]\s*"
DAY = rf"([0-9]{{1,2}})\.\s*([0-9]{{1,2}})\.\s*{YEAR}"
SCHOOL_YEAR = r"(?:lukuvuosi|lukuvuonna|lv\.?|läsåret|läsår|school year)"
SPRING = r"(?:kevätlukukausi|kevät|vårterminen|våren|vår|spring)"
AUTUMN = r"(?:syyslukukausi|syksy|höstterminen|hösten|höst|autumn)"
Days = tuple[date, date]


def period_of(text: str) -> Days | None:
    """The first and the last day of a written period; None when it is none that we know."""
    text = " ".join(text.casefold().split())
    for pattern, days in FORMS:
        if found := re.fullmatch(pattern, text):
            try:
                first, last = days(*found.groups())
            except ValueError:
                return None
            return (first, last) if first <= last else None
    return None


def _years(first: str, last: str | None = None) -> Days:
    return date(int(first), 1, 1), date(int(last or first), 12, 31)


def _school_year(first: str, last: str) -> Days:
    if int(first) + 1 != int(first[: 4 - len(last)] + last):
        raise ValueError(last)
    return date(int(first), 8, 1), date(int(first) + 1, 7, 31)


def _spring(year: str) -> Days:
    return date(int(year), 1, 1), date(int(year), 7, 31)


def _autumn(year: str) -> Days:
    return date(int(year), 8, 1), date(int(year), 12, 31)


def _month(month: str, year: str) -> Days:
    return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])


def _days(*parts: str) -> Days:
    day, month, year, last_day, last_month, last_year = (int(part) if part else 0 for part in parts)
    return date(year or last_year, month, day), date(last_year, last_month, last_day)


FORMS = (
    (rf"(?:vuosi |år |year )?{YEAR}", _years),
    (rf"{YEAR}{DASH}{YEAR}", _years),
    (rf"{SCHOOL_YEAR} {YEAR}(?:{DASH}|/)([0-9]{{4}}|[0-9]{{2}})", _school_year),
    (rf"{SPRING} {YEAR}", _spring),
    (rf"{AUTUMN} {YEAR}", _autumn),
    (rf"(0?[1-9]|1[0-2])/{YEAR}", _month),
    (rf"{DAY}{DASH}{DAY}", _days),
    (rf"([0-9]{{1,2}})\.\s*([0-9]{{1,2}})\.(){DASH}{DAY}", _days),
)
"""Two calendar years with nothing before them are two years; a school year is marked as one."""

NAMES = {
    "fi": {"school": "lukuvuosi", "spring": "kevät", "autumn": "syksy"},
    "sv": {"school": "läsåret", "spring": "våren", "autumn": "hösten"},
}


def said(text: str, first: date, last: date, language: str) -> str:
    """How a period is shown: by its days, unless its words say something that its days do not."""
    known = period_of(text)
    return name_of(first, last, language) if not text or known == (first, last) else text


def name_of(first: date, last: date, language: str) -> str:
    """The shortest name of the days from the first to the last."""
    names, begins, ends = NAMES[language], (first.month, first.day), (last.month, last.day)
    if (begins, ends) == ((1, 1), (12, 31)):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (begins, ends) == ((8, 1), (7, 31)) and first.year + 1 == last.year:
        return f"{names['school']} {first.year}–{last.year}"
    if first.year == last.year and (begins, ends) in (((1, 1), (7, 31)), ((8, 1), (12, 31))):
        return f"{names['spring' if begins == (1, 1) else 'autumn']} {first.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last + timedelta(1)).day == 1:
        return f"{first.month}/{first.year}"
    return day_name(first) if first == last else f"{day_name(first)}–{day_name(last)}"


def day_name(day: date) -> str:
    """As it is typed."""
    return f"{day.day}.{day.month}.{day.year}"
