"""What a municipality types about its invoices, when it orders and later."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, RadioField, StringField
from wtforms.validators import Optional, Regexp

from app.payments.words import DETAILS_WARNINGS, WRONG_DETAILS
from app.web.forms import FORM_OF_AN_EMAIL, Form, at_most, required, tidy
from billing.billing_details import OF_THE_PAYER
from billing.checked_details import NUMBERS, checked_details

LONGEST = 300
"""Beyond what any field may hold; the exact limits are the rules'."""


def _text(label: object, message: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(message), at_most(LONGEST)])


def _if_any(label: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[Optional(), at_most(LONGEST)])


class BillingForm(Form):
    """Who pays and what the invoice must carry; the rules of invoices check each field."""

    name = _text(_("Buyer's name on the invoice"), _("Give the buyer's name."))
    business_id = _text(_("Business ID"), _("Give the business ID."))
    street = _text(_("Postal address"), _("Give the postal address."))
    postal_code = StringField(
        _("Postal code"),
        filters=[tidy],
        validators=[
            required(_("Give the postal code.")),
            Regexp(r"[0-9]{5}$", message=_("A postal code has five digits.")),
        ],
    )
    town = _text(_("Post office"), _("Give the post office."))
    e_invoice_address = _text(_("E-invoice address"), _("Give the e-invoice address."))
    operator = _text(_("Operator's identifier"), _("Give the operator's identifier."))
    buyer_reference = _text(_("Your reference"), _("Give your reference, for example a cost centre."))
    order_number = _if_any(_("Order number"))
    contract_number = _if_any(_("Contract number"))
    email = EmailField(
        _("E-mail for matters of invoices"),
        filters=[tidy],
        validators=[required(_("Give an e-mail address for matters of invoices.")), at_most(254), FORM_OF_AN_EMAIL],
    )
    language = RadioField(
        _("Language of the invoice"),
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        validators=[required(_("Choose the language of the invoice."))],
    )
    looked_at = BooleanField(_("The invoicing details are right as they stand"))

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse what no invoice can carry, and ask for a second look at what is unusual."""
        super().validate(extra_validators)
        checked = checked_details({name: self[name].data or "" for name in (*OF_THE_PAYER, *NUMBERS)})
        for field, refused in checked.refusals.items():
            if not self[field].errors:
                self.refuse_as(refused, WRONG_DETAILS, field)
        if checked.warnings and not self.looked_at.data:
            self._warn(checked.warnings)
        self.details = checked.details | {"email": self.email.data, "language": self.language.data}
        """In their stored form, once the form is valid."""
        return not self.errors

    @property
    def has_warnings(self) -> bool:
        """Whether a second look is, or was, asked for."""
        return bool(self.looked_at.data or self.looked_at.errors)

    def _warn(self, warnings: dict[str, tuple[str, ...]]) -> None:
        for field, reasons in warnings.items():
            for reason in reasons:
                self.refuse(field, DETAILS_WARNINGS[reason])
        self.refuse("looked_at", _("Check the invoicing details that are unusual. If they are right, tick this."))
