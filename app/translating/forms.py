"""What is typed beside an original: a field for each row. And a file of translations."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf
from wtforms.widgets import HiddenInput

from app.reports.forms import settable
from app.sections.forms import LONGEST_TEXT, name_of_save
from app.translating.rules import NAME
from app.web.forms import Form, at_most
from app.writing.parse import as_written


class RowsForm(Form):
    """The numbers of the versions that were shown; a field for each row is added."""

    version_fi = IntegerField(widget=HiddenInput(), default=0)
    version_sv = IntegerField(widget=HiddenInput(), default=0)
    into = StringField(widget=HiddenInput())
    """The language of the rows: another one may have become the original meanwhile."""

    @property
    def rows(self) -> list[TextAreaField]:
        """The rows' fields, in the page's order."""
        return [field for field in self if NAME.fullmatch(field.name)]

    @property
    def typed(self) -> dict[str, str]:
        """The translations by their rows' names."""
        return {field.name: field.data or "" for field in self.rows}

    @property
    def begun_from(self) -> dict[str, int]:
        """The versions' numbers by language."""
        return {"fi": self.version_fi.data or 0, "sv": self.version_sv.data or 0}

    def validate(self, *args: object, **more: object) -> bool:
        """Each row by itself, and all together no longer than a section may be."""
        is_valid = super().validate(*args, **more)
        if self.rows and sum(map(len, self.typed.values())) > LONGEST_TEXT:
            self.refuse(self.rows[0].name, at_most(LONGEST_TEXT).message % {"max": LONGEST_TEXT})
            return False
        return is_valid


class AutosaveForm(RowsForm):
    """What an open page sends by itself; it is no form that anybody sees, so each error is one sentence."""

    into = StringField(validators=[AnyOf(("fi", "sv"))])
    request = StringField()

    @classmethod
    def told(cls, question: object) -> "AutosaveForm":
        """What the browser sent, in so far as it is of the right kind; the form says what is wrong with the rest."""
        question = question if isinstance(question, dict) else {}
        kinds = {"version_fi": int, "version_sv": int, "into": str, "request": str}
        told = {name: question[name] for name, kind in kinds.items() if type(question.get(name)) is kind}
        rows = question.get("rows")
        rows = rows if isinstance(rows, dict) else {}
        rows = {name: text for name, text in rows.items() if NAME.fullmatch(name) and isinstance(text, str)}
        return rows_form(rows, rows | told, cls)

    @property
    def request_name(self) -> str | None:
        """What the browser calls this save."""
        return name_of_save(self.request.data)


def rows_form(
    names: Iterable[str], shown: Mapping[str, object] | None = None, kind: type[RowsForm] = RowsForm
) -> RowsForm:
    """A form with these rows: with what is shown in it, or with what was sent."""
    fields = {name: _row(place) for place, name in enumerate(names, start=1)}
    form = type("RowsForm", (kind,), fields)
    return form() if shown is None else form(formdata=None, data=shown)


def _row(place: int) -> TextAreaField:
    label = _("Translation of paragraph %(number)s", number=place)
    return TextAreaField(
        label, id=f"row-{place}", filters=[as_written], validators=[at_most(LONGEST_TEXT), settable]
    )


class FileForm(Form):
    """A file that came back from a translator, to be shown before anything is stored."""

    file = FileField(_("File (XLIFF or CSV, at most 2 MB)"), validators=[FileRequired(_("Choose a file."))])
