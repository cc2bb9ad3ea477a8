"""What is typed into a report: its period, its texts, the council's decision."""

from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField, RadioField, SelectField
from wtforms.validators import Optional, StopValidation, ValidationError

from app.plan.forms import MeetingForm
from app.plan.rules import BEGIN_YEAR, END_YEAR
from app.web.forms import Form, required
from app.writing.typst_data import unprintable

LONGEST_TEXT = 100_000


def settable(form: Form, field: Field) -> None:
    """Refuse signs that the fonts of the PDF do not have, and name them."""
    missing = unprintable(field.data or "")
    if missing:
        raise ValidationError(
            _(
                "These characters cannot be printed: %(signs)s. Remove them and save again.",
                signs=" ".join(sorted(missing)),
            )
        )


def in_this_century(form: Form, field: IntegerField) -> None:
    """One sentence for letters, for too few digits and for too many."""
    if field.data is None or not 2000 <= field.data <= 2100:
        field.errors = []
        raise StopValidation(_("Give the year with four digits, for example 2025."))


class PeriodsForm(Form):
    """Which years the report and the plan in it are about: free, for municipalities' periods follow no single rule."""

    first_year = IntegerField(
        _("First year"),
        default=BEGIN_YEAR,
        validators=[required(_("Give the first year of the report.")), in_this_century],
    )
    last_year = IntegerField(
        _("Last year"),
        default=END_YEAR,
        validators=[required(_("Give the last year of the report.")), in_this_century],
    )
    plan_first_year = IntegerField(_("First year of the plan"), validators=[Optional(), in_this_century])
    plan_last_year = IntegerField(_("Last year of the plan"), validators=[Optional(), in_this_century])

    @property
    def periods(self) -> dict[str, int | None]:
        """The years by name."""
        return {
            name: self[name].data for name in ("first_year", "last_year", "plan_first_year", "plan_last_year")
        }

    def validate_last_year(self, field: IntegerField) -> None:
        """A report cannot end before it begins."""
        _check_order(self.first_year, field)

    def validate_plan_last_year(self, field: IntegerField) -> None:
        """Nor can a plan."""
        _check_order(self.plan_first_year, field)

    def validate(self, extra_validators: object = None) -> bool:
        """Both years of the plan, or neither."""
        super().validate(extra_validators)
        first, last = self.plan_first_year, self.plan_last_year
        if not (first.errors or last.errors) and (first.data is None) != (last.data is None):
            empty = "plan_last_year" if last.data is None else "plan_first_year"
            self.refuse(empty, _("Give both years of the plan, or leave both out."))
        return not self.errors


def _check_order(first: IntegerField, last: IntegerField) -> None:
    if first.data and last.data and last.data < first.data:
        raise ValidationError(_("The last year cannot be before the first year."))


class BeginForm(PeriodsForm):
    """What is begun. `templates` are (word, name)."""

    template = RadioField(
        _("What do you begin?"), validators=[required(_("Choose what you begin."))]
    )

    def __init__(self, templates: list[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.template.choices = templates


class PlainForm(Form):
    """A button and its token."""


class PlanForm(Form):
    """Which welfare plan the report carries; the page knows those that there are."""

    plan = SelectField(_("Welfare plan"))

    def __init__(self, **given: object):
        super().__init__(**given)
        self.plan.choices = [("", _("No plan"))]


class AdoptionForm(MeetingForm):
    """The council's decision: when, and in which § of the minutes."""

    def __init__(self, **given: object):
        super().__init__(**given)
        self.meeting_on.label.text = _("Date of the council meeting")
