"""What is typed on an evidence card."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.own_figures import periods, words
from app.own_figures.evidence_actions import Told
from app.own_figures.forms import line
from app.web.forms import Form, at_most, required
from app.web.typed import as_day
from app.writing.parse import as_written

if TYPE_CHECKING:
    from app.own_figures.models import OwnIndicator

LONGEST_TEXT = 5_000


def _text(label: object, longest: int, **more: object) -> StringField:
    return StringField(label, filters=[line], validators=[at_most(longest)], **more)


def _long_text(label: object) -> TextAreaField:
    return TextAreaField(label, filters=[as_written], validators=[at_most(LONGEST_TEXT)])


class CardForm(Form):
    """One language is enough for the title and for the text."""

    kind = RadioField(
        _("What it is"), choices=list(words.CARD_KINDS.items()), validators=[required(_("Choose what it is."))]
    )
    title_fi = _text(_("Title in Finnish"), 200)
    title_sv = _text(_("Title in Swedish"), 200)
    text_fi = _long_text(_("Text in Finnish"))
    text_sv = _long_text(_("Text in Swedish"))
    heard = _text(_("Who was heard, or where"), 300, description=_("For example families at the library."))
    happened = _text(
        _("When"), 60, description=_("A day, a month, a term or a year: for example 12.3.2025, 3/2025 or 2025.")
    )
    source = _text(_("Source"), 500, description=_("For example the record of the hearing, or the survey's name."))
    consent = _text(
        _("Consent to quoting"),
        500,
        description=_("How and when whoever is quoted has agreed to it. Write no names and no other personal data."),
    )
    age_group = SelectField(_("Whom it is about"), choices=list(words.AGE_GROUPS.items()))
    indicator = _text(
        _("Number of an indicator of Sotkanet"), 9, description=_("If the card sheds light on one, for example 127.")
    )
    own_indicator = SelectField(_("Own indicator"))

    def let_choose(self, indicators: Iterable["OwnIndicator"], language: str) -> None:
        """The municipality's own indicators."""
        self.own = {str(each.number): each for each in indicators}
        named = [(number, each.title(language)) for number, each in self.own.items()]
        self.own_indicator.choices = [("", _("no indicator")), *named]
        self.own_indicator.data = self.own_indicator.data or ""

    def validate(self, extra_validators: object = None) -> bool:
        """Title and text in one language at least."""
        super().validate(extra_validators)
        if not (self.title_fi.data or self.title_sv.data):
            self.refuse("title_fi", _("Write the title in Finnish or in Swedish."))
        if not any((field.data or "").strip() for field in (self.text_fi, self.text_sv)):
            self.refuse("text_fi", _("Write the text in Finnish or in Swedish."))
        return not self.errors

    def validate_happened(self, field: StringField) -> None:
        """A day or a longer time."""
        day = as_day(field.data)
        self.days = (day, day) if day else periods.period_of(field.data)
        if self.days is None:
            raise ValidationError(_("Write when it was: for example 12.3.2025, 3/2025 or 2025."))

    def validate_consent(self, field: StringField) -> None:
        """Nobody is quoted without having agreed to it."""
        if self.kind.data == "citation" and not field.data:
            raise ValidationError(_("Tell how whoever is quoted has agreed to it."))

    def validate_indicator(self, field: StringField) -> None:
        """A number; whether Sotkanet has it, the page asks."""
        if field.data and not (field.data.isascii() and field.data.isdigit()):
            raise ValidationError(_("Write the number in digits, for example 127."))
        self.indicator_id = int(field.data) if field.data else None

    def validate_own_indicator(self, field: SelectField) -> None:
        """One link is enough: a card is about one indicator."""
        if field.data and self.indicator.data:
            raise ValidationError(_("Choose one: an indicator of Sotkanet or an own one."))

    def told(self) -> Told:
        """What was typed, once it is valid."""
        names = ("kind", "title_fi", "title_sv", "text_fi", "text_sv", "heard", "source", "consent", "age_group")
        own = self.own.get(self.own_indicator.data)
        links = {"indicator_id": self.indicator_id, "own_indicator_id": own.id if own else None}
        days = dict(zip(("first_day", "last_day"), self.days, strict=True))
        return Told(**{name: self[name].data or "" for name in names}, **days, **links)
