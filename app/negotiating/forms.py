"""What is typed about a negotiation: its year, what is brought to it, its minutes, what became of promises."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.negotiating.rules import LONGEST_PART, Outcome, Promised, rows_to_show
from app.negotiating.words import OUTCOMES
from app.reports.forms import in_this_century, settable
from app.web import numbers
from app.web.fingerprints import fingerprint
from app.web.forms import Form, at_most, day_in, required, tidy
from app.writing.parse import as_written
from tenants import clock

if TYPE_CHECKING:
    from app.negotiating.models import Negotiation, Promise

LONGEST_TEXT, LONGEST_LIST, LONGEST_SENTENCE, MOST_INDICATORS = 20_000, 30_000, 1_000, 60


def _trimmed(text: str | None) -> str:
    return (as_written(text) or "").strip()


class YearForm(Form):
    """Which year's negotiation is prepared."""

    year = IntegerField(
        _("Year of the negotiation"),
        default=lambda: clock.today().year,
        validators=[required(_("Give the year of the negotiation.")), in_this_century],
    )


class PackForm(Form):
    """What is brought to the negotiation. `known` are the figures to choose from, `of_plan` (id, name) of the goals."""

    indicators = SelectMultipleField(_("Figures side by side"), coerce=int)
    goals = SelectMultipleField(_("Common goals"))
    support_fi = TextAreaField(
        _("Need for support and cooperation, in Finnish"),
        filters=[_trimmed],
        validators=[at_most(LONGEST_TEXT), settable],
    )
    support_sv = TextAreaField(
        _("Need for support and cooperation, in Swedish"),
        filters=[_trimmed],
        validators=[at_most(LONGEST_TEXT), settable],
    )
    participants = TextAreaField(
        _("Participants"),
        description=_("One on each line: name, task, organisation."),
        filters=[_trimmed],
        validators=[at_most(LONGEST_LIST), settable],
    )

    def __init__(
        self, written_in: Sequence[str], known: Iterable[int], of_plan: Sequence[tuple[str, str]], **given: object
    ):
        super().__init__(**given)
        self.indicators.choices = [(each, str(each)) for each in known]
        self.goals.choices = list(of_plan)
        self.written_in = written_in
        for language in {"fi", "sv"} - set(written_in):
            del self[f"support_{language}"]

    def validate_indicators(self, field: SelectMultipleField) -> None:
        """A pack is for a meeting."""
        if len(field.data or ()) > MOST_INDICATORS:
            raise ValidationError(_("At most %(count)s at once.", count=MOST_INDICATORS))

    @property
    def support(self) -> Mapping[str, str]:
        """By language; what is not written is blank."""
        return {each: self[f"support_{each}"].data if each in self.written_in else "" for each in ("fi", "sv")}


def _part(label: object, default: str) -> StringField:
    return StringField(label, filters=[tidy], validators=[at_most(LONGEST_PART), settable], default=default)


class MinutesForm(Form):
    """When and where the negotiation was, and what was promised in it; `of_negotiation` makes the promises' fields."""

    met_on = StringField(
        _("Date of the meeting"), filters=[tidy], validators=[required(_("Give the date of the meeting."))]
    )
    place = StringField(_("Place"), filters=[tidy], validators=[at_most(200), settable])
    rows = IntegerField(widget=HiddenInput())
    """For how many promises there are fields."""
    seen = StringField(widget=HiddenInput())
    theirs: Sequence[Promised] = ()
    """What somebody else has recorded since the promises were shown."""

    @classmethod
    def of_negotiation(
        cls, negotiation: "Negotiation", language: str, shown: int | None, *, more: bool
    ) -> "MinutesForm":
        """With what is recorded already, and with empty rows after it."""
        stored = [each.promised for each in negotiation.promises]
        room = rows_to_show(len(stored), shown, more=more)
        fields = {}
        for number in range(1, room + 1):
            known = stored[number - 1] if number <= len(stored) else Promised("", "", "")
            fields[f"who_{number}"] = _part(_("Who"), known.who)
            fields[f"what_{number}"] = _part(_("What is done"), known.what)
            fields[f"by_when_{number}"] = _part(_("By when"), known.by_when)
        met_on = numbers.day(negotiation.met_on, language) if negotiation.met_on else ""
        made = type("MinutesForm", (cls,), fields)(met_on=met_on, place=negotiation.place, seen=fingerprint(stored))
        made.rows.data, made.rows.raw_data = room, None
        return made

    def show_what_is_stored(self, promises: Iterable["Promise"]) -> None:
        """From now on what somebody else recorded meanwhile is what this form has seen."""
        self.theirs = [each.promised for each in promises]
        self.seen.data = self.seen.raw_data = fingerprint(self.theirs)

    def validate_met_on(self, field: StringField) -> None:
        """Read the date as it is written in Finland."""
        self.meeting_day = day_in(field)

    def validate(self, extra_validators: object = None) -> bool:
        """Of each promise it must be said who does what; a row without either is none."""
        super().validate(extra_validators)
        for number, promised in enumerate(self._typed(), start=1):
            if any(vars(promised).values()):
                if not promised.who:
                    self.refuse(f"who_{number}", _("Write who promised it."))
                if not promised.what:
                    self.refuse(f"what_{number}", _("Write what was promised."))
        return not self.errors

    @property
    def promised(self) -> list[Promised]:
        """What was typed, without empty rows."""
        return [each for each in self._typed() if each.who and each.what]

    def _typed(self) -> list[Promised]:
        parts, rows = ("who", "what", "by_when"), range(1, self.rows.data + 1)
        return [Promised(*(self[f"{part}_{row}"].data or "" for part in parts)) for row in rows]


class OutcomesForm(Form):
    """What became of each promise; `of_promises` makes its fields."""

    @classmethod
    def of_promises(cls, promises: Iterable["Promise"]) -> "OutcomesForm":
        """Two fields for each: outcome_<number> and told_<number>."""
        fields = {}
        for each in promises:
            choices = [(outcome, OUTCOMES[outcome]) for outcome in Outcome] + [("", OUTCOMES[None])]
            fields[f"outcome_{each.number}"] = RadioField(
                f"{each.who}: {each.what}", choices=choices, default=each.outcome or "", validate_choice=True
            )
            fields[f"told_{each.number}"] = TextAreaField(
                _("What became of it"),
                filters=[_trimmed],
                validators=[at_most(LONGEST_SENTENCE), settable],
                default=each.told,
            )
        made = type("OutcomesForm", (cls,), fields)()
        made.numbers = [each.number for each in promises]
        return made

    numbers: Sequence[int] = ()

    def validate(self, extra_validators: object = None) -> bool:
        """A sentence alone says nothing of the promise."""
        super().validate(extra_validators)
        for number in self.numbers:
            if self[f"told_{number}"].data and not self[f"outcome_{number}"].data:
                self.refuse(f"outcome_{number}", _("Choose what became of the promise."))
        return not self.errors

    @property
    def told(self) -> dict[int, tuple[str | None, str]]:
        """(outcome, sentence) by the promises' numbers."""
        return {
            number: (self[f"outcome_{number}"].data or None, self[f"told_{number}"].data) for number in self.numbers
        }
