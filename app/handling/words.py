"""What refusals of the way are called on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as OF_REPORTS

REFUSALS = OF_REPORTS | {
    "not_submitted": _("The report has not been submitted to the council."),
    "wrong_decision": _("Choose the decision."),
    "decided_already": _("The body has decided already, so it stays on the list."),
    "nothing_to_pass": _("The body is already as far as it can go."),
    "not_a_writer": _("Choose somebody who writes in the report."),
    "not_held": _("Nobody holds the final editing any more."),
}
