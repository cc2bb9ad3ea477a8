"""What staff write to everybody."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.notices.words import AUDIENCES, KINDS
from app.web import languages, numbers
from app.web.forms import Form, at_most, moment_in, required, tidy
from app.writing.parse import as_written
from tenants import clock

LONGEST = timedelta(days=366)
TEXTS = ("title_fi", "title_sv", "text_fi", "text_sv")


def _title(label: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(_("Write the heading.")), at_most(120)])


def _bare(text: str | None) -> str | None:
    return text.strip() if text else text


def _text(label: object) -> TextAreaField:
    return TextAreaField(label, filters=[as_written, _bare], validators=[required(_("Write the text.")), at_most(2000)])


class AnnouncementForm(Form):
    """An announcement in both languages."""

    kind = RadioField(_("Kind"), choices=list(KINDS.items()), validators=[required(_("Choose the kind."))])
    audience = RadioField(_("Who is told"), choices=list(AUDIENCES.items()), default="everybody")
    title_fi = _title(_("Heading in Finnish"))
    title_sv = _title(_("Heading in Swedish"))
    text_fi = _text(_("Text in Finnish"))
    text_sv = _text(_("Text in Swedish"))
    begins = StringField(_("Begins"), filters=[tidy], description=_("For example 12.1.2026 18.00"))
    ends = StringField(_("Ends"), filters=[tidy], description=_("Leave empty if the end is not known."))

    def __init__(self, announcement: object | None = None, **more: object):
        begins_at = announcement.begins_at if announcement else clock.now()
        ends_at = announcement.ends_at if announcement else None
        typed = {name: getattr(announcement, name) for name in (*TEXTS, "kind", "audience")} if announcement else {}
        typed |= {"begins": _shown(begins_at), "ends": _shown(ends_at) if ends_at else ""}
        super().__init__(data=typed, **more)

    def validate_begins(self, field: StringField) -> None:
        """A moment in Helsinki."""
        self.begins_at = moment_in(field)

    def validate_ends(self, field: StringField) -> None:
        """A later moment, or nothing."""
        self.ends_at = moment_in(field) if field.data else None
        begins_at = getattr(self, "begins_at", None)
        if self.ends_at and begins_at and not begins_at < self.ends_at <= begins_at + LONGEST:
            raise ValidationError(_("The end must be after the beginning, at most a year."))

    def told(self) -> dict[str, object]:
        """The columns, once what was typed is valid."""
        chosen = {name: self[name].data for name in (*TEXTS, "kind", "audience")}
        return chosen | {"begins_at": self.begins_at, "ends_at": self.ends_at}


def _shown(moment: object) -> str:
    return numbers.plain_moment(moment, languages.current())
