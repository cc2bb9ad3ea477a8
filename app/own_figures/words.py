"""Kinds, directions, baskets and what may be wrong with a file or a figure, on screen."""

from flask_babel import lazy_gettext as _

from app.indicators.words import DIRECTIONS as DIRECTIONS
from app.own_figures.reading import Fault

OWN_INDICATORS = _("own indicators")
"""What somebody who leaves hands over."""

KINDS = {
    "own": _("The municipality's own"),
    "teaviisari": "TEAviisari",
    "school_health_survey": _("The School Health Promotion study"),
}
AGE_GROUPS = {
    "all": _("All ages"),
    "children": _("Children and families"),
    "youth": _("Young people and young adults"),
    "working_age": _("People of working age"),
    "older": _("Older people"),
}
CARD_KINDS = {
    "survey": _("Survey"),
    "hearing": _("Hearing"),
    "citation": _("Quotation"),
    "observation": _("Observation"),
}

OUTCOMES = {
    "bad": _("to correct"),
    "withheld": _("is not stored: fewer than 15 respondents"),
    "missing": _("no value: nothing happens"),
    "new": _("new"),
    "changed": _("changes"),
    "same": _("as before"),
}
WARNINGS = {"between_surveys": _("The study is carried out in odd years: check the year.")}

FAULTS = {
    "number": _("“%(told)s” is not a number."),
    "unclear_number": _("“%(told)s” can mean two numbers: write a thousand without a point, a fraction with a comma."),
    "day": _("“%(told)s” is not a day: write it as 1.8.2025."),
    "one_day_only": _("Give both the first and the last day, or neither."),
    "before_first": _("The last day is before the first."),
    "no_period": _("The period is missing."),
    "period": _("The period is not understood: write for example 2025, lukuvuosi 2024–2025, kevät 2025 or 3/2025."),
    "no_title": _("The title is missing."),
    "no_value": _("The value is missing, although a number of people is given."),
    "choice": _("“%(told)s” is none of the words that this column can have."),
    "decimals": _("Write a whole number from 0 to %(most)s."),
    "too_long": _("The text is too long: at most %(most)s characters."),
    "score": _("Points are from 0 to 100."),
    "percentage": _("A percentage is from 0 to 100."),
    "negative": _("A number of people cannot be below zero."),
    "not_positive": _("The denominator must be above zero."),
    "above_denominator": _("The count is larger than the denominator."),
    "two_indicators": _("The two titles belong to different indicators."),
    "other_kind": _("An indicator of another kind has this title."),
    "ended": _("The indicator is followed no more."),
    "differs_in_file": _("Row %(row)s tells something else of the same indicator."),
    "twice": _("Row %(row)s has the same indicator, period and group."),
}
"""By the words of `reading` and `comparing`."""

BAD_TABLES = {
    "empty": _("The file has no rows below its headings."),
    "not_readable": _("The file could not be read. Save it as CSV or as an Excel workbook (xlsx) and try again."),
    "old_excel": _("This is an Excel file of the old kind (xls). Save it as an Excel workbook (xlsx) and try again."),
    "too_large": _("The file is too large. Divide it into smaller ones."),
    "too_many_rows": _("The file has too many rows: at most %(most)s. Divide it into smaller ones."),
    "too_many_columns": _("The file has too many columns: at most %(most)s."),
    "no_sheet": _("The workbook has no sheet called “%(sheet)s”. It has: %(sheets)s."),
    "missing": _("The file lacks these columns: %(columns)s."),
    "twice": _("These columns stand in the file twice: %(columns)s."),
}

REFUSALS = {
    "title_taken": _("An own indicator with this title is there already."),
    "ended": _("The indicator is followed no more. Take it into use again first."),
    "too_few": _("Fewer than 15 have answered: the figure of so small a group must not be shown."),
    "place_taken": _("There is a figure for this period and group already. Correct that one."),
    "changed_meanwhile": _("Somebody has changed this figure meanwhile. Look at it as it is now."),
    "plan_changed_meanwhile": _("Figures have changed since the file was checked. Look once more what would happen."),
}


def fault(found: Fault) -> str:
    """What is wrong with a cell, as a sentence."""
    return str(FAULTS[found.reason]) % found.details
