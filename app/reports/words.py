"""What the states and refusals of the report are called on screen."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from app.reports.rules import Kind
from app.reports.template_models import OwnTemplate, ReportTemplate

KINDS = {
    Kind.COMPREHENSIVE: _("Report and plan for a council term"),
    Kind.ANNUAL: _("Annual report"),
    Kind.PLAN: _("Welfare plan"),
    Kind.REGIONAL: _("Report of a wellbeing services county"),
    Kind.OWN: _("Another document"),
}
TEMPLATE_STATES = {"draft": _("draft"), "in_use": _("in use"), "withdrawn": _("withdrawn")}


def named(templates: Mapping[str, ReportTemplate | OwnTemplate], language: str) -> list[tuple[str, str]]:
    """The choices of a form: what is begun, and what tells it from the others."""
    own = _("the municipality's own template")
    return [
        (word, f"{each.title(language)}: {own if isinstance(each, OwnTemplate) else each.note(language)}")
        for word, each in templates.items()
    ]


REFUSALS = {
    "wrong_report_state": _(
        "This cannot be done in the report's present state. See the next step on the report's own page."
    ),
    "sections_unfinished": _("The report cannot go to the council yet. Approve the sections listed below first."),
    "sections_without_people": _(
        "The report cannot go to the council yet. Name a responsible person and a deputy for the sections listed below."
    ),
    "faulty_texts": _(
        "The report cannot go to the council yet. Some of its texts have faults of accessibility, which nobody can mend"
        " after the adoption: see the accessibility check."
    ),
    "final_editing": _(
        "Somebody else is doing the final editing of the report, so its texts are closed to you for two hours at most."
        " What you have typed stays here: save it again when the final editing has ended. The report's own page tells"
        " who holds it."
    ),
    "carried_unconfirmed": _(
        "The report cannot go to the council yet. Confirm or change what was carried over in the sections listed below."
    ),
    "wrong_section_state": _(
        "Somebody has changed this section's state meanwhile. An approved section opens for writing again "
        "when the coordinator returns it to its writers."
    ),
    "section_deleted": _("Somebody has left the section out of the report meanwhile."),
    "goals_without_measuring": _(
        "The plan in the report cannot be decided yet. Some of its goals do not say what they are measured by."
    ),
    "wrong_plan_state": _("The plan is not in work. A coordinator can begin a change on the plan's page."),
    "document_open": _("A document with this plan is under way already."),
    "no_template": _("The association has taken the template of this document out of use."),
    "in_one_language": _(
        "The plan in the report cannot be decided yet. A bilingual municipality's plan must be in both languages: the"
        " plan's page shows what is still in one."
    ),
    "nothing_in_plan": _("The plan in the report cannot be decided yet. It has no goals."),
    "nothing_to_pass": _("The section is already as far as it can go."),
    "has_parts": _("The chapter has parts. Move them to another chapter or leave them out first."),
    "last_chapter": _("A report has at least one chapter."),
    "draft_exists": _("Somebody has begun a new version already. Go on with that one."),
    "not_a_draft": _("This version is in use or withdrawn and does not change. Make a new version."),
    "last_template": _("At least one template has to be in use."),
    "chapter_first": _("A report begins with a chapter: parts belong to the chapter before them."),
    "nothing_written": _("Write something first: an empty section cannot be marked ready."),
}
