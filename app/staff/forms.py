"""What staff hand in."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.leaving.rules import LONGEST_DELAY
from app.staff.rules import price_classes
from app.staff.words import REFUSALS
from app.web.forms import Form, at_most, cents_in, day_in, required, tidy
from billing.prices import PriceList
from tenants import clock
from tenants.errors import Refused


class PopulationForm(Form):
    """A year's population as a CSV file."""

    file = FileField(_("Population file (CSV)"), validators=[FileRequired(_("Choose a file."))])


def _note(label: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[at_most(300)])


class PriceListForm(Form):
    """A price list to lay before another staff member."""

    valid_from = StringField(_("In force from"), filters=[tidy], description=_("For example 1.1.2027"))
    classes = TextAreaField(
        _("Price classes"),
        description=_(
            "One on each line: from how many inhabitants; the fee for a year in euros without VAT."
            " For example 2000; 790"
        ),
        validators=[at_most(5000)],
    )
    county = StringField(_("Fee of a wellbeing services county, euros without VAT"), filters=[tidy])
    note_fi = _note(_("Note in Finnish, beside the prices"))
    note_sv = _note(_("Note in Swedish, beside the prices"))

    def validate_valid_from(self, field: StringField) -> None:
        """What has been invoiced follows the lists of its time: a list begins in the future."""
        self.first_day = day_in(field)
        if self.first_day <= clock.today():
            raise ValidationError(_("A price list must begin later than today."))

    def validate_county(self, field: StringField) -> None:
        """A sum of money."""
        self.county_cents = cents_in(field)

    def validate_classes(self, field: TextAreaField) -> None:
        """Lines that are classes; whether they make a price list, billing says."""
        if field.errors:
            return
        try:
            self.price_classes = price_classes(field.data or "")
        except Refused as refused:
            raise ValidationError(str(REFUSALS[refused.reason]) % refused.details) from refused

    def validate(self, extra_validators: object = None) -> bool:
        """A note is in both languages or in neither."""
        super().validate(extra_validators)
        if bool(self.note_fi.data) != bool(self.note_sv.data):
            self.refuse("note_sv" if self.note_fi.data else "note_fi", _("Write the note in both languages."))
        return not self.errors

    def price_list(self) -> PriceList:
        """What was typed, once it is valid."""
        notes = {"note_fi": self.note_fi.data or "", "note_sv": self.note_sv.data or ""}
        return PriceList(self.first_day, self.price_classes, self.county_cents, **notes)


class MoveForm(Form):
    """Why a licence is restricted or ended."""

    reason = StringField(_("Reason"), filters=[tidy], validators=[required(_("Give the reason.")), at_most(500)])


class MergerForm(Form):
    """Into which customer a municipality merges, and the last day it was by itself."""

    into = SelectField(_("Merges into"), coerce=str, validators=[required(_("Choose the municipality."))])
    last_day_typed = StringField(
        _("Last day before the merger"), filters=[tidy], description=_("For example 31.12.2027")
    )

    def validate_last_day_typed(self, field: StringField) -> None:
        """Read the day as it is written in Finland."""
        self.last_day = day_in(field)


class CreditForm(Form):
    """Up to which day the licence was used."""

    ends_on = StringField(_("Last day that is paid for"), filters=[tidy], description=_("Later days are credited."))

    def validate_ends_on(self, field: StringField) -> None:
        """Read the day as it is written in Finland."""
        self.last_day = day_in(field)


class EmergencyForm(Form):
    """Why a municipality's consent cannot be waited for: it will read this."""

    reason = TextAreaField(
        _("Reason"),
        description=_("The municipality's coordinators read this in their trail."),
        filters=[tidy],
        validators=[required(_("Give the reason.")), at_most(500)],
    )


class DeletionForm(Form):
    """A municipality's written demand."""

    demand = StringField(
        _("Written demand"),
        description=_("Who sent it, when, and where it is kept."),
        filters=[tidy],
        validators=[required(_("Tell where the written demand is.")), at_most(300)],
    )
    delay_days = IntegerField(
        _("Delay in days"),
        default=LONGEST_DELAY,
        description=_("From 30 to 90 days."),
        validators=[required(_("Give the delay in days, from 30 to 90."))],
    )
    withdraws_editions = BooleanField(_("Published reports are withdrawn too"))

    def asked(self) -> dict[str, object]:
        """What was typed, once it is valid."""
        return {name: self[name].data for name in ("demand", "delay_days", "withdraws_editions")}
