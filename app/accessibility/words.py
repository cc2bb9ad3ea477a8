"""What is said of a municipality's own part of its statement; the constants are read in the page's language."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "changed_meanwhile": _(
        "Somebody has changed it meanwhile. How it reads now stands on this page. Save again to keep yours."
    ),
}
