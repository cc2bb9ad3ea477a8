"""What is typed about own indicators, and the file that brings figures in."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from app.own_figures import cells, periods, rules, words
from app.own_figures.cells import Unreadable, text_of
from app.own_figures.rules import Facts, Figure
from app.web.forms import Form, at_most, between, day_in, required, tidy


def line(text: str | None) -> str:
    """A short text as it is stored: the same as in a file."""
    return text_of(text or "")


def _text(label: object, longest: int, **more: object) -> StringField:
    return StringField(label, filters=[line], validators=[at_most(longest)], **more)


class IndicatorForm(Form):
    """What an own indicator is. One language is enough."""

    title_fi = _text(_("Name in Finnish"), rules.LONGEST_TITLE)
    title_sv = _text(_("Name in Swedish"), rules.LONGEST_TITLE)
    kind = RadioField(_("Where the figures come from"), choices=list(words.KINDS.items()), default="own")
    unit_fi = _text(_("Unit in Finnish"), rules.LONGEST_UNIT, description=_("For example %(unit)s", unit="%"))
    unit_sv = _text(_("Unit in Swedish"), rules.LONGEST_UNIT)
    decimals = IntegerField(
        _("Decimals"),
        default=0,
        validators=[
            required(_("Write a whole number from 0 to 6.")),
            between(0, rules.MOST_DECIMALS, _("Write a whole number from 0 to 6.")),
        ],
    )
    direction = RadioField(_("Direction"), choices=list(words.DIRECTIONS.items()), default="neutral")
    age_group = SelectField(_("Whom it is about"), choices=list(words.AGE_GROUPS.items()))
    source_fi = _text(_("Source in Finnish"), rules.LONGEST_SOURCE)
    source_sv = _text(_("Source in Swedish"), rules.LONGEST_SOURCE)
    owner = SelectField(_("Who looks after it"))

    def let_choose(self, members: Iterable, me: UUID) -> None:
        """The municipality's people (rows of tenants.membership); who begins looks after it at first."""
        self.owner.choices = [(str(each.person_id), each.name) for each in members]
        if not self.owner.data:
            self.owner.data = str(me)

    def validate(self, extra_validators: object = None) -> bool:
        """A title in one language at least."""
        super().validate(extra_validators)
        if not (self.title_fi.data or self.title_sv.data):
            self.refuse("title_fi", _("Write the name in Finnish or in Swedish."))
        return not self.errors

    @property
    def owner_id(self) -> UUID:
        """Who was chosen, once the form is valid."""
        return UUID(self.owner.data)

    def facts(self) -> Facts:
        """What was typed, once it is valid."""
        return Facts(**{name: self[name].data for name in Facts.__dataclass_fields__})


DAYS = ("first_day_typed", "last_day_typed")


class FigureForm(Form):
    """A figure for a period and a group of people."""

    period = _text(
        _("Time period"),
        rules.LONGEST_PERIOD,
        description=_("For example 2025, lukuvuosi 2024–2025, kevät 2025, 3/2025 or 1.1.2025–31.3.2025."),
    )
    first_day_typed = StringField(
        _("First day"), filters=[tidy], description=_("Only where the period's name does not tell its days.")
    )
    last_day_typed = StringField(_("Last day"), filters=[tidy])
    group = _text(
        _("Group of people"),
        rules.LONGEST_GROUP,
        description=_("Leave empty when the figure is about everybody. For example 8. ja 9. luokka, tytöt."),
    )
    value_typed = StringField(_("Value"), filters=[tidy])
    count_typed = StringField(
        _("Count"), filters=[tidy], description=_("How many people or cases the value stands for, if it is known.")
    )
    denominator_typed = StringField(
        _("Denominator"), filters=[tidy], description=_("Of how many, such as those who answered, if it is known.")
    )

    def __init__(self, kind: str, **more: object):
        super().__init__(**more)
        self.kind = kind

    def validate(self, extra_validators: object = None) -> bool:
        """Days that are told, or a period whose name tells them; the three numbers are judged together."""
        super().validate(extra_validators)
        self.days = self._days()
        self.numbers = {name: self._number(name) for name in ("value", "count", "denominator")}
        if not text_of(self.value_typed.data or ""):
            self.refuse("value_typed", _("Write the value."))
        for name, reason in rules.faults(self.kind, *self.numbers.values()):
            self.refuse(f"{name}_typed", words.FAULTS[reason])
        return not self.errors

    def _days(self) -> tuple | None:
        typed = [name for name in DAYS if self[name].data]
        if not typed:
            days = periods.period_of(self.period.data)
            if days is None and not self.period.errors:
                self.refuse("period", words.FAULTS["period" if self.period.data else "no_period"])
            return days
        if len(typed) == 1:
            self.refuse("last_day_typed" if typed == [DAYS[0]] else DAYS[0], words.FAULTS["one_day_only"])
            return None
        first, last = (self._day(name) for name in DAYS)
        if first and last and first > last:
            self.refuse("last_day_typed", words.FAULTS["before_first"])
        return first, last

    def _day(self, name: str) -> date | None:
        try:
            return day_in(self[name])
        except ValidationError as error:
            self.refuse(name, error.args[0])
            return None

    def _number(self, name: str) -> Decimal | None:
        field = self[f"{name}_typed"]
        try:
            return cells.number_of(field.data or "")
        except Unreadable as unreadable:
            self.refuse(field.name, words.FAULTS[unreadable.reason] % {"told": (field.data or "")[:60]})
            return None

    def figure(self) -> Figure:
        """What was typed, once it is valid."""
        return Figure(self.period.data, *self.days, self.group.data, **self.numbers)


class FileForm(Form):
    """A file of figures, to be shown before it is stored."""

    file = FileField(_("File (CSV or Excel, at most 2 MB)"), validators=[FileRequired(_("Choose a file."))])
    kind = RadioField(_("Where the figures come from"), choices=list(words.KINDS.items()), default="own")
    sheet = _text(_("Sheet of the workbook"), 100, description=_("Leave empty for the first sheet."))
