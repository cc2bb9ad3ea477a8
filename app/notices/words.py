"""What announcements are called on screen."""

from flask_babel import lazy_gettext as _

KINDS = {"notice": _("News of the service"), "planned_break": _("Planned break"), "incident": _("Incident")}
AUDIENCES = {
    "everybody": _("Everybody"),
    "signed_in": _("Those who have signed in"),
    "municipalities": _("Those who are on a municipality's own pages"),
}
