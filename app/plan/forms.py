"""What is typed into a plan: its titles, emphases, goals, measures, what goals are measured by, statute tags."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.own_figures.forms import line
from app.plan import words
from app.plan.row_actions import EmphasisTold, GoalTold, MeasureTold, Told
from app.plan.rules import BEGIN_YEAR, END_YEAR
from app.plan.tags import Tag
from app.web import numbers
from app.web.fingerprints import fingerprint
from app.web.forms import Form, at_most, between, cents_in, day_in, required, tidy

LONGEST_TITLE = LONGEST_TEXT = 1_000


def _text(label: object, longest: int = LONGEST_TEXT, **more: object) -> StringField:
    return StringField(label, filters=[line], validators=[at_most(longest)], **more)


def _year(label: object, default: int) -> IntegerField:
    sentence = _("Give the year with four digits, for example 2025.")
    return IntegerField(label, default=default, validators=[required(sentence), between(2000, 2100, sentence)])


class Titled(Form):
    """What has texts in the languages that the municipality writes in; a title in one of them is enough."""

    title_fi = _text(_("Name in Finnish"), LONGEST_TITLE)
    title_sv = _text(_("Name in Swedish"), LONGEST_TITLE)

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        for language in {"fi", "sv"} - set(written_in):
            for name in [name for name in self._fields if name.endswith(f"_{language}")]:
                del self[name]

    def pair(self, name: str) -> dict[str, str]:
        """A text by language; of a language that is not written, nothing."""
        return {code: (self[f"{name}_{code}"].data or "") if f"{name}_{code}" in self else "" for code in ("fi", "sv")}

    def validate(self, extra_validators: object = None) -> bool:
        """A title in one language at least."""
        super().validate(extra_validators)
        if not any(self.pair("title").values()):
            self.refuse(next(name for name in self._fields if name.startswith("title_")), _("Write the name."))
        return not self.errors


class PlanForm(Titled):
    """A plan's name and years."""

    first_year = _year(_("First year"), BEGIN_YEAR)
    last_year = _year(_("Last year"), END_YEAR)

    def validate_last_year(self, field: IntegerField) -> None:
        """A plan cannot end before it begins."""
        if self.first_year.data and field.data and field.data < self.first_year.data:
            raise ValidationError(_("The last year cannot be before the first year."))


class BeginForm(PlanForm):
    """A new plan; without a name it has the usual one."""

    def validate(self, extra_validators: object = None) -> bool:
        """Without asking for a name."""
        return super(Titled, self).validate(extra_validators)


class MeetingForm(Form):
    """When a body decided, and in which § of its minutes."""

    meeting_on = StringField(
        _("Date of the meeting"), filters=[tidy], validators=[required(_("Give the date of the meeting."))]
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


def _body(label: object) -> StringField:
    told = _("For example the municipal council or the municipal board.")
    named = required(_("Write which body decided."))
    return StringField(label, filters=[tidy], validators=[named, at_most(200)], description=told)


class DecisionForm(MeetingForm):
    """Which body decided as well, by its name in each language that the municipality writes in."""

    body_fi = _body(_("Body that decided, in Finnish"))
    body_sv = _body(_("Body that decided, in Swedish"))

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        self.written_in = written_in
        for language in {"fi", "sv"} - set(written_in):
            del self[f"body_{language}"]

    @property
    def body(self) -> dict[str, str]:
        """By language; in one that is not written, the same as in the other."""
        own = {each: each if each in self.written_in else self.written_in[0] for each in ("fi", "sv")}
        return {each: self[f"body_{own[each]}"].data for each in own}


class FileForm(Form):
    """A file of the plan, to be shown before it is stored."""

    file = FileField(_("File (Excel or CSV, at most 2 MB)"), validators=[FileRequired(_("Choose a file."))])


class TagForm(Titled):
    """A statutory or other plan of the municipality's own."""

    law_fi = _text(_("Law or other ground in Finnish"), LONGEST_TITLE)
    law_sv = _text(_("Law or other ground in Swedish"), LONGEST_TITLE)


class RowForm(Titled):
    """A row of a plan; `seen` is what it said when the form was opened."""

    seen = StringField(widget=HiddenInput())

    def told_over(self, before: Told) -> Told:
        """What was typed, over what the row said before: a language that is not written keeps its texts."""
        typed = {name: self[name].data or "" for name in vars(before) if name in self and name.endswith(("_fi", "_sv"))}
        return replace(before, **typed, **self.choices())

    def choices(self) -> dict[str, object]:
        """What was chosen besides the texts."""
        return {}

    def show_what_is_stored(self, told: Told) -> None:
        """From now on what somebody else wrote meanwhile is what this form has seen."""
        self.seen.data = self.seen.raw_data = fingerprint(told)


class EmphasisForm(RowForm):
    """An emphasis."""

    new = EmphasisTold()


class PeopleForm(Form):
    """Who answers for something."""

    owner = SelectField(_("Responsible person"))
    deputy = SelectField(_("Deputy"))

    def let_choose_people(self, members: Iterable) -> None:
        """Of the municipality's: rows of tenants.membership."""
        people = [(str(each.person_id), each.name) for each in members]
        self.owner.choices = self.deputy.choices = [("", _("Nobody yet")), *people]
        for field in (self.owner, self.deputy):
            field.data = field.data or ""

    def validate_deputy(self, field: SelectField) -> None:
        """Two people, so that one may be away."""
        if field.data and field.data == self.owner.data:
            raise ValidationError(_("The deputy must be another person than the responsible one."))

    @property
    def people(self) -> dict[str, UUID | None]:
        """Who was chosen."""
        return {part: UUID(self[part].data) if self[part].data else None for part in ("owner", "deputy")}


class OwnedForm(RowForm, PeopleForm):
    """What somebody answers for, and which statutory plans it belongs to."""

    tags = SelectMultipleField(_("Belongs to these statutory plans"))

    def let_choose(self, members: Iterable, tags: Iterable[Tag], language: str) -> None:
        """The municipality's people, and the plans that are offered or chosen already."""
        self.let_choose_people(members)
        offered = [each for each in tags if not each.is_ended or each.key in (self.tags.data or ())]
        self.tags.choices = [(each.key, each.title[language]) for each in offered]

    def choices(self) -> dict[str, object]:
        """People and statutory plans."""
        return {f"{part}_id": person for part, person in self.people.items()} | {"tags": tuple(self.tags.data or ())}


class GoalForm(OwnedForm):
    """A goal."""

    new = GoalTold()
    age_group = SelectField(_("Whom it is about"), choices=list(words.AGE_GROUPS.items()))
    strategy_fi = _text(_("Goal of the municipality's strategy, in Finnish"))
    strategy_sv = _text(_("Goal of the municipality's strategy, in Swedish"))

    def choices(self) -> dict[str, object]:
        """The age group too."""
        return super().choices() | {"age_group": self.age_group.data}


class MeasureForm(OwnedForm):
    """A measure."""

    new = MeasureTold()
    body_fi = _text(_("Responsible body in Finnish"), description=_("For example a committee or a sector."))
    body_sv = _text(_("Responsible body in Swedish"))
    partners_fi = _text(_("Partners in Finnish"))
    partners_sv = _text(_("Partners in Swedish"))
    resource_fi = _text(_("Resources in Finnish"), description=_("For example own work, or a person's half year."))
    resource_sv = _text(_("Resources in Swedish"))
    cost = StringField(_("Cost in euros"), filters=[tidy], description=_("For example 7990 or 7990,50."))
    begins = StringField(_("Begins on"), filters=[tidy], description=_("For example 12.1.2026"))
    ends = StringField(_("Ends on"), filters=[tidy])

    def validate_cost(self, field: StringField) -> None:
        """A sum of money, or nothing."""
        self.cost_cents = cents_in(field) if field.data else None

    def validate_begins(self, field: StringField) -> None:
        """A day, or nothing."""
        self.begins_on = day_in(field) if field.data else None

    def validate_ends(self, field: StringField) -> None:
        """A day that is not before the first one, or nothing."""
        self.ends_on = day_in(field) if field.data else None
        if self.ends_on and getattr(self, "begins_on", None) and self.ends_on < self.begins_on:
            raise ValidationError(_("The measure cannot end before it begins."))

    def choices(self) -> dict[str, object]:
        """Money and days too."""
        return super().choices() | {name: getattr(self, name) for name in ("cost_cents", "begins_on", "ends_on")}


def fields_of(told: Told, language: str) -> dict[str, object]:
    """What stands in a row's form when it is opened."""
    given = dict(vars(told)) | {"seen": fingerprint(told)}
    if "tags" in given:
        given |= {part: str(given[f"{part}_id"] or "") for part in ("owner", "deputy")}
        given["tags"] = list(given["tags"])
    if isinstance(told, MeasureTold):
        days = {"begins": told.begins_on, "ends": told.ends_on}
        given |= {name: numbers.day(day, language) if day else "" for name, day in days.items()}
        given["cost"] = "" if told.cost_cents is None else f"{told.cost_cents / 100:.2f}".replace(".", ",")
    return given
