"""Why a report's list is not chosen or changed, on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as OF_REPORTS

REFUSALS = OF_REPORTS | {"empty_set": _("The set has no indicators yet. Choose another one.")}
