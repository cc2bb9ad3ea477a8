"""What the plan's rows, states, tags and refusals are called on screen."""

from flask_babel import lazy_gettext as _

from app.indicators.words import BASKETS

ROWS = {"emphasis": _("emphasis"), "goal": _("goal"), "measure": _("measure")}
FILE_ROWS = ROWS | {"indicator": _("figure of a goal")}
"""The rows of a plan's workbook."""

STATUSES = {
    "not_begun": _("not begun"),
    "under_way": _("under way"),
    "done": _("done"),
    "not_done": _("not carried out"),
}
AGE_GROUPS = BASKETS | {"all": _("All inhabitants")}
COUNCIL_NAMES = {"body_fi": "Kunnanvaltuusto", "body_sv": "Kommunfullmäktige"}
"""What the form of a decision begins with."""
BODIES = {"council": _("Municipal council")}
"""What a version's body is called, where it is not as somebody typed it."""

CHANGES = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
FIELDS = {
    "title": _("Name"),
    "age_group": _("Whom it is about"),
    "strategy": _("Goal of the strategy"),
    "measured": _("Measured by"),
    "indicators": _("Measured by"),
    "tags": _("Belongs to"),
    "body": _("Responsible body"),
    "partners": _("Partners"),
    "resource": _("Resources"),
    "cost_cents": _("Cost"),
    "begins_on": _("Begins on"),
    "ends_on": _("Ends on"),
    "place": _("Place"),
}
FILE_FAULTS = {
    "faults": _("these cells cannot be understood:"),
    "unknown": _("the plan has no row with this code."),
    "nothing_above": _("there is no row above it in the file that it could stand under."),
    "no_code": _("it is new, so it cannot be removed."),
    "no_indicator": _("it does not say which indicator of Sotkanet it is."),
    "no_title": _("it has no name."),
    "two_people": _("the deputy must be another person than the responsible one."),
    "timetable": _("it ends before it begins."),
}
REFUSALS = {
    "file_changed_meanwhile": _("The plan has changed meanwhile: see below what the file would change now."),
    "file_not_ready": _("The file has nothing that could be stored."),
    "wrong_plan_state": _(
        "The plan is not in work: it has been decided, or waits for the decision. A coordinator can begin a change."
    ),
    "changed_meanwhile": _(
        "Somebody has changed this meanwhile. Below is what you wrote; save again to put it in the place of theirs."
    ),
    "not_a_member": _("One of the people chosen does not use the service here any more."),
    "nothing_to_pass": _("It is already as far as it can go."),
    "goals_without_measuring": _("The plan cannot be decided yet. Some goals do not say what they are measured by."),
    "in_one_language": _(
        "The plan cannot be decided yet. A bilingual municipality's plan must be in both languages: the plan's page"
        " shows what is still in one."
    ),
    "nothing_in_plan": _("The plan cannot be decided yet. It has no goals."),
    "title_taken": _("There is already a plan with this name to choose."),
    "indicator_taken": _("The goal is measured by this already."),
    "same_plan": _("It is there already."),
}
