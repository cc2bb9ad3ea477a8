"""The base of every form: what the visitor typed, kept and shown again with a message at its field."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.form import BaseForm
from wtforms.i18n import get_translations
from wtforms.validators import Email, InputRequired, Length, StopValidation, ValidationError

from app.web import languages, numbers
from app.web.typed import NO_CHARACTERS, as_day, as_moment, cents_of
from tenants.clock import HELSINKI
from tenants.errors import Refused

FORM_OF_AN_EMAIL = Email(message=_("Write the e-mail in the form first.last@municipality.fi."))
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff" + NO_CHARACTERS + "]")
"""Control characters, and the marks that turn the direction of writing: with them a name can look like another's."""


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
        self.refuse(field, in_words(refused, words))


class OpenForm(Form):
    """A form for everybody, signed in or not.

    `homepage` is hidden from everybody, also from assistive technology: a program that fills it in is told so like
    anybody else, and a person whose browser did it only sends the form again.
    """

    homepage = StringField(_("Leave this empty"))

    def validate(self, extra_validators: object = None) -> bool:
        """Also refuse what a program filled in."""
        super().validate(extra_validators)
        if self.homepage.data:
            self.homepage.data = ""
            self.form_errors.append(
                _("A hidden field was filled in, perhaps by your browser. It is empty now: send the form again.")
            )
        return not self.errors


def in_words(refused: Refused, words: dict[str, object]) -> str:
    """A rule's refusal as a sentence of `words`, with its sums and days as they are read."""
    return str(words[refused.reason]) % numbers.shown(refused.details, languages.current())


def day_in(field: Field) -> date:
    """What was typed as a day. Raises ValidationError."""
    day = as_day(field.data or "")
    if day is None:
        raise ValidationError(_("Write the date as day, month and year, for example 12.1.2026."))
    return day


def moment_in(field: Field) -> datetime:
    """What was typed as a moment in Helsinki. Raises ValidationError."""
    moment = as_moment(field.data or "")
    if moment is None:
        raise ValidationError(_("Write the day and the time, for example 12.1.2026 18.00."))
    return moment.replace(tzinfo=HELSINKI)


def cents_in(field: Field) -> int:
    """What was typed as a sum of money. Raises ValidationError."""
    cents = cents_of(field.data or "")
    if cents is None:
        raise ValidationError(_("Write the sum in euros, for example 7990 or 7990,50."))
    return cents


class Filled(InputRequired):
    """Something was typed or chosen; of a text its filters must have left something."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        if field.data == "":
            field.errors[:] = []
            raise StopValidation(self.message)
        super().__call__(form, field)


def required(message: object) -> Filled:
    """The field must hold something; the message says what."""
    return Filled(message=message)


def between(lowest: int, highest: int, message: object) -> Callable[[BaseForm, Field], None]:
    """A whole number within bounds, however many digits were typed: the library's own check counts in floats."""

    def check(form: BaseForm, field: Field) -> None:
        if field.data is None or not lowest <= field.data <= highest:
            raise ValidationError(message)

    return check


def at_most(letters: int) -> Length:
    """A length limit that says how long is too long."""
    return Length(max=letters, message=_("This is too long: at most %(max)d characters."))


def sendable(form: BaseForm, field: Field) -> None:
    """Not every server takes addresses with å, ä, ö (RFC 6531): a letter to one would never leave."""
    if not field.data.isascii():
        raise ValidationError(_("Letters cannot be sent to an address like this."))


def tidy(text: str | None) -> str | None:
    """A short answer without what copying and pasting brings along: blanks around it, signs that nobody can see."""
    return UNSEEN.sub("", text).strip() if text else text
