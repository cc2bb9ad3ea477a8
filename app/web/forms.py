"""The base of every form: what the visitor typed, kept and shown again with a message at its field."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length, ValidationError

from tenants.errors import Refused


class Form(FlaskForm):
    """A form whose summary and fields word every error in the page's language."""

    def refuse(self, field: str, message: object) -> None:
        """Put an error that a rule found at the field it is about."""
        errors = self[field].errors
        self[field].errors = [*errors, message]

    def refuse_as(self, refused: Refused, words: dict[str, object], field: str) -> None:
        """Word a rule's refusal: `words` turns its reason into a sentence with named blanks."""
        self.refuse(field, str(words[refused.reason]) % refused.details)


def required(message: object) -> InputRequired:
    """The field must hold something; the message says what."""
    return InputRequired(message=message)


def at_most(letters: int) -> Length:
    """A length limit that says how long is too long."""
    return Length(max=letters, message=_("This is too long: at most %(max)d characters."))


def printable(form: Form, field: StringField) -> None:
    """Refuse control characters, which neither the database (NUL) nor a printed page can hold."""
    if field.data and any(ord(sign) < 32 and sign not in "\t\n\r" for sign in field.data):
        raise ValidationError(_("The text has a character that cannot be shown. Remove it and try again."))


def tidy(text: str | None) -> str | None:
    """Strip the blanks that copying and pasting leaves around a short answer."""
    return text.strip() if text else text


def with_line_feeds(text: str | None) -> str | None:
    """One kind of line end: browsers send CRLF, the database keeps LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text else text
