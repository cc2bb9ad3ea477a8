"""Why something about leaving is not done, on screen."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "deletion_asked": _("The deletion has been asked for already."),
    "deletion_over": _("There is no deletion to stop."),
    "wrong_delay": _("Choose a delay of 30–90 days."),
}
EXPORT_STATES = {
    "waiting": _("being made"),
    "ready": _("ready"),
    "failed": _("could not be made"),
}
