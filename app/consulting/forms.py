"""What is typed about a round, and what a body that is asked states."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.consulting.recipients import MOST_ROWS, Row, read_list
from app.consulting.rules import Statement, Told
from app.consulting.words import BAD_ROWS
from app.web import languages
from app.web.forms import Form, at_most, day_in, required, tidy
from app.writing.parse import as_written

if TYPE_CHECKING:
    from app.consulting.models import ConsultedBody

LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_LIST, LONGEST_STATEMENT = 200, 5_000, 30_000, 50_000


def _trimmed(text: str | None) -> str:
    return (as_written(text) or "").strip()


def _title(label: object) -> StringField:
    named = required(_("Give the name of the round."))
    return StringField(label, filters=[tidy], validators=[named, at_most(LONGEST_TITLE)])


def _message(label: object) -> TextAreaField:
    asked = _("Tell what you wish to hear about.")
    return TextAreaField(label, filters=[_trimmed], validators=[required(asked), at_most(LONGEST_MESSAGE)])


class AskForm(Form):
    """Whom to ask, and in which language the letters are."""

    rows = TextAreaField(
        _("Who are asked"),
        description=_(
            "One on each row: name; e-mail; kind. The kind is elderly, disability, youth, county, association or"
            " other; without it the name tells."
        ),
        filters=[as_written],
        validators=[required(_("Paste or write the list.")), at_most(LONGEST_LIST)],
    )
    language = RadioField(
        _("Language of the letters"),
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        default=languages.current,
        validators=[required(_("Choose the language."))],
    )
    asked: Iterable[str] = ()
    """E-mails that are asked already."""

    def validate_rows(self, field: TextAreaField) -> None:
        """Every row must be understood: nothing is sent of a list that has a fault."""
        self.read: list[Row] = read_list(field.data, self.asked)
        if len(self.read) > MOST_ROWS:
            raise ValidationError(_("At most %(count)s at once.", count=MOST_ROWS))
        faults = [
            _("Row %(number)s: %(problem)s.", number=row.number, problem=BAD_ROWS[row.problem])
            for row in self.read
            if row.problem
        ]
        if faults or not self.read:
            raise ValidationError(" ".join(map(str, faults)) or _("The list has no rows."))

    @property
    def recipients(self) -> list:
        """Whom the list names."""
        return [row.recipient for row in self.read if row.recipient]


class LastDayForm(Form):
    """Until when a round goes on."""

    ends_on = StringField(
        _("Last day for statements"), filters=[tidy], validators=[required(_("Give the last day for statements."))]
    )

    def validate_ends_on(self, field: StringField) -> None:
        """Read the date as it is written in Finland."""
        self.last_day = day_in(field)


class RoundForm(AskForm, LastDayForm):
    """A round: what it is called and says, until when it goes on, whom it asks."""

    title_fi = _title(_("Title in Finnish"))
    title_sv = _title(_("Title in Swedish"))
    message_fi = _message(_("Message in Finnish"))
    message_sv = _message(_("Message in Swedish"))

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        self.written_in = written_in
        for language in {"fi", "sv"} - set(written_in):
            del self[f"title_{language}"], self[f"message_{language}"]

    @property
    def told(self) -> Told:
        """What was typed; in a language in which the municipality does not write, the same as in its own."""
        own = {each: each if each in self.written_in else self.written_in[0] for each in ("fi", "sv")}
        texts = {f"{part}_{each}": self[f"{part}_{own[each]}"].data for part in ("title", "message") for each in own}
        return Told(**texts, ends_on=self.last_day)


class StatementForm(Form):
    """A statement on the whole; `statement_form` adds a field for each section."""

    body = StringField(_("Who states this"), filters=[tidy], validators=[at_most(LONGEST_TITLE)])
    signer = StringField(
        _("Who signs it"),
        description=_("Name and task, for example the chair."),
        filters=[tidy],
        validators=[at_most(LONGEST_TITLE)],
    )
    text = TextAreaField(
        _("Statement on the whole report"), filters=[_trimmed], validators=[at_most(LONGEST_STATEMENT)]
    )
    seen = StringField(widget=HiddenInput())
    """The mark of what was kept when the page was opened."""
    names: Mapping[str, str] = {}
    """The sections' fields by their numbers."""
    others: dict | None = None
    """What somebody else has kept meanwhile, to be shown beside what was typed."""

    @property
    def section_fields(self) -> list[TextAreaField]:
        """A field for each section."""
        return [self[name] for name in self.names.values()]

    @property
    def statement(self) -> Statement:
        """What is typed."""
        sections = {number: self[name].data for number, name in self.names.items() if self[name].data}
        return Statement(self.body.data or "", self.signer.data or "", self.text.data or "", sections)

    def require_whole(self) -> bool:
        """What may still be missing from a draft must be there when it is sent."""
        if not self.body.data:
            self.refuse("body", _("Write which body or association states this."))
        if not self.signer.data:
            self.refuse("signer", _("Write who signs the statement."))
        if not self.text.data and not self.statement.sections:
            self.refuse("text", _("Write the statement, on the whole or on a section."))
        return not self.errors


def statement_form(sections: Iterable[dict], language: str, body: "ConsultedBody") -> StatementForm:
    """The form for a report's sections, with what the body has kept of it already."""
    said = body.draft or Statement(body.name).as_kept()
    fields = {
        f"section_{place}": TextAreaField(
            f"{section['number']} {section['title'][language]}",
            filters=[_trimmed],
            validators=[Optional(), at_most(LONGEST_STATEMENT)],
            default=said["sections"].get(section["number"], ""),
        )
        for place, section in enumerate(sections)
    }
    names = {section["number"]: f"section_{place}" for place, section in enumerate(sections)}
    made = type("StatementOnSections", (StatementForm,), fields | {"names": names})
    return made(data={each: said[each] for each in ("body", "signer", "text")} | {"seen": body.mark})
