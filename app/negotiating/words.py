"""What outcomes and refusals of a negotiation are called on screen."""

from flask_babel import lazy_gettext as _

from app.negotiating.rules import Outcome

OUTCOMES = {
    Outcome.KEPT: _("Kept"),
    Outcome.PARTLY: _("Kept in part"),
    Outcome.NOT_KEPT: _("Not kept"),
    None: _("Not told yet"),
}
REFUSALS = {
    "begun_already": _("The negotiation of this year is being prepared already."),
    "judged_already": _(
        "It has been told already what became of these promises, so the list stays. Correct it before that next time."
    ),
    "changed_meanwhile": _(
        "Somebody has changed this meanwhile. Below is what you wrote; save again to put it in the place of theirs."
    ),
    "no_county": _("The municipality belongs to no wellbeing services county."),
    "not_shared": _("The pack is not shared with the county now."),
}
