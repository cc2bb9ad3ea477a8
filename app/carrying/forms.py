"""What is asked before a report is begun from the one before: which year, which years."""

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import ValidationError

from app.follow_up.rules import year_of
from app.reports.forms import BeginForm, in_this_century
from app.web.forms import Form, required
from tenants import clock

if TYPE_CHECKING:
    from app.plan.models import Plan


class YearForm(Form):
    """Which year the annual report tells of."""

    year = IntegerField(_("Year"), validators=[required(_("Give the year of the report.")), in_this_century])

    def __init__(self, plan: "Plan", last_told_of: int | None, **given: object):
        following = plan.first_year if last_told_of is None else last_told_of + 1
        told_of = min(max(year_of(clock.today()), following), plan.last_year)
        super().__init__(data={"year": told_of}, **given)
        self.plan = plan

    def validate_year(self, field: IntegerField) -> None:
        """One of the plan's years."""
        if not self.plan.first_year <= field.data <= self.plan.last_year:
            raise ValidationError(_("The plan is for the years %(years)s.", years=self.plan.years))


class NextTermForm(BeginForm):
    """The template and the years of the next report, and of the plan in it."""
