"""What the states and refusals of the report are called on screen."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "wrong_report_state": _(
        "This cannot be done now: somebody has already taken the report further. Look at its state below."
    ),
    "sections_unfinished": _("The report cannot go to the council yet. Approve the sections listed below first."),
    "wrong_section_state": _("This section has been approved meanwhile. Return it before writing in it."),
    "nothing_written": _("Write something first: an empty section cannot be marked ready."),
}
CHANGED_MEANWHILE = {
    "fi": _(
        "Somebody else has changed the Finnish text while you were writing. Both texts are below: "
        "join them in the field and save again."
    ),
    "sv": _(
        "Somebody else has changed the Swedish text while you were writing. Both texts are below: "
        "join them in the field and save again."
    ),
}
