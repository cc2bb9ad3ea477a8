"""What is typed about a municipality's people."""

import re

from flask_babel import lazy_gettext as _
from wtforms import EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.accounts.invitation_list import MOST_ROWS
from app.accounts.request_forms import as_seen
from app.accounts.words import ROLES
from app.web import languages
from app.web.forms import FORM_OF_AN_EMAIL, Form, at_most, required, sendable, tidy
from app.writing.parse import as_written

LONGEST_LIST = 50_000
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def _email(label: object) -> EmailField:
    validators = [required(_("Give the e-mail address.")), at_most(254), FORM_OF_AN_EMAIL, sendable]
    return EmailField(label, filters=[tidy], validators=validators)


def _role() -> RadioField:
    return RadioField(_("Role"), choices=list(ROLES.items()), validators=[required(_("Choose the role."))])


def _language() -> RadioField:
    return RadioField(
        _("Language of the invitation"),
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        default=languages.current,
        validators=[required(_("Choose the language."))],
    )


class InviteForm(Form):
    """One person to invite."""

    email = _email(_("E-mail"))
    name = StringField(_("Name (optional)"), filters=[tidy, as_seen], validators=[at_most(100)])
    role = _role()
    language = _language()


class ListForm(Form):
    """Many people to invite: a pasted list."""

    rows = TextAreaField(
        _("People to invite"),
        filters=[as_written],
        description=_("One on each row: name; e-mail; role. For example: Aino Aalto; aino@municipality.fi; writer"),
        validators=[required(_("Paste or write the list.")), at_most(LONGEST_LIST)],
    )
    language = _language()

    def validate_rows(self, field: TextAreaField) -> None:
        """No more letters at once than somebody can have looked through."""
        if len(field.data.splitlines()) > MOST_ROWS:
            raise ValidationError(_("Invite at most %(count)s people at a time.", count=MOST_ROWS))


class RoleForm(Form):
    """Another role for a member."""

    role = _role()


class EndForm(Form):
    """Who gets what a leaving member owns."""

    heir = SelectField(_("Who takes over"), validate_choice=False)


class AddressForm(Form):
    """The right e-mail of somebody invited."""

    email = _email(_("Correct e-mail"))


class DomainForm(Form):
    """The end of e-mail addresses that the municipality's people have."""

    domain = StringField(
        _("E-mail domain"),
        filters=[tidy],
        description=_("What stands after the @ sign, for example municipality.fi"),
        validators=[required(_("Give the domain.")), at_most(253)],
    )

    def validate_domain(self, field: StringField) -> None:
        """In the form in which domains are compared."""
        field.data = field.data.lower().lstrip("@")
        if not DOMAIN.fullmatch(field.data):
            raise ValidationError(_("Write the domain in the form municipality.fi."))
