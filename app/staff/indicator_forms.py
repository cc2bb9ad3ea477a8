"""What staff hand in about indicators: how they are judged, and the sets that others have drawn up."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from app.indicators.words import DIRECTIONS, METHODS, NATURES, PERIOD_KINDS, SET_STATUSES
from app.staff.indicator_words import WHICH
from app.web.forms import Form, at_most, between, required, tidy
from app.writing.parse import as_written

LARGEST_NUMBER = 2**31 - 1


def _whole_number(lowest: int, highest: int, message: object) -> list[object]:
    """Nothing, or a whole number within bounds; of what is wrong with it one thing is told."""

    def check(form: Form, field: IntegerField) -> None:
        if field.errors:
            field.errors[:] = []
            raise StopValidation(message)

    return [Optional(), check, between(lowest, highest, message)]


class JudgementForm(Form):
    """Which way of an indicator is good, how chance moves it, what its year means."""

    direction = RadioField(_("Direction"), choices=list(DIRECTIONS.items()))
    method = RadioField(
        _("Confidence interval"),
        choices=list(METHODS.items()),
        description=_("Only where persons or events are counted. Euros, indices, days and visits have none."),
    )
    period_kind = RadioField(_("What the source's year stands for"), choices=list(PERIOD_KINDS.items()))


class FindForm(Form):
    """What is looked for among the indicators; in the address."""

    q = StringField(_("Title or number"), filters=[tidy], validators=[at_most(100)])
    which = SelectField(_("Which indicators"), choices=list(WHICH.items()), default="")


def _title(label: object, message: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(message), at_most(300)])


class SetForm(Form):
    """What a set is."""

    title_fi = _title(_("Title in Finnish"), _("Write the title in both languages."))
    title_sv = _title(_("Title in Swedish"), _("Write the title in both languages."))
    note_fi = TextAreaField(_("Note in Finnish"), filters=[as_written], validators=[at_most(2000)])
    note_sv = TextAreaField(_("Note in Swedish"), filters=[as_written], validators=[at_most(2000)])
    status = RadioField(_("Standing"), choices=list(SET_STATUSES.items()))
    announced = IntegerField(
        _("How many indicators are announced"),
        description=_("Leave empty if it is not known."),
        validators=_whole_number(1, 1000, _("Write a whole number from 1 to 1000.")),
    )
    source = _title(_("Drawn up by"), _("Write who has drawn up the set."))

    def validate(self, extra_validators: object = None) -> bool:
        """A note in both languages or in neither."""
        super().validate(extra_validators)
        if bool(self.note_fi.data) != bool(self.note_sv.data):
            self.refuse("note_sv" if self.note_fi.data else "note_fi", _("Write the note in both languages."))
        return not self.errors


class ItemForm(Form):
    """An item of a set, with its number in Sotkanet where it has one."""

    title_fi = _title(_("Title in Finnish"), _("Write the title in both languages."))
    title_sv = _title(_("Title in Swedish"), _("Write the title in both languages."))
    nature = RadioField(_("What it measures"), choices=list(NATURES.items()), default="outcome")
    indicator_id = IntegerField(
        _("Number in Sotkanet"),
        description=_("Leave empty if Sotkanet has no figures for it."),
        validators=_whole_number(1, LARGEST_NUMBER, _("Sotkanet has no indicator with this number.")),
    )

    @property
    def title(self) -> dict[str, str]:
        """In both languages."""
        return {"fi": self.title_fi.data, "sv": self.title_sv.data}


class VersionForm(Form):
    """What a new version of a set is called."""

    version = StringField(
        _("Version"),
        description=_("For example the year or the day from which it is in force: 2027 or 2027-01-01"),
        filters=[tidy],
        validators=[required(_("Write what the version is called.")), at_most(30)],
    )
