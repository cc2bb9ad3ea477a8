"""The kinds of deeds on screen."""

from flask_babel import lazy_gettext as _

KINDS = {
    "reports": _("Reports"),
    "plans": _("Welfare plans"),
    "figures": _("Figures and evidence"),
    "people": _("People and sign-in"),
    "money": _("Licence and money"),
    "support": _("Support and letters"),
    "settings": _("Settings"),
}
"""In the words of somebody who looks for something; `rules.KINDS` says which deeds each has."""

FEATURES = {
    "card_payments": _("Payment by card"),
    "e_invoices": _("Invoices as e-invoices"),
}
"""What can be switched on and off, in the trail and at the desk; a test keeps every feature here."""
SWITCHES = {"on": _("on"), "off": _("off"), "follow": _("as for all")}
