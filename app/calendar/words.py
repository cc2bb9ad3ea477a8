"""What steps, states and refusals of the annual clock are called on screen, and the months in both languages."""

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _

from app.calendar.template import STEPS
from app.sections.words import REFUSALS as OF_SECTIONS

ENTRIES = _("Entries of the annual clock")
COMMUNICATION = _("Communication planned")
STATES = {"not_begun": _("not begun"), "under_way": _("under way"), "done": _("done")}
DEEDS = {"not_begun": _("Not begun yet"), "under_way": _("Under way"), "done": _("Done")}
"""The buttons that tell how far something is."""

KINDS = {
    "entry": _("Annual clock"),
    "communication": _("Communication plan"),
    "follow_up": _("Follow-up of the plan"),
}
CONTENTS = {
    "all": _("Everything in the annual clock and the communication plans"),
    "own": _("Only what I answer for or deputise in"),
}
REFUSALS = OF_SECTIONS | {
    "begun_already": _("The clock of this year has been begun already."),
    "nothing_to_copy": _("The earlier year has no clock to begin from."),
    "due_in_another_year": _("This clock is of the year %(year)s: give a day of that year."),
    "ends_before_it_begins": _("The last day cannot be before the first day."),
    "begins_too_early": _("The first day can be in the year before at the earliest."),
    "changed_meanwhile": _("Somebody has changed it meanwhile: see below how it reads now. Save again to keep yours."),
    "removed_meanwhile": _("Somebody has removed it meanwhile. Copy what you wrote: it can be brought back."),
}


def step_name(step: int | None, language: str) -> str:
    """The step with its number; nothing where something belongs to none."""
    return f"{step}. {STEPS[step][language == 'sv']}" if step else ""


def month_names(language: str) -> list[str]:
    """January to December, as they are written in a heading."""
    names = get_month_names("wide", "stand-alone", locale=language)
    return [names[month].capitalize() for month in range(1, 13)]


def short_month_names(language: str) -> list[str]:
    """The same where there is little room."""
    names = get_month_names("abbreviated", "stand-alone", locale=language)
    return [names[month].rstrip(".") for month in range(1, 13)]
