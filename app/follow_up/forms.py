"""What is typed about follow-up: how a measure goes, the days of the rounds."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.follow_up.actions import Reported
from app.follow_up.rules import LIGHTS
from app.follow_up.words import LIGHTS as LIGHT_WORDS
from app.follow_up.words import REPEATS, STATUSES
from app.web.forms import Form, at_most, cents_in, day_in, required, tidy

LONGEST_SENTENCE, LONGEST_OUTCOME = 1_000, 300


def _joined(text: str | None) -> str:
    """A sentence on one line."""
    return " ".join((tidy(text) or "").split())


def _sentence(label: object) -> TextAreaField:
    told = _("For the council and the residents: what was done and what came of it. One sentence is enough.")
    return TextAreaField(label, description=told, filters=[_joined], validators=[at_most(LONGEST_SENTENCE)])


def _outcome(label: object) -> StringField:
    told = _("In short, for example: 12 groups, 140 participants.")
    return StringField(
        label, description=told, filters=[_joined], validators=[Optional(), at_most(LONGEST_OUTCOME)]
    )


class ReportForm(Form):
    """How a measure goes. The page's language is asked first; the other one may be written too."""

    status = RadioField(
        _("How far is it?"), choices=list(STATUSES.items()), validators=[required(_("Choose how far it is."))]
    )
    light = RadioField(
        _("How does it go?"),
        choices=[(light, LIGHT_WORDS[light]) for light in LIGHTS],
        validators=[required(_("Choose how it goes."))],
    )
    sentence_fi = _sentence(_("A sentence in Finnish"))
    sentence_sv = _sentence(_("A sentence in Swedish"))
    outcome_fi = _outcome(_("Outcome in Finnish"))
    outcome_sv = _outcome(_("Outcome in Swedish"))
    cost = StringField(_("What it has cost, euros"), filters=[tidy], validators=[Optional()])
    seen = StringField(widget=HiddenInput())
    """What was said last when the form was opened."""

    def __init__(self, written_in: Sequence[str], language: str, **given: object):
        super().__init__(**given)
        self.languages = sorted(written_in, key=lambda each: each != language)
        for other in {"fi", "sv"} - set(written_in):
            del self[f"sentence_{other}"], self[f"outcome_{other}"]

    def fields_of(self, language: str) -> tuple[Field, Field]:
        """What is written in a language."""
        return self[f"sentence_{language}"], self[f"outcome_{language}"]

    def validate_cost(self, field: StringField) -> None:
        """Euros, with cents or without."""
        cents_in(field)

    def validate(self, extra_validators: object = None) -> bool:
        """The sentence is needed in one language."""
        super().validate(extra_validators)
        if not any(self[f"sentence_{each}"].data for each in self.languages):
            self.refuse(f"sentence_{self.languages[0]}", _("Write at least one sentence."))
        return not self.errors

    @property
    def told(self) -> Reported:
        """What was typed, once it is valid."""
        names = [f"{name}_{each}" for name in ("sentence", "outcome") for each in self.languages]
        cents = cents_in(self.cost) if self.cost.data else None
        texts = {name: self[name].data or "" for name in names}
        return Reported(self.status.data, self.light.data, cost_cents=cents, **texts)


def _day() -> StringField:
    return StringField(
        _("Last day of the follow-up"),
        description=_("For example 30.11.2026"),
        filters=[tidy],
        validators=[required(_("Write the day."))],
    )


class MoveForm(Form):
    """Another day for a round."""

    due_on = _day()

    def validate_due_on(self, field: StringField) -> None:
        """A day of the calendar."""
        self.day = day_in(field)


class DaysForm(MoveForm):
    """A new day, and whether it comes again."""

    repeats = RadioField(_("How often"), choices=list(REPEATS.items()), default="once")
