"""What a municipality types about its invoices."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from app.payments.words import WRONG_DETAILS
from app.web.forms import Form, tidy
from billing.checked_details import checked_details


def _text(label: object) -> StringField:
    return StringField(label, filters=[tidy])


class BillingForm(Form):
    """Who pays and what the invoice must carry; the rules of invoices check each field."""

    name = _text(_("Buyer's name on the invoice"))
    business_id = _text(_("Business ID"))
    street = _text(_("Postal address"))
    postal_code = _text(_("Postal code"))
    town = _text(_("Post office"))
    e_invoice_address = _text(_("E-invoice address"))
    operator = _text(_("Operator's identifier"))
    buyer_reference = _text(_("Your reference"))
    order_number = _text(_("Order number"))
    contract_number = _text(_("Contract number"))
    language = RadioField(
        _("Language of the invoice"),
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        validators=[InputRequired(_("Choose the language of the invoice."))],
    )

    def checked(self) -> dict[str, str] | None:
        """The details in their stored form, or None with each refusal at its field."""
        checked = checked_details({field.name: field.data or "" for field in self})
        for field, refused in checked.refusals.items():
            self.refuse_as(refused, WRONG_DETAILS, field)
        return None if self.errors else checked.details | {"language": self.language.data}
