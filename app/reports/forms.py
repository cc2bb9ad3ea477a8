"""What is typed into a report: its period, its texts, the council's decision."""

from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField, StringField
from wtforms.validators import StopValidation, ValidationError

from app.reports.structure import BEGIN_YEAR, END_YEAR
from app.web.forms import Form, at_most, day_in, required, tidy
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


class BeginForm(Form):
    """Which years the report is about: free, because municipalities' periods follow no single rule."""

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

    def validate_last_year(self, field: IntegerField) -> None:
        """A report cannot end before it begins."""
        if self.first_year.data and field.data and field.data < self.first_year.data:
            raise ValidationError(_("The last year cannot be before the first year."))


class PlainForm(Form):
    """A button and its token."""


class AdoptionForm(Form):
    """The council's decision: when, and in which § of the minutes."""

    meeting_on = StringField(
        _("Date of the council meeting"), filters=[tidy], validators=[required(_("Give the date of the meeting."))]
    )
    meeting_section = StringField(
        _("Section (§) of the minutes"),
        filters=[tidy],
        validators=[required(_("Give the section (§) of the minutes.")), at_most(20)],
    )

    def validate_meeting_on(self, field: StringField) -> None:
        """Read the date as it is written in Finland."""
        self.meeting_day = day_in(field)

    def validate_meeting_section(self, field: StringField) -> None:
        """People often type the sign as well; we print it ourselves."""
        field.data = field.data.replace("§", "").strip()
        if not field.data:
            raise ValidationError(_("Give the section (§) of the minutes."))
