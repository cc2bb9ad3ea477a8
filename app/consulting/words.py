"""What kinds of bodies, states and refusals of a round are called on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as OF_REPORTS

KINDS = {
    "elderly": _("advisory body of elderly people"),
    "disability": _("advisory body of people with disabilities"),
    "youth": _("youth council"),
    "county": _("wellbeing services county"),
    "association": _("association"),
    "other": _("other"),
}
BAD_ROWS = {
    "columns": _("write name; e-mail; kind"),
    "email": _("the e-mail is not in the form first.last@municipality.fi"),
    "name": _("the name is missing or too long"),
    "kind": _("the kind is not one of those that are listed"),
    "twice": _("the same e-mail stands on an earlier row"),
    "asked": _("is asked already in this round"),
}
REFUSALS = OF_REPORTS | {
    "day_is_past": _("The last day must be today or later."),
    "day_is_far": _("The last day can be at most a year from now."),
    "round_is_over": _("The round is over: nothing more can be asked or stated in it."),
    "kept_meanwhile": _(
        "Another window, or somebody else with this link, has kept something else meanwhile. It stands above the"
        " fields. Take from it what belongs to your text, and then keep or send again."
    ),
    "answered_already": _("They have answered already. Their statement stays."),
}
