"""Why a report is not published, on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as REPORT_REFUSALS

REFUSALS = REPORT_REFUSALS | {
    "pdf_failed": _(
        "The PDF could not be made, so nothing was published. Contact the support: the reason is in the log."
    ),
}
