"""What is typed about joys and worries."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.observations import words
from app.observations.actions import Told
from app.observations.rules import MOST_LINES, lines_of
from app.reports.forms import settable
from app.sections.words import LANGUAGE_NAMES
from app.web.forms import Form, at_most, required, tidy

LONGEST_LINE = 1_000


class InALanguage(Form):
    """Something that is said in one of the languages the municipality writes in."""

    language = RadioField(_("Written in"), validators=[required(_("Choose the language."))])

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        self.language.choices = [(code, LANGUAGE_NAMES[code]) for code in written_in]
        if len(written_in) == 1:
            self.language.data = written_in[0]


class AboutForm(InALanguage):
    """Who said it and what it is about."""

    kind = RadioField(
        _("Is it a joy or a worry?"),
        choices=list(words.KINDS.items()),
        validators=[required(_("Choose whether it is a joy or a worry."))],
    )
    group_name = StringField(
        _("Whose"),
        description=_("The group, for example older people, a school's welfare group or a sector."),
        filters=[tidy],
        validators=[required(_("Tell which group it is of.")), at_most(200), settable],
    )
    age_group = SelectField(_("Whom it is about"), choices=list(words.AGE_GROUPS.items()))
    theme = SelectField(_("Theme"), choices=list(words.THEMES.items()))
    indicator = SelectField(
        _("Indicator beside it"), description=_("The service tells whether the figures support what was said.")
    )

    def let_choose(self, indicators: list[tuple[str, str, str]]) -> None:
        """(basket, number, title) of each."""
        named = [(number, f"{title} ({words.AGE_GROUPS[basket]})") for basket, number, title in indicators]
        self.indicator.choices = [("", _("no indicator")), *named]
        self.indicator.data = self.indicator.data or ""

    def told(self) -> Told:
        """What was typed, once it is valid."""
        names = ("kind", "language", "group_name", "age_group", "theme")
        indicator = self.indicator.data
        return Told(**{name: self[name].data for name in names}, indicator_id=int(indicator) if indicator else None)


class AddForm(AboutForm):
    """What one group said, as many as were written down."""

    texts = TextAreaField(
        _("What gladdens or worries"),
        description=_("Write or paste one on each line. Write so that nobody can be recognised."),
        validators=[required(_("Write at least one.")), settable],
    )

    def validate_texts(self, field: TextAreaField) -> None:
        """One on each line, none of them endless."""
        self.lines = lines_of(field.data)
        if not self.lines:
            raise ValidationError(_("Write at least one."))
        if len(self.lines) > MOST_LINES:
            raise ValidationError(_("Write at most %(most)s lines at once.", most=MOST_LINES))
        if max(map(len, self.lines)) > LONGEST_LINE:
            raise ValidationError(_("A line is too long: at most %(most)s characters.", most=LONGEST_LINE))


class ChangeForm(AboutForm):
    """One of them."""

    text = TextAreaField(
        _("What gladdens or worries"),
        filters=[lambda text: " ".join((text or "").split())],
        validators=[required(_("Write what it is.")), at_most(LONGEST_LINE), settable],
    )
    seen = StringField(widget=HiddenInput())
    """What stood there when the form was opened."""


class GoalForm(InALanguage):
    """A goal that is proposed because of it."""

    text = TextAreaField(
        _("Proposal for a goal"),
        filters=[lambda text: (text or "").strip()],
        validators=[required(_("Write the goal.")), at_most(LONGEST_LINE), settable],
    )
