"""What levels of rights and refusals in a section are called on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as OF_REPORTS

SECTIONS = _("Sections of reports")
COMMENTS = _("Comments that wait for the person")
LEVELS = {
    "comment": _("read and comment"),
    "write": _("write"),
    "approve": _("write and approve"),
}
REFUSALS = OF_REPORTS | {
    "unknown_version": _(
        "The version that this text was begun from is not known. Copy your text and open the section again."
    ),
    "text_changed": _("Somebody has changed the text meanwhile. Look for the words again."),
    "pictures_without_words": _(
        "Each picture needs words for those who do not see it. They are missing from: %(pictures)s. Write between the"
        " square brackets what the picture shows, or save the text as a draft until then."
    ),
    "too_long": _("The text would be too long."),
    "section_deleted": _(
        "The section has been left out of the report meanwhile. Copy your text: the coordinator can bring the section"
        " back with all that was saved."
    ),
    "settled_already": _("Somebody has settled this text already."),
    "nothing_suggested": _("This is the paragraph as it stands. Write what you would change in it."),
    "decided_already": _("This suggestion has been decided already."),
    "not_yours": _("Only the one who made a suggestion can withdraw it."),
    "source_changed": _("The source says something else by now, or somebody has decided already. Look at it again."),
    "no_figure": _("The source has no such figure. Choose another area or year."),
    "not_a_member": _("Choose somebody who uses the service in this municipality."),
}
LANGUAGE_NAMES = {"fi": _("In Finnish"), "sv": _("In Swedish")}
NEWS = {
    "newer": _("The source has a newer year."),
    "revised": _("The source has corrected this figure."),
    "gone": _("The source has taken this figure away."),
    "withdrawn": _("The source publishes this indicator no more."),
}
"""Why a figure in a text is old."""

NEWS_OF_OWN = {
    "newer": _("A newer figure has been entered."),
    "revised": _("This figure has been corrected."),
    "gone": _("This figure has been removed."),
    "withdrawn": _("The municipality follows this indicator no more."),
}
"""The same of one of the municipality's own."""

NEWS_OF_OWN_PANELS = NEWS_OF_OWN | {
    "revised": _("What this panel shows has changed."),
    "gone": _("The figures of this panel have been removed."),
}
