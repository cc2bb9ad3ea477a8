"""What a municipality types for its accessibility statement."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import EmailField, Field, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.accounts.request_forms import as_said, as_seen
from app.web.forms import FORM_OF_AN_EMAIL, Form, at_most, day_in, required, sendable, tidy
from tenants import clock

LONGEST_NOTES = 5_000
TYPED_DAYS = {"drawn_up": "drawn_up_on", "reviewed": "reviewed_on"}
SAID = ("conformance", "method", "notes_fi", "notes_sv", "contact_fi", "contact_sv", "email", "phone")


def _notes(label: object) -> TextAreaField:
    return TextAreaField(label, filters=[as_said], validators=[at_most(LONGEST_NOTES)])


def _line(label: object, longest: int, description: object = "") -> StringField:
    return StringField(label, description=description, filters=[tidy, as_seen], validators=[at_most(longest)])


def _day(label: object) -> StringField:
    hint = _("For example 12.1.2026")
    return StringField(label, description=hint, filters=[tidy], validators=[required(_("Give the day."))])


def _as_read(field: Field) -> str:
    """What is stored of a field, in words."""
    return str(dict(getattr(field, "choices", ())).get(field.object_data, field.object_data))


class StatementForm(Form):
    """How accessible the municipality's published reports are, and whom to ask."""

    conformance = RadioField(
        _("How well do your published reports meet the requirements?"),
        choices=[("partial", _("Partly")), ("none", _("Mostly not"))],
        validators=[required(_("Choose how well the requirements are met."))],
    )
    notes_fi = _notes(_("What in your own texts and attachments is not accessible, in Finnish"))
    notes_sv = _notes(_("What in your own texts and attachments is not accessible, in Swedish"))
    method = RadioField(
        _("Who has assessed the accessibility?"),
        choices=[("own", _("We and the makers of the service")), ("outside", _("Somebody from outside"))],
        validators=[required(_("Choose who has assessed the accessibility."))],
    )
    drawn_up = _day(_("The statement was drawn up on"))
    reviewed = _day(_("The statement was last reviewed on"))
    contact_fi = _line(_("Who answers, in Finnish"), 200, _("A unit or a person of the municipality."))
    contact_sv = _line(_("Who answers, in Swedish"), 200)
    email = EmailField(
        _("E-mail for feedback about accessibility"),
        filters=[tidy],
        validators=[Optional(), at_most(254), FORM_OF_AN_EMAIL, sendable],
    )
    phone = _line(_("Phone"), 50)
    begun_from = StringField(widget=HiddenInput())
    """The mark of what stood there when the form was opened."""
    theirs: Sequence[tuple[Field, str]] = ()
    """The fields that read otherwise by now than they were typed, with what somebody else has saved."""

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        for language in {"fi", "sv"} - set(written_in):
            del self[f"notes_{language}"], self[f"contact_{language}"]

    def show_what_is_stored(self, mark: str) -> None:
        """From now on this form has seen what somebody else saved meanwhile."""
        others = [each for each in self if each is not self.begun_from and (each.data or "") != each.object_data]
        self.theirs = [(each, _as_read(each)) for each in others]
        self.begun_from.data = mark

    def validate_drawn_up(self, field: StringField) -> None:
        """A day that has come."""
        self._past(field)

    def validate_reviewed(self, field: StringField) -> None:
        """A day that has come, and not before the statement was there."""
        day = self._past(field)
        if not self.drawn_up.errors and day < day_in(self.drawn_up):
            raise ValidationError(_("The statement cannot be reviewed before it is drawn up."))

    def _past(self, field: StringField) -> date:
        day = day_in(field)
        if day > clock.today():
            raise ValidationError(_("The day has not come yet."))
        return day

    @property
    def said(self) -> dict[str, object]:
        """As it is stored; what is not asked stays as it was."""
        words = {name: self[name].data or "" for name in SAID if name in self}
        return words | {column: day_in(self[name]) for name, column in TYPED_DAYS.items()}
