"""What is typed into a section: its texts, a word to its writers, who answers for it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, NoneOf, NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from app.reports.forms import settable
from app.web.forms import Form, at_most, required, tidy
from app.writing.parse import as_written

if TYPE_CHECKING:
    from app.reports.models import Section

LONGEST_TEXT = 100_000
LONGEST_NOTE = 2_000


class SectionForm(Form):
    """One section in the languages that are written, each with the number of the version that its writer began from."""

    text_fi = TextAreaField(_("Text in Finnish"), filters=[as_written], validators=[at_most(LONGEST_TEXT), settable])
    text_sv = TextAreaField(_("Text in Swedish"), filters=[as_written], validators=[at_most(LONGEST_TEXT), settable])
    version_fi = IntegerField(widget=HiddenInput(), default=0)
    version_sv = IntegerField(widget=HiddenInput(), default=0)
    note = TextAreaField(
        _("A word to the writers"),
        description=_("When you return the section: what should be mended?"),
        filters=[as_written],
        validators=[at_most(LONGEST_NOTE)],
    )

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        self.written_in = written_in
        for language in {"fi", "sv"} - set(written_in):
            del self[f"text_{language}"], self[f"version_{language}"]

    @property
    def typed(self) -> dict[str, str]:
        """The texts by language."""
        return {language: self[f"text_{language}"].data or "" for language in self.written_in}

    @property
    def begun_from(self) -> dict[str, int]:
        """The versions' numbers by language."""
        return {language: self[f"version_{language}"].data or 0 for language in self.written_in}


class PeopleForm(Form):
    """Who answers for a section, and who does when they are away. `people` are (id, name)."""

    owner = SelectField(_("Responsible person"))
    deputy = SelectField(_("Deputy"))

    def __init__(self, people: list[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.owner.choices = self.deputy.choices = [("", _("Nobody yet")), *people]

    def validate_deputy(self, field: SelectField) -> None:
        """Two people, so that one may be away."""
        if field.data and field.data == self.owner.data:
            raise ValidationError(_("The deputy must be another person than the responsible one."))


class EverybodyForm(Form):
    """Who answers for each section of a report; `of_sections` makes its fields."""

    @classmethod
    def of_sections(cls, sections: Iterable["Section"], people: list[tuple[str, str]]) -> "EverybodyForm":
        """Two fields for each: owner_<position> and deputy_<position>."""
        choices = [("", _("Nobody yet")), *people]
        fields = {
            f"{part}_{each.position}": SelectField(label, choices=choices, default=str(person or ""))
            for each in sections
            for part, label, person in (
                ("owner", _("Responsible person"), each.owner_id),
                ("deputy", _("Deputy"), each.deputy_id),
            )
        }
        return type("EverybodyForm", (cls,), fields)()

    def pair(self, section: "Section") -> tuple[SelectField, SelectField]:
        """The fields of one section: responsible person and deputy."""
        return self[f"owner_{section.position}"], self[f"deputy_{section.position}"]

    def chosen(self, section: "Section") -> tuple[UUID | None, UUID | None]:
        """Who was chosen for a section."""
        owner, deputy = (UUID(field.data) if field.data else None for field in self.pair(section))
        return owner, deputy

    def validate(self, extra_validators: object = None) -> bool:
        """Two people for each section, so that one may be away."""
        super().validate(extra_validators)
        for name, field in self._fields.items():
            if name.startswith("deputy_") and field.data and field.data == self[name.replace("deputy", "owner")].data:
                self.refuse(name, _("The deputy must be another person than the responsible one."))
        return not self.errors


class KeepForm(Form):
    """Why an old figure stays."""

    note = TextAreaField(
        _("Why the old figure is kept"),
        description=_("For example: the sentence tells of that year on purpose."),
        filters=[as_written, tidy],
        validators=[required(_("Write why the old figure is kept.")), at_most(LONGEST_NOTE)],
    )


class NameForm(Form):
    """What a version is called."""

    name = StringField(_("Name of the version"), filters=[tidy], validators=[at_most(100)])


class AutosaveForm(Form):
    """What an editor sends by itself; it is no form that anybody sees, so each error is one sentence."""

    language = StringField(validators=[AnyOf(("fi", "sv"))])
    text = TextAreaField(filters=[as_written], validators=[NoneOf((None,)), at_most(LONGEST_TEXT), settable])
    base = IntegerField(validators=[NumberRange(min=0)])
    request = StringField()

    @property
    def typed(self) -> tuple[str, str, int, str | None]:
        """Language, text, the version it was begun from, and what the browser calls this save."""
        return self.language.data, self.text.data, self.base.data, name_of_save(self.request.data)


def name_of_save(request: str | None) -> str | None:
    """What a browser calls a save, by which it is known when it comes again; nonsense names none."""
    try:
        return str(UUID(request or ""))
    except ValueError:
        return None
