"""What is typed about a section: a comment, an answer, another text for a paragraph, a word with a decision."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.reports.forms import settable
from app.sections.forms import LONGEST_TEXT
from app.sections.paragraphs import Paragraph
from app.web.forms import Form, at_most, required
from app.writing.parse import as_written

LONGEST_COMMENT = 5_000


def _trimmed(text: str | None) -> str:
    return (as_written(text) or "").strip()


def _named(paragraphs: Iterable[Paragraph]) -> list[tuple[str, str]]:
    languages = {"fi": _("In Finnish"), "sv": _("In Swedish")}
    return [(each.key, f"{languages[each.language]}: {each.beginning}") for each in paragraphs]


class CommentForm(Form):
    """A comment on the section or on one of its paragraphs, for somebody or for everybody."""

    paragraph = SelectField(_("What it is about"))
    text = TextAreaField(
        _("Comment"), filters=[_trimmed], validators=[required(_("Write the comment.")), at_most(LONGEST_COMMENT)]
    )
    assigned_to = SelectField(_("For whom"), description=_("The person gets a letter and sees it among their tasks."))

    def __init__(self, paragraphs: Iterable[Paragraph], people: list[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.paragraph.choices = [("", _("The whole section")), *_named(paragraphs)]
        self.assigned_to.choices = [("", _("Nobody in particular")), *people]


class AnswerForm(Form):
    """An answer to a comment."""

    text = TextAreaField(
        _("Answer"), filters=[_trimmed], validators=[required(_("Write the answer.")), at_most(LONGEST_COMMENT)]
    )


class ChoiceForm(Form):
    """Which paragraph is meant."""

    paragraph = SelectField(_("Paragraph"))

    def __init__(self, paragraphs: Iterable[Paragraph], **given: object):
        super().__init__(**given)
        self.paragraph.choices = _named(paragraphs)


class SuggestionForm(Form):
    """Another text for a paragraph; `version` is the number of the text's version in which it was read."""

    text = TextAreaField(
        _("The paragraph as you would have it"),
        filters=[_trimmed],
        validators=[required(_("Write the paragraph as you would have it.")), at_most(LONGEST_TEXT), settable],
    )
    reason = TextAreaField(_("Why"), filters=[_trimmed], validators=[Optional(), at_most(LONGEST_COMMENT)])
    version = IntegerField(widget=HiddenInput(), default=0)


class DecisionForm(Form):
    """A word with a decision about a suggestion."""

    word = TextAreaField(
        _("A word to the one who suggested it"), filters=[_trimmed], validators=[Optional(), at_most(LONGEST_COMMENT)]
    )
