"""What is typed to ask for an account, and to answer a request."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, RadioField, SelectField, StringField, TextAreaField

from app.accounts.words import ROLES
from app.messages.rules import single_line
from app.web.forms import FORM_OF_AN_EMAIL, Form, OpenForm, at_most, required, sendable, tidy
from app.writing.parse import as_written
from tenants.requests import Asked

LONGEST_TEXT = 1000


def as_seen(text: str | None) -> str | None:
    """A short answer without signs that nobody sees and that would turn its line around."""
    return single_line(text) if text else text


def as_said(text: str | None) -> str | None:
    """A few sentences; nothing where nothing of them can be seen."""
    return as_written(text).strip() if text and single_line(text) else ""


class AskForm(OpenForm):
    """Who asks for an account, where and why."""

    municipality = SelectField(_("Municipality"), validators=[required(_("Choose the municipality."))])
    name = StringField(
        _("Your name"), filters=[tidy, as_seen], validators=[required(_("Give your name.")), at_most(100)]
    )
    email = EmailField(
        _("Your e-mail"),
        filters=[tidy],
        description=_("Your work e-mail, if you have one. A link that confirms the request is sent there."),
        validators=[required(_("Give your e-mail address.")), at_most(254), FORM_OF_AN_EMAIL, sendable],
    )
    position = StringField(
        _("Your task or position"),
        filters=[tidy, as_seen],
        validators=[required(_("Give your task or position.")), at_most(200)],
    )
    reason = TextAreaField(
        _("Why do you need an account?"),
        filters=[as_said],
        description=_("For example which part of the report you write."),
        validators=[required(_("Write why you need an account.")), at_most(LONGEST_TEXT)],
    )

    def asked(self, language: str) -> Asked:
        """What was typed, once it is valid."""
        return Asked(
            municipality_code=self.municipality.data,
            name=self.name.data,
            email=self.email.data,
            position=self.position.data,
            reason=self.reason.data,
            language=language,
        )


class MoreForm(Form):
    """The answer of the one who asked."""

    text = TextAreaField(
        _("Your answer"),
        filters=[as_said],
        validators=[required(_("Write your answer.")), at_most(LONGEST_TEXT)],
    )


class AnswerForm(Form):
    """How a request is answered; `kinds` are the answers that can be given to this one."""

    KINDS = {  # noqa: RUF012
        "approve": _("Approve: an invitation is sent"),
        "offer": _("Tell how to order a trial: the municipality is not a customer yet"),
        "more": _("Ask for more information"),
        "decline": _("Decline"),
    }
    answer = RadioField(_("What do you answer?"), validators=[required(_("Choose what you answer."))])
    role = RadioField(_("Role, when you approve"), choices=list(ROLES.items()), validate_choice=False, default="writer")
    message = TextAreaField(
        _("Your question, or the reason why you decline"),
        filters=[as_said],
        description=_("It is sent to the one who asked as you write it."),
        validators=[at_most(LONGEST_TEXT)],
    )

    def __init__(self, kinds: list[str]):
        super().__init__()
        self.answer.choices = [(kind, self.KINDS[kind]) for kind in kinds]

    def validate(self, extra_validators: object = None) -> bool:
        """What an answer needs beside itself."""
        super().validate(extra_validators)
        if self.answer.data == "approve" and self.role.data not in ROLES:
            self.refuse("role", _("Choose the role."))
        if self.answer.data in ("more", "decline") and not self.message.data:
            asked, declined = _("Write what you want to know."), _("Write the reason.")
            self.refuse("message", asked if self.answer.data == "more" else declined)
        return not self.errors
