"""Why a report cannot be begun from the one before, on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as OF_REPORTS
from app.sections.words import REFUSALS as OF_SECTIONS

REFUSALS = {
    **OF_REPORTS,
    **OF_SECTIONS,
    "annual_exists": _("The annual report of this year has been begun already. You find it on the page of reports."),
    "next_term_exists": _("The next report has been begun from this one already. You find it on the page of reports."),
}
