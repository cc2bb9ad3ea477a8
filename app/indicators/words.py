"""What outcomes, trends and methods are called on screen. A result never speaks by colour or sign alone."""

from flask_babel import lazy_gettext as _

from app.statistics.comparison import Outcome, Reason
from app.statistics.measures import Method
from app.statistics.periods import PeriodKind
from app.statistics.trend import Course, TrendMethod, Verdict

BASKETS = {
    "all": _("All inhabitants, structure and economy"),
    "children": _("Children and families with children"),
    "youth": _("Young people and young adults"),
    "working_age": _("People of working age"),
    "older": _("Older people"),
}
GENDERS = {"total": _("All"), "female": _("Women"), "male": _("Men")}
OUTCOMES = {
    Outcome.BETTER: _("better"),
    Outcome.WORSE: _("worse"),
    Outcome.SIMILAR: _("similar"),
    Outcome.HIGHER: _("higher"),
    Outcome.LOWER: _("lower"),
    Outcome.EQUAL: _("equal"),
    Outcome.UNAVAILABLE: _("not available"),
}
SIGNS = {
    Outcome.BETTER: "▲", Outcome.WORSE: "▼", Outcome.SIMILAR: "●", Outcome.HIGHER: "◆", Outcome.LOWER: "◆",
}  # fmt: skip
"""For a tested outcome; an untested one has the hollow circle."""

REASONS = {
    Reason.NO_METHOD: _("not tested: no confidence interval"),
    Reason.NO_COUNT: _("not tested: the source tells no counts"),
    Reason.NO_INTERVAL: _("not tested: the confidence interval cannot be calculated"),
    Reason.OTHER_PERIOD: _("not tested: the figures are of different years"),
    Reason.MISSING: _("a figure is missing"),
}
METHODS = {
    Method.PROPORTION: _("share of people: Wilson's interval"),
    Method.RATE: _("number of events: Byar's interval"),
    Method.NONE: _("no confidence interval"),
}
TREND_METHODS = {
    TrendMethod.WEIGHTED_SLOPE: _("weighted slope of five figures"),
    TrendMethod.MANN_KENDALL: _("test of yearly figures by Mann and Kendall"),
}
PERIOD_KINDS = {
    PeriodKind.YEAR: _("calendar year"),
    PeriodKind.SCHOOL_YEAR: _("school year"),
    PeriodKind.TWO_YEARS: _("two years"),
    PeriodKind.THREE_YEARS: _("three years"),
}
TRENDS = {
    (Course.RISING, Verdict.BETTER): _("rising, getting better"),
    (Course.RISING, Verdict.WORSE): _("rising, getting worse"),
    (Course.RISING, Verdict.NEUTRAL): _("rising"),
    (Course.FALLING, Verdict.BETTER): _("falling, getting better"),
    (Course.FALLING, Verdict.WORSE): _("falling, getting worse"),
    (Course.FALLING, Verdict.NEUTRAL): _("falling"),
    (Course.NO_SIGNIFICANT_CHANGE, Verdict.NONE): _("no significant change"),
    (Course.CANNOT_BE_CALCULATED, Verdict.NONE): _("cannot be calculated"),
}
ARROWS = {Course.RISING: "↗", Course.FALLING: "↘", Course.NO_SIGNIFICANT_CHANGE: "→", Course.CANNOT_BE_CALCULATED: ""}
GROUP_NAMES = {
    "worse_and_worse": _("Worse and getting worse"),
    "better_and_better": _("Better and getting better"),
    "better_but_worse": _("Better but getting worse"),
    "worse_but_better": _("Worse but getting better"),
    "only_worse": _("Worse or getting worse; the other test finds nothing or cannot be made"),
    "only_better": _("Better or getting better; the other test finds nothing or cannot be made"),
}
SET_KINDS = {"minimum_list": _("Minimum data content"), "hyte_coefficient": _("HYTE coefficient")}
SET_STATUSES = {"proposal": _("proposal"), "in_force": _("in force"), "ended": _("ended")}
NATURES = {"outcome": _("outcome"), "process": _("process"), "self_assessment": _("self-assessment")}
REFUSALS = {
    "unknown_indicator": _("Sotkanet has no indicator with this number."),
    "set_is_full": _("The own set has %(most)s indicators, which is as many as it can hold."),
    "too_many": _("Choose at most %(most)s municipalities."),
}
TEXTS = {
    "title": _("title"),
    "unit": _("unit"),
    "decimals": _("number of decimals"),
    "description": _("definition"),
    "interpretation": _("interpretation"),
    "limits": _("limits"),
    "source": _("source"),
    "organisation": _("producer"),
}
"""The parts of an indicator that a fetch may find changed."""

DIRECTIONS = {
    "higher_better": _("higher is better"),
    "lower_better": _("lower is better"),
    "neutral": _("neither is better"),
}
"""Which way of an indicator is good."""
