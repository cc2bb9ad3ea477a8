"""What is typed about what a goal is measured by."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField
from wtforms.validators import Optional, ValidationError

from app.own_figures import cells
from app.own_figures.cells import Unreadable, number_text
from app.own_figures.forms import line
from app.own_figures.words import FAULTS
from app.plan.forms import LONGEST_TEXT
from app.plan.measuring_actions import Aim
from app.web.forms import Form, at_most, between, required, tidy

if TYPE_CHECKING:
    from app.plan.models import Goal, GoalIndicator


def _number(field: StringField) -> Decimal | None:
    """What was typed as a number. Raises ValidationError."""
    try:
        return cells.number_of(field.data or "")
    except Unreadable as unreadable:
        raise ValidationError(FAULTS[unreadable.reason] % {"told": (field.data or "")[:60]}) from unreadable


class MeasuredForm(Form):
    """What a goal is followed by where no figure exists; one language is enough."""

    measured_fi = StringField(_("Description in Finnish"), filters=[line], validators=[at_most(LONGEST_TEXT)])
    measured_sv = StringField(_("Description in Swedish"), filters=[line], validators=[at_most(LONGEST_TEXT)])

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        for language in {"fi", "sv"} - set(written_in):
            del self[f"measured_{language}"]

    def told(self, goal: "Goal") -> dict[str, str]:
        """By language; one that is not written keeps what it has."""
        return {
            code: (self[name].data or "") if (name := f"measured_{code}") in self else getattr(goal, name)
            for code in ("fi", "sv")
        }


class FigureForm(Form):
    """Where a figure stood when the plan was made, and where it should be."""

    baseline_period = StringField(
        _("Period of the starting point"), filters=[line], validators=[at_most(60)], description=_("For example 2024.")
    )
    baseline_value = StringField(_("Starting point"), filters=[tidy])
    target_value = StringField(_("Target"), filters=[tidy], validators=[required(_("Write the target."))])
    target_year = IntegerField(
        _("Year of the target"),
        validators=[Optional(), between(2000, 2100, _("Give the year with four digits, for example 2025."))],
    )

    def validate_baseline_value(self, field: StringField) -> None:
        """A number, or nothing."""
        self.baseline = _number(field)

    def validate_target_value(self, field: StringField) -> None:
        """A number."""
        self.target = _number(field)

    def aim(self) -> Aim:
        """What was typed, once it is valid."""
        return Aim(self.baseline_period.data or "", self.baseline, self.target, self.target_year.data)


def fields_of_figure(indicator: "GoalIndicator") -> dict[str, object]:
    """What stands in the form when it is opened."""
    return {
        "baseline_period": indicator.baseline_period,
        "baseline_value": number_text(indicator.baseline_value),
        "target_value": number_text(indicator.target_value),
        "target_year": indicator.target_year,
    }
