"""What is typed to sign in, and to take up an invitation."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import EqualTo, Length, ValidationError

from app.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, is_easily_guessed
from app.web.forms import FORM_OF_AN_EMAIL, Form, at_most, required, tidy
from tenants import directories


class SignInForm(Form):
    """E-mail and password; `next` is the page the visitor was on the way to."""

    email = EmailField(_("E-mail"), filters=[tidy], validators=[required(_("Give your e-mail address.")), at_most(254)])
    password = PasswordField(_("Password"), validators=[required(_("Give your password.")), at_most(LONGEST_PASSWORD)])
    next = HiddenField()


def new_password() -> PasswordField:
    """A password to be; its form is a NewPassword."""
    return PasswordField(
        _("New password"),
        description=_("At least 12 characters. Four words of your own are easy to remember and hard to guess."),
        validators=[
            required(_("Give a password.")),
            Length(min=SHORTEST_PASSWORD, message=_("Give a longer password: at least %(min)d characters.")),
            at_most(LONGEST_PASSWORD),
        ],
    )


def the_same_again() -> PasswordField:
    """The password to be, typed twice, because nobody sees what is typed."""
    return PasswordField(
        _("The same password again"), validators=[EqualTo("password", _("The two passwords are not the same."))]
    )


class NewPassword(Form):
    """Refuses what would be guessed first. `known` is what everybody knows of the owner, and no good in a password."""

    def __init__(self, known: tuple[str, ...]):
        super().__init__()
        self.known = known

    def validate_password(self, field: PasswordField) -> None:
        """Also a `name` that is typed on the same page is known."""
        name = self["name"].data if "name" in self else ""
        if is_easily_guessed(field.data, (*self.known, name or "")):
            raise ValidationError(_("This password is easy to guess. Choose another, for example four words."))


class NewPersonForm(NewPassword):
    """Somebody invited who has no account yet."""

    name = StringField(_("Your name"), filters=[tidy], validators=[required(_("Give your name.")), at_most(100)])
    password = new_password()
    again = the_same_again()


class KnownPersonForm(Form):
    """Somebody invited who has an account: their own password."""

    password = PasswordField(_("Password"), validators=[required(_("Give your password.")), at_most(LONGEST_PASSWORD)])


class OwnInvitationForm(Form):
    """Somebody invited who is signed in: nothing but yes."""


class WorkAccountForm(Form):
    """Somebody invited who comes with a work account: the name alone."""

    name = StringField(_("Your name"), filters=[tidy], validators=[required(_("Give your name.")), at_most(100)])


class DirectoryForm(Form):
    """The number of the municipality's directory."""

    entra_tenant = StringField(
        _("Directory's tenant ID"),
        filters=[tidy],
        description=_("The municipality's IT people find it in the Microsoft Entra admin center, under Overview."),
        validators=[required(_("Give the directory's tenant ID."))],
    )

    @property
    def number(self) -> UUID:
        """What was typed, once it is valid."""
        return UUID(self.entra_tenant.data)

    def validate_entra_tenant(self, field: StringField) -> None:
        """A number of the usual form, of one organisation's directory."""
        if not directories.is_number(field.data):
            raise ValidationError(_("Check the tenant ID: it has 32 characters, 0–9 and a–f, and four hyphens."))


class DetailsForm(Form):
    """How one is called, and in which language the service writes."""

    name = StringField(_("Your name"), filters=[tidy], validators=[required(_("Give your name.")), at_most(100)])
    language = RadioField(
        _("Language of the letters to you"),
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        validators=[required(_("Choose the language."))],
    )


class NewEmailForm(Form):
    """Where one's letters go from now on, which is also what one signs in with."""

    email = EmailField(
        _("New e-mail"),
        filters=[tidy],
        description=_("We send a link there. Your e-mail changes when you open it."),
        validators=[required(_("Give your e-mail address.")), at_most(254), FORM_OF_AN_EMAIL],
    )


class EraseForm(Form):
    """Nothing is erased by a slip of the hand."""

    understood = BooleanField(
        _("I understand that this cannot be undone"),
        validators=[required(_("Read what happens. If you want it, tick this."))],
    )
