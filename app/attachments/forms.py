"""What is typed about a file: its name in both languages and, of a picture, what it shows."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import ValidationError

from app.attachments.kinds import LARGEST_BYTES, Kind, kind_of
from app.reports.forms import settable
from app.web.forms import Form, at_most, required, tidy
from app.writing.pictures import as_svg
from app.writing.typesetting import can_be_set

NAMES = ("name_fi", "name_sv", "alternative_fi", "alternative_sv")
SEEN = _("Only of an image: what it shows, for those who cannot see it.")


def _line(label: object, longest: int, *checks: object, hint: object = "") -> StringField:
    return StringField(label, description=hint, filters=[tidy], validators=[*checks, at_most(longest), settable])


class NameForm(Form):
    """The names of a file that is there already."""

    name_fi = _line(_("Name in Finnish"), 200, required(_("Give the attachment's name in Finnish.")))
    name_sv = _line(_("Name in Swedish"), 200, required(_("Give the attachment's name in Swedish.")))
    alternative_fi = _line(_("Alternative text in Finnish"), 500, hint=SEEN)
    alternative_sv = _line(_("Alternative text in Swedish"), 500, hint=SEEN)
    kind: Kind | None = None

    @property
    def names(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self[name].data or "" for name in NAMES}

    def _need_words(self, field: StringField) -> None:
        if self.kind and self.kind.is_image and not field.data:
            raise ValidationError(_("Write what the image shows."))

    def validate_alternative_fi(self, field: StringField) -> None:
        """Needed of a picture."""
        self._need_words(field)

    def validate_alternative_sv(self, field: StringField) -> None:
        """Needed of a picture."""
        self._need_words(field)


class UploadForm(NameForm):
    """A file to bring in; it is read first, for what it is decides what is asked."""

    file = FileField(
        _("File (PNG, JPEG, GIF, WebP, PDF, Word, Excel or CSV, at most 10 MB)"),
        validators=[FileRequired(_("Choose a file."))],
    )

    def validate(self, **given: object) -> bool:
        """What is in the file is known before the other fields are looked at."""
        self.body = self.file.data.read(LARGEST_BYTES + 1) if self.file.data else b""
        self.kind = kind_of(self.body) if len(self.body) <= LARGEST_BYTES else None
        return super().validate(**given)

    def validate_file(self, field: FileField) -> None:
        """Large, or of a kind that is not taken in."""
        if len(self.body) > LARGEST_BYTES:
            raise ValidationError(_("The file is too large: at most 10 MB."))
        if field.data and self.kind is None:
            raise ValidationError(
                _("This file is not taken in: it is broken, has macros or is of another kind than those listed.")
            )
        if self.kind and self.kind.is_image and not self._is_drawn():
            raise ValidationError(_("The image is broken: it cannot be printed. Save it anew in another program."))

    def _is_drawn(self) -> bool:
        """A picture that stops the report's PDF could not be taken out of an adopted report."""
        return can_be_set(as_svg(self.body, self.kind.media_type, self.kind.width, self.kind.height))
