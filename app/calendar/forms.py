"""What is typed about the year: an entry, a row of a plan of communication, what a feed tells of."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.calendar import words
from app.calendar.communication_actions import Planned
from app.calendar.rules import Told
from app.calendar.template import STEPS
from app.web.forms import Form, at_most, day_in, required, tidy
from app.writing.parse import as_written

LONGEST_TITLE, LONGEST_MESSAGE = 200, 2_000


def _line(label: object, needed: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(needed), at_most(LONGEST_TITLE)])


def _day(label: object, needed: object) -> StringField:
    return StringField(
        label, filters=[tidy], description=_("For example 12.1.2026"), validators=[required(needed)]
    )


def _message(label: object) -> TextAreaField:
    filters = [lambda text: (as_written(text) or "").strip()]
    return TextAreaField(label, filters=filters, validators=[Optional(), at_most(LONGEST_MESSAGE)])


def _let_choose(field: SelectField, choices: list[tuple[str, object]]) -> None:
    """Nothing chosen is the first of them."""
    field.choices, field.data = choices, field.data or ""


def _id(field: SelectField) -> UUID | None:
    return UUID(field.data) if field.data else None


class InBothLanguages(Form):
    """What is said in every language that the municipality writes in. `parts` are said in each."""

    parts: tuple[str, ...] = ()
    owner = SelectField(_("Responsible person"))
    seen = StringField(widget=HiddenInput())
    """The mark of what stood there when the form was opened."""

    def __init__(self, written_in: Sequence[str], people: list[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.written_in = written_in
        _let_choose(self.owner, [("", _("Nobody yet")), *people])
        for part in self.parts:
            for language in {"fi", "sv"} - set(written_in):
                del self[f"{part}_{language}"]

    @property
    def texts(self) -> dict[str, str]:
        """What was typed; in a language in which the municipality does not write, the same as in its own."""
        own = {each: each if each in self.written_in else self.written_in[0] for each in ("fi", "sv")}
        return {f"{part}_{each}": self[f"{part}_{own[each]}"].data or "" for part in self.parts for each in own}


class EntryForm(InBothLanguages):
    """An entry of the annual clock."""

    parts = ("title",)
    title_fi = _line(_("Title in Finnish"), _("Give the title in Finnish."))
    title_sv = _line(_("Title in Swedish"), _("Give the title in Swedish."))
    step = SelectField(_("Step of the work"))
    begins_on_typed = StringField(
        _("First day"), filters=[tidy], description=_("Only where it takes more than one day. For example 12.1.2026")
    )
    due_on_typed = _day(_("Last day"), _("Give the day by which it is done."))
    deputy = SelectField(_("Deputy"))

    def __init__(self, language: str, written_in: Sequence[str], people: list[tuple[str, str]], **given: object):
        super().__init__(written_in, people, **given)
        _let_choose(self.deputy, self.owner.choices)
        _let_choose(self.step, [("", _("no step")), *((str(each), words.step_name(each, language)) for each in STEPS)])

    def validate_begins_on_typed(self, field: StringField) -> None:
        """A day, or nothing."""
        self.begins_on: date | None = day_in(field) if field.data else None

    def validate_due_on_typed(self, field: StringField) -> None:
        """A day."""
        self.due_on = day_in(field)

    def validate_deputy(self, field: SelectField) -> None:
        """Two people, so that one may be away."""
        if field.data and field.data == self.owner.data:
            raise ValidationError(_("The deputy must be another person than the responsible one."))

    @property
    def told(self) -> Told:
        """What was typed, once it is valid."""
        step = int(self.step.data) if self.step.data else None
        days = {"begins_on": self.begins_on, "due_on": self.due_on}
        return Told(step=step, **self.texts, **days, owner_id=_id(self.owner), deputy_id=_id(self.deputy))


class CommunicationForm(InBothLanguages):
    """A row of a plan of communication."""

    parts = ("group", "channel", "message")
    group_fi = _line(_("Target group in Finnish"), _("Tell in Finnish who the target group is."))
    group_sv = _line(_("Target group in Swedish"), _("Tell in Swedish who the target group is."))
    channel_fi = _line(_("Channel in Finnish"), _("Tell in Finnish how: for example a local paper."))
    channel_sv = _line(_("Channel in Swedish"), _("Tell in Swedish how: for example a local paper."))
    message_fi = _message(_("What is said, in Finnish"))
    message_sv = _message(_("What is said, in Swedish"))
    planned_on_typed = _day(_("Day"), _("Give the day."))

    def validate_planned_on_typed(self, field: StringField) -> None:
        """A day."""
        self.planned_on = day_in(field)

    @property
    def planned(self) -> Planned:
        """What was typed, once it is valid."""
        return Planned(**self.texts, planned_on=self.planned_on, owner_id=_id(self.owner))


class FeedForm(Form):
    """What a calendar program is told of."""

    content = RadioField(
        _("What the calendar shows"),
        choices=list(words.CONTENTS.items()),
        validators=[required(_("Choose what the calendar shows."))],
    )
