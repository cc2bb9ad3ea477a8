"""The base of every form: what the visitor typed, kept and shown again with a message at its field."""

import re
from functools import cache

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.i18n import get_translations
from wtforms.validators import InputRequired, Length

from app.web import languages
from tenants.errors import Refused

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@cache
def _words_of_the_library(language: str) -> object:
    return get_translations((language,))


class Form(FlaskForm):
    """A form whose summary and fields word every error in the page's language."""

    class Meta(FlaskForm.Meta):
        """WTForms' own sentences, read from their file once and not for every form."""

        csrf = False  # app.web.security looks at the token of every form there is

        def get_translations(self, form: FlaskForm) -> object:
            """A catalogue with gettext and ngettext."""
            return _words_of_the_library(languages.current())

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


def tidy(text: str | None) -> str | None:
    """A short answer without what copying and pasting brings along: blanks around it, signs that nobody can see."""
    return CONTROL.sub("", text).strip() if text else text
