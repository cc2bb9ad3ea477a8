"""Why an order is not taken, on screen."""

from flask_babel import lazy_gettext as _

REFUSALS = {
    "already_customer": _(
        "This municipality is a customer already. Ask its coordinator for an invitation, or write to the association."
    ),
    "has_left": _("This municipality has left the service. If it wants to come back, write to the association."),
    "no_price_list": _("No price list is in force. Write to the association."),
    "no_population": _("The price of this municipality is not available. Write to the association."),
    "licence_in_force": _("The municipality has a licence in force, so none can be ordered."),
    "already_ordered": _("The licence is on order already."),
    "no_billing_details": _("Give the invoicing details first: the invoice is written by them."),
    "no_licence_to_end": _("There is no licence that would go on by itself, so no notice is needed."),
    "notice_given": _("Notice has been given already."),
    "already_renewed": _("The next year's licence has been approved already. Write to the association."),
    "no_notice": _("There is no notice to withdraw."),
    "order_closed": _("This order was declined, or its link is older than seven days. Order again."),
    "invitation_closed": _("The orderer has taken up the service already."),
    "already_invited": _("The municipality has invited the orderer already."),
    "already_decided": _("This order has been decided already."),
}
