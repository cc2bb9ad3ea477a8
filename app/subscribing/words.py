"""Why an order is not taken, on screen."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "already_customer": _(
        "This municipality is a customer already. Ask its coordinator for an invitation, or write to the association."
    ),
    "no_price_list": _("No price list is in force. Write to the association."),
    "no_population": _("The price of this municipality is not available. Write to the association."),
    "order_closed": _("This order was declined, or its link is older than seven days. Order again."),
    "already_decided": _("This order has been decided already."),
}
