"""What pages are called in the diary of looks."""

from flask_babel import lazy_gettext as _

PAGES = {
    "reports.front": _("Front page"),
    "reports.index": _("Welfare reports"),
    "reports.show": _("Contents of a report"),
    "reports.section": _("A section of a report"),
    "publishing.preview": _("Preview"),
    "accounts.members": _("People"),
    "payments.licence": _("Licence"),
    "subscribing.agreement": _("Contract"),
}
"""By endpoint; a page without a name here is known by its address."""
