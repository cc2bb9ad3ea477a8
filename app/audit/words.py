"""The kinds of deeds on screen."""

from flask_babel import lazy_gettext as _

KINDS = {
    "reports": _("Reports"),
    "people": _("People and sign-in"),
    "money": _("Licence and money"),
    "support": _("Support and letters"),
    "settings": _("Settings"),
}
"""In the words of somebody who looks for something; `rules.KINDS` says which deeds each has."""
