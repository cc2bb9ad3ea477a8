"""What is judged of indicators, and their sets, in words on screen."""

from flask_babel import lazy_gettext as _

METHODS = {
    "proportion": _("share of people: Wilson's interval"),
    "rate": _("number of events: Byar's interval"),
    "none": _("no confidence interval"),
}
PERIOD_KINDS = {
    "year": _("calendar year"),
    "school_year": _("school year"),
    "two_years": _("two years"),
    "three_years": _("three years"),
}
SET_KINDS = {"minimum_list": _("Minimum data content"), "hyte_coefficient": _("HYTE coefficient")}
SET_STATUSES = {"proposal": _("proposal"), "in_force": _("in force"), "ended": _("ended")}
NATURES = {"outcome": _("outcome"), "process": _("process"), "self_assessment": _("self-assessment")}
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
