"""What is typed as feedback, and as its answer."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from app.accounts.request_forms import as_said, as_seen
from app.feedback.rules import Said
from app.feedback.words import KINDS
from app.web.forms import FORM_OF_AN_EMAIL, Form, OpenForm, at_most, required, sendable, tidy

LONGEST_TEXT = 5_000


class FeedbackForm(OpenForm):
    """Feedback about an edition; an e-mail only where an answer is wanted."""

    kind = RadioField(
        _("What is it about?"),
        choices=list(KINDS.items()),
        validators=[required(_("Choose what your feedback is about."))],
    )
    text = TextAreaField(
        _("Your feedback"),
        description=_("Do not write about the health of single people or other personal matters."),
        filters=[as_said],
        validators=[required(_("Write your feedback.")), at_most(LONGEST_TEXT)],
    )
    wants_answer = BooleanField(_("I want an answer by e-mail"))
    email = EmailField(
        _("Your e-mail"),
        description=_("Needed only if you want an answer, and kept only then."),
        filters=[tidy],
        validators=[Optional(), at_most(254), FORM_OF_AN_EMAIL, sendable],
    )
    name = StringField(_("Your name"), filters=[tidy, as_seen], validators=[Optional(), at_most(100)])

    def validate(self, extra_validators: object = None) -> bool:
        """An answer needs somewhere to go."""
        super().validate(extra_validators)
        if self.wants_answer.data and not self.email.data:
            self.refuse("email", _("Give your e-mail address, so that the answer reaches you."))
        return not self.errors

    def said(self, language: str) -> Said:
        """What was typed, once it is valid."""
        email = self.email.data if self.wants_answer.data else None
        return Said(self.kind.data, self.text.data, language, self.name.data or "", email)


class AnswerForm(Form):
    """The municipality's answer."""

    text = TextAreaField(
        _("Answer"), filters=[as_said], validators=[required(_("Write your answer.")), at_most(LONGEST_TEXT)]
    )
