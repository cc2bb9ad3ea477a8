"""What the states and refusals of the report are called on screen."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "wrong_report_state": _(
        "This cannot be done in the report's present state. See the next step on the report's own page."
    ),
    "sections_unfinished": _("The report cannot go to the council yet. Approve the sections listed below first."),
    "sections_without_people": _(
        "The report cannot go to the council yet. Name a responsible person and a deputy for the sections listed below."
    ),
    "final_editing": _(
        "Somebody else is doing the final editing of the report, so its texts are closed to you for two hours at most."
        " What you have typed stays here: save it again when the final editing has ended. The report's own page tells"
        " who holds it."
    ),
    "wrong_section_state": _(
        "Somebody has changed this section's state meanwhile. An approved section opens for writing again "
        "when the coordinator returns it to its writers."
    ),
    "section_deleted": _("Somebody has left the section out of the report meanwhile."),
    "nothing_to_pass": _("The section is already as far as it can go."),
    "has_parts": _("The chapter has parts. Move them to another chapter or leave them out first."),
    "last_chapter": _("A report has at least one chapter."),
    "nothing_written": _("Write something first: an empty section cannot be marked ready."),
}
