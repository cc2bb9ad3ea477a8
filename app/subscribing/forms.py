"""What is typed to order."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField
from wtforms.validators import Email, Optional, Regexp

from app.subscribing.words import WARNINGS
from app.web.forms import Form, at_most, required, tidy
from billing.billing_details import OF_THE_PAYER
from billing.checked_details import NUMBERS

LONGEST = 300
"""Beyond what any field may hold; the exact limits are the rules'."""


def _text(label: object, message: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(message), at_most(LONGEST)])


def _if_any(label: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[Optional(), at_most(LONGEST)])


class OrderForm(Form):
    """Municipality, orderer, invoicing details, and the contract."""

    municipality = SelectField(_("Municipality"), validators=[required(_("Choose the municipality."))])
    kind = RadioField(
        _("What do you order?"),
        choices=[
            ("trial", _("A trial of 60 days, free of charge, without publishing")),
            ("subscription", _("A subscription until the end of the year")),
        ],
        default="trial",
        validators=[required(_("Choose a trial or a subscription."))],
    )
    orderer_name = _text(_("Your name"), _("Give your name."))
    position = _text(_("Your position"), _("Give your position in the municipality."))
    email = EmailField(
        _("E-mail"),
        filters=[tidy],
        description=_("An address of the municipality's own. The link that confirms the order is sent there."),
        validators=[
            required(_("Give your e-mail address.")),
            at_most(254),
            Email(message=_("Write the e-mail in the form first.last@municipality.fi.")),
        ],
    )
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
    invoice_language = RadioField(
        _("Language of the invoice"),
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        validators=[required(_("Choose the language of the invoice."))],
    )
    accepted = BooleanField(
        _("I have read and accept the contract and the data-processing terms for the municipality"),
        validators=[required(_("Read and accept the contract to order."))],
    )
    looked_at = BooleanField(_("The invoicing details are right as they stand"))

    def typed_details(self) -> dict[str, str]:
        """The invoicing details, to be checked."""
        return {name: self[name].data or "" for name in (*OF_THE_PAYER, *NUMBERS)}

    def orderer(self) -> dict[str, str]:
        """Who orders."""
        return {"name": self.orderer_name.data, "position": self.position.data, "email": self.email.data}

    def warn(self, warnings: dict[str, tuple[str, ...]]) -> None:
        """Ask for a second look at what is unusual."""
        for field, reasons in warnings.items():
            for reason in reasons:
                self.refuse(field, WARNINGS[reason])
        self.refuse("looked_at", _("Check the invoicing details that are unusual. If they are right, tick this."))
