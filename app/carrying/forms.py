"""What is asked before a report is begun from the one before: which year, which years."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField

from app.reports.forms import BeginForm, in_this_century
from app.web.forms import Form, required


class YearForm(Form):
    """Which year the annual report tells of."""

    year = IntegerField(_("Year"), validators=[required(_("Give the year of the report.")), in_this_century])


class NextTermForm(BeginForm):
    """The template and the years of the next report, and of the plan in it."""
