"""Why a summary is not stored, on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as OF_REPORTS

REFUSALS = OF_REPORTS | {
    "changed_meanwhile": _(
        "Somebody has changed the summary meanwhile. Their text stands below; save again to put yours in its place."
    ),
}
