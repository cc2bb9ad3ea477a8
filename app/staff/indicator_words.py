"""What is wrong with an indicator or with an act about one, and how a refresh stands, on screen."""

from flask_babel import lazy_gettext as _

TROUBLES = {
    "gone": _("Sotkanet does not list the indicator any more."),
    "no_metadata": _("Sotkanet tells nothing about the indicator."),
    "other_title": _("Sotkanet now calls the indicator: %(title)s. Expected was: %(expected)s."),
    "bad_years": _("Sotkanet says that the figures are of the years %(first)s–%(last)s, which cannot be."),
    "bad_decimals": _("Sotkanet says that the figures have %(decimals)s decimals, which cannot be."),
    "no_figures": _("Sotkanet gave no figures for our areas."),
    "twice": _("Sotkanet gave two figures for one area and year."),
    "not_asked": _("Sotkanet gave figures that were not asked for."),
    "no_answer": _("Sotkanet did not answer, though it was asked several times."),
    "malformed": _("Sotkanet answered something else than it promises."),
}
REFRESH_STATES = {
    "running": _("under way"),
    "complete": _("complete"),
    "interrupted": _("interrupted; the next one goes on from there"),
    "no_answer": _("Sotkanet did not answer"),
}
WHICH = {
    "": _("all"),
    "unjudged": _("those that nobody has judged"),
    "troubled": _("those in trouble"),
}
REFUSALS = {
    "title_changed": _("The title at the source has changed meanwhile, or the trouble is over. Look again."),
    "version_taken": _("There is a version of this name already."),
    "unknown_indicator": _("Sotkanet has no indicator with this number."),
    "in_the_set": _("The indicator is in the set already."),
}
