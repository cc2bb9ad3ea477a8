"""What the states of licences and invoices are called on screen, and what is wrong with invoicing details."""

from flask_babel import lazy_gettext as _

LICENCE_STATES = {
    "draft": _("ordered, not yet begun"),
    "trial": _("trial"),
    "active": _("in force"),
    "grace": _("in force, an invoice is unpaid"),
    "read_only": _("for reading only"),
    "ended": _("ended"),
}
WHAT_A_STATE_MEANS = {
    "draft": _("The licence begins when the order has been handled. Until then everything can be read."),
    "trial": _("Everything can be tried and written. A report is published once the licence is in force."),
    "active": _("Reports can be written and published."),
    "grace": _("Reports can be written and published. Please see to the unpaid invoice."),
    "read_only": _("Everything can be read and exported. Writing opens when the invoice is paid."),
    "ended": _("Everything can be read and exported, and published reports stay public."),
}
WHY_A_STATE_CHANGED = {
    "ordered": _("ordered"),
    "renewed": _("renewed"),
    "followed": _("the next licence began"),
    "trial_over": _("the trial was over"),
    "notice": _("notice had been given"),
    "left": _("the municipality left the service"),
    "merged": _("municipalities merged"),
    "unpaid": _("an invoice was not paid in time"),
    "paid": _("paid"),
    "settled": _("nothing is open any more"),
}
"""The reasons that the service itself gives; staff write theirs."""

INVOICE_STATES = {
    "open": _("open"),
    "overdue": _("overdue"),
    "paid": _("paid"),
    "credited": _("credited"),
    "overpaid": _("paid too much"),
}
NO_CARD_PAGE = {
    "nothing_to_pay": _("There is nothing to pay of the invoice any more."),
    "being_recorded": _("The invoice has been paid by card. The payment is being recorded: look again in a moment."),
    "no_answer": _("Payment by card does not work just now. Pay by the invoice's details, or try again later."),
}
WRONG_DETAILS = {
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
}
DETAILS_WARNINGS = {
    "e_invoice_address_of_another": _("The e-invoice address belongs to another business ID than the buyer's."),
    "e_invoice_address_not_checkable": _(
        "The e-invoice address is in a form of the operator's own, so it is unchecked."
    ),
    "operator_unknown": _("The operator is not on our list."),
}
