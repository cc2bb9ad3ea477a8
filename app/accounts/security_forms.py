"""What is typed about one's own signing in: codes, names of devices, new passwords. `answer` is a passkey's."""

import re

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from app.accounts.forms import NewPassword, new_password, the_same_again
from app.accounts.rules import LONGEST_PASSWORD
from app.web.forms import Form, at_most, required, tidy

LONGEST_ANSWER = 20_000


def without_blanks(text: str | None) -> str | None:
    """A code as it is compared: apps show it in groups, and so do people write it."""
    return re.sub(r"\s", "", text) if text else text


class CodeForm(Form):
    """The second factor: an app's code, a recovery code, or what a passkey has signed."""

    code = StringField(_("Code"), filters=[tidy, without_blanks], validators=[at_most(40)])
    answer = HiddenField(validators=[at_most(LONGEST_ANSWER)])

    def validate_code(self, field: StringField) -> None:
        """One of the two must be there."""
        if not field.data and not self.answer.data:
            raise ValidationError(_("Give the code."))


class PasswordAgainForm(Form):
    """The password of somebody who is signed in."""

    password = PasswordField(_("Password"), validators=[required(_("Give your password.")), at_most(LONGEST_PASSWORD)])


def _said(text: str | None) -> str:
    """A form that was sent without a field says nothing in it."""
    return text or ""


class AppForm(Form):
    """An authenticator app that shows that it has understood; `sealed` is the secret it was given."""

    name = StringField(
        _("Name of the device"),
        description=_("For example: work phone. You recognise it by this later."),
        filters=[tidy],
        validators=[required(_("Give the device a name.")), at_most(60)],
    )
    code = StringField(
        _("Code that the app shows"),
        description=_("Six digits that change every half a minute."),
        filters=[tidy, without_blanks],
        validators=[required(_("Give the code.")), at_most(10)],
    )
    sealed = HiddenField(filters=[_said], validators=[at_most(1000)])


class PasskeyForm(Form):
    """A new passkey."""

    name = StringField(
        _("Name of the device"),
        description=_("For example: work phone. You recognise it by this later."),
        filters=[tidy],
        validators=[required(_("Give the device a name.")), at_most(60)],
    )
    answer = HiddenField(validators=[at_most(LONGEST_ANSWER)])


class ChangePasswordForm(NewPassword):
    """A new password instead of the present one."""

    current = PasswordField(
        _("Present password"), validators=[required(_("Give your present password.")), at_most(LONGEST_PASSWORD)]
    )
    password = new_password()
    again = the_same_again()


class NewPasswordForm(NewPassword):
    """A new password instead of a forgotten one."""

    password = new_password()
    again = the_same_again()


class ForgottenForm(Form):
    """Whose password is forgotten."""

    email = EmailField(_("E-mail"), filters=[tidy], validators=[required(_("Give your e-mail address.")), at_most(254)])


class HouseRulesForm(Form):
    """A municipality's own rules, named as in tenants.house_rules."""

    requires_second_factor = BooleanField(
        _("Everybody here uses two-step sign-in"),
        description=_("Whoever has not taken it into use does so when they come here next."),
    )
    support_may_read = BooleanField(
        _("The association's support may read our reports when it helps us"),
        description=_("Support reads only, for an hour at a time, and every page stands in your trail."),
    )

    writes_in_one_language = BooleanField(
        _("Our reports are written in one language only"),
        description=_(
            "The other language's texts are hidden, not deleted: they are there again when this is taken off."
            " The service itself stays in both languages."
        ),
    )

    def __init__(self, *, is_bilingual: bool, **given: object):
        super().__init__(**given)
        self.is_bilingual = is_bilingual

    def validate_writes_in_one_language(self, field: BooleanField) -> None:
        """The Language Act (423/2003) section 5 names the bilingual ones."""
        if field.data and self.is_bilingual:
            raise ValidationError(
                _("By the Language Act your municipality is bilingual: its reports are written in both languages.")
            )

    def wanted(self) -> dict[str, bool]:
        """The rules as they are to be."""
        rules = (self.requires_second_factor, self.support_may_read, self.writes_in_one_language)
        return {field.name: field.data for field in rules}
