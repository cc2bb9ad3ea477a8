"""What is typed about the way: a body, its decision, whom the final editing is handed to."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.handling.actions import Decided
from app.handling.body_words import BODIES, DECISIONS
from app.handling.rules import Body, Decision, decisions_of
from app.reports.forms import settable
from app.web import numbers
from app.web.forms import Form, at_most, day_in, required, tidy
from app.writing.parse import as_written

if TYPE_CHECKING:
    from app.handling.models import HandlingStep

LONGEST_TITLE, LONGEST_CHANGES, MOST_CHANGES = 200, 20_000, 100


def _title(label: object) -> StringField:
    named = required(_("Give the name of the body."))
    return StringField(label, filters=[tidy], validators=[named, at_most(LONGEST_TITLE), settable])


class BodyForm(Form):
    """A body that the report goes to, and before which other one. `steps` are (number, name) of those on the list."""

    title_fi = _title(_("Name in Finnish"))
    title_sv = _title(_("Name in Swedish"))
    body = SelectField(_("What kind of body it is"), choices=list(BODIES.items()), default=Body.COMMITTEE)
    before = SelectField(_("When it is its turn"))

    def __init__(self, written_in: Sequence[str], steps: Iterable[tuple[int, str]], **given: object):
        super().__init__(**given)
        self.written_in = written_in
        for language in {"fi", "sv"} - set(written_in):
            del self[f"title_{language}"]
        before = [(str(number), _("Before: %(body)s", body=name)) for number, name in steps]
        self.before.choices = [*before, ("", _("Last"))]

    @property
    def titles(self) -> dict[str, str]:
        """The name in each language; in one that is not written, the same as in the other."""
        own = {each: each if each in self.written_in else self.written_in[0] for each in ("fi", "sv")}
        return {f"title_{each}": self[f"title_{own[each]}"].data for each in own}

    @property
    def before_number(self) -> int | None:
        """Before which step."""
        return int(self.before.data) if self.before.data else None


class DecisionForm(Form):
    """What a body decided."""

    decision = RadioField(_("Decision"), validators=[required(_("Choose the decision."))])
    meeting_on = StringField(
        _("Date of the meeting"), filters=[tidy], validators=[required(_("Give the date of the meeting."))]
    )
    meeting_section = StringField(
        _("Section (§) of the minutes, if there is one"), filters=[tidy], validators=[at_most(20), settable]
    )
    changes = TextAreaField(
        _("Changes that the body asks for"),
        description=_(
            "One on each line, in the language you write in. They become a list on which each is marked done."
        ),
        filters=[as_written],
        validators=[at_most(LONGEST_CHANGES), settable],
    )

    @classmethod
    def of_step(cls, step: "HandlingStep", language: str) -> "DecisionForm":
        """With what is recorded already."""
        meeting_on = numbers.day(step.meeting_on, language) if step.meeting_on else ""
        form = cls(decision=step.decision, meeting_on=meeting_on, meeting_section=step.meeting_section or "")
        form.decision.choices = [(each, DECISIONS[each]) for each in decisions_of(step.body)]
        return form

    def validate_meeting_on(self, field: StringField) -> None:
        """Read the date as it is written in Finland."""
        self.meeting_day = day_in(field)

    def validate_meeting_section(self, field: StringField) -> None:
        """People often type the sign as well; we print it ourselves."""
        field.data = (field.data or "").replace("§", "").strip()

    def validate_changes(self, field: TextAreaField) -> None:
        """Each becomes a row of its own."""
        if len(self._lines()) > MOST_CHANGES:
            raise ValidationError(_("At most %(count)s at once.", count=MOST_CHANGES))
        if self.decision.data == Decision.SUPPORTED_WITH_CHANGES and not self._lines() and not self.has_changes:
            raise ValidationError(_("Write which changes the body asks for."))

    has_changes = False
    """Whether changes are known already."""

    def _lines(self) -> tuple[str, ...]:
        return tuple(line.strip(" \t-•*") for line in (self.changes.data or "").splitlines() if line.strip(" \t-•*"))

    @property
    def decided(self) -> Decided:
        """What was typed."""
        return Decided(self.decision.data, self.meeting_day, self.meeting_section.data or None, self._lines())


class HandOverForm(Form):
    """Who goes on with the final editing. `people` are (id, name)."""

    to = SelectField(_("Hand over to"), validators=[required(_("Choose who goes on with the final editing."))])

    def __init__(self, people: Iterable[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.to.choices = [("", _("Choose")), *people]

    @property
    def chosen(self) -> UUID:
        """Who was chosen."""
        return UUID(self.to.data)
