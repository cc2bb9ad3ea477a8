"""What is wrong with an order, or worth a second look, on screen."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "already_customer": _(
        "This municipality is a customer already. Ask its coordinator for an invitation, or write to the association."
    ),
    "no_price_list": _("No price list is in force. Write to the association."),
    "no_population": _("The price of this municipality is not available. Write to the association."),
    "missing": _("Fill in this field: the invoice needs it."),
    "too_long": _("This is too long for an invoice: at most %(longest)s characters on %(lines)s lines."),
    "characters_not_held": _("An invoice cannot carry these characters: %(characters)s"),
    "business_id_form": _("Write the business ID in the form 1234567-8."),
    "business_id_check_digit": _("This business ID does not exist: its last digit does not fit. Check the digits."),
    "e_invoice_address_form": _("This is no e-invoice address. It often begins with 0037 and the business ID."),
    "ovt_form": _("After 0037 come the eight digits of the business ID and at most five more characters."),
    "ovt_check_digit": _("The business ID inside this e-invoice address does not exist. Check the digits."),
    "iban_wrong": _("This account number does not exist. Check the digits."),
    "operator_form": _(
        "An operator's identifier has 2–35 characters: A–Z and 0–9. Your e-invoice address page shows it."
    ),
    "operator_check_digit": _("The business ID inside this operator's identifier does not exist. Check the digits."),
    "order_closed": _("This order was declined, or its link is older than seven days. Order again."),
    "already_decided": _("This order has been decided already."),
}
WARNINGS = {
    "e_invoice_address_of_another": _("The e-invoice address belongs to another business ID than the buyer's."),
    "e_invoice_address_not_checkable": _(
        "The e-invoice address is in a form of the operator's own, so it is unchecked."
    ),
    "operator_unknown": _("The operator is not on our list."),
}
