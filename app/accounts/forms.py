"""What is typed to sign in, and to take up an invitation."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, Length, ValidationError

from app.accounts.rules import SHORTEST_PASSWORD, is_easily_guessed
from app.web.forms import Form, at_most, required, tidy


class SignInForm(Form):
    """E-mail and password; `next` is the page the visitor was on the way to."""

    email = EmailField(_("E-mail"), filters=[tidy], validators=[required(_("Give your e-mail address.")), at_most(254)])
    password = PasswordField(_("Password"), validators=[required(_("Give your password.")), at_most(1000)])
    next = HiddenField()


class NewPersonForm(Form):
    """Somebody invited who has no account yet. `email` and `municipality` are known, and no good as a password."""

    name = StringField(_("Your name"), filters=[tidy], validators=[required(_("Give your name.")), at_most(100)])
    password = PasswordField(
        _("New password"),
        validators=[
            required(_("Give a password.")),
            Length(min=SHORTEST_PASSWORD, message=_("Give a longer password: at least %(min)d characters.")),
            at_most(1000),
        ],
    )
    again = PasswordField(
        _("The same password again"), validators=[EqualTo("password", _("The two passwords are not the same."))]
    )

    def __init__(self, known: tuple[str, ...]):
        super().__init__()
        self.known = known

    def validate_password(self, field: PasswordField) -> None:
        """Refuse what would be guessed first."""
        if is_easily_guessed(field.data, self.known):
            raise ValidationError(_("This password is easy to guess. Choose another, for example four words."))


class KnownPersonForm(Form):
    """Somebody invited who has an account: their own password."""

    password = PasswordField(_("Password"), validators=[required(_("Give your password.")), at_most(1000)])
