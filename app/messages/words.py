"""The names of letters, on screen."""

from flask_babel import lazy_gettext as _

KINDS = {
    "check": _("Trial letter"),
    "invitation": _("Invitation"),
    "order_confirmation": _("Confirmation of an order"),
    "order_declined": _("Order declined"),
}
"""A test keeps every kind of letter here."""
