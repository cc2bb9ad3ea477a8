"""The names of letters, on screen."""

from flask_babel import lazy_gettext as _

KINDS = {
    "check": _("Trial letter"),
}
"""A test keeps every kind of letter here."""
