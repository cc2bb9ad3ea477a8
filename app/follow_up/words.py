"""What lights, statuses and refusals of follow-up are called on screen."""

from flask_babel import lazy_gettext as _

from app.plan.words import STATUSES as OF_PLAN

GOALS, MEASURES = _("Goals of the welfare plan"), _("Measures of the welfare plan")
"""What somebody who leaves hands over."""

STATUSES = OF_PLAN
LIGHTS = {
    "green": _("Green: goes as planned"),
    "yellow": _("Yellow: late or uncertain"),
    "red": _("Red: does not come about without a change"),
    "grey": _("Grey: cannot be told yet"),
    None: _("Nothing told yet"),
}
LIGHT_NAMES = {"green": _("Green"), "yellow": _("Yellow"), "red": _("Red"), "grey": _("Grey"), None: _("Nothing told")}
REPEATS = {
    "once": _("This day only"),
    "yearly": _("This day and then every year until the plan ends"),
    "half_yearly": _("This day and then every six months until the plan ends"),
}
REFUSALS = {
    "measure_removed": _("The measure has been removed from the plan. Copy your text, if it is still needed."),
    "reported_meanwhile": _(
        "Somebody has told of this measure meanwhile: see below what they said. Send again if you wish to add"
        " yours."
    ),
    "day_is_past": _("The day must be today or later."),
    "days_too_close": _("There must be more than 30 days between two days of follow-up."),
}
