"""What feedback is about, and what is refused, on screen."""

from flask_babel import lazy_gettext as _

KINDS = {
    "content": _("What the report says"),
    "accessibility": _("Accessibility: something cannot be read or used"),
    "other": _("Something else"),
}
REFUSALS = {"answered_already": _("Somebody has answered this already. Their answer stands above.")}
