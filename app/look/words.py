"""What is said of a look; the constants are read in the page's language."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "other_colour": _("Somebody else has chosen another colour meanwhile. Save again to use yours."),
    "other_picture": _(
        "Somebody else has changed the picture or its words meanwhile. What is shown now stands on this page. Press the"
        " same button again to do it all the same; if you chose a file, choose it again."
    ),
}
