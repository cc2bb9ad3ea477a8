"""What joys and worries and their themes are called on screen, and what the figures say to them."""

from flask_babel import lazy_gettext as _

from app.indicators.words import BASKETS
from app.sections.words import REFUSALS as OF_SECTIONS

KINDS = {"joy": _("Cause for joy"), "worry": _("Cause for concern")}
AGE_GROUPS = BASKETS
THEMES = {
    "living_conditions": _("Living conditions"),
    "work": _("Work and livelihood"),
    "learning": _("School and learning"),
    "participation": _("Participation and community"),
    "safety": _("Safety"),
    "mental_health": _("Mental health"),
    "lifestyle": _("Ways of life, physical activity and nutrition"),
    "substances": _("Alcohol, drugs, tobacco and gambling"),
    "services": _("Services"),
    "inequality": _("Differences in wellbeing"),
    "other": _("Something else"),
}
SUPPORT = {
    "supported": _("The figures support this"),
    "not_supported": _("The figures do not support this"),
    "cannot_tell": _("The figures cannot tell"),
}
OBSTACLES = {
    "no_indicator": _("no indicator has been put beside it"),
    "no_figure": _("the indicator has no figure of this municipality or of the country"),
    "no_test": _("neither a comparison with the whole country nor a trend can be tested"),
    "nothing_found": _("tested: no difference to the whole country and no change over time"),
    "neutral": _("neither way of this indicator is better"),
    "both_ways": _("the comparison and the trend point different ways"),
}
REFUSALS = OF_SECTIONS | {
    "taken_already": _("The proposal is in the plan already."),
    "proposed_already": _("It is in the report's text already."),
    "changed_meanwhile": _("Somebody has changed it meanwhile: see below how it reads now. Save again to keep yours."),
}
