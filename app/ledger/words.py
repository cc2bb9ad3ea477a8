"""What the states, troubles and refusals around money are called on screen."""

from flask_babel import lazy_gettext as _

from app.web import decisions

CHANNELS = {"bank": _("by bank"), "stripe": _("by card")}
WHY = {
    "went_back": _("went back from our account"),
    "no_reference": _("no reference number"),
    "unknown_reference": _("unknown reference number"),
    "not_payable": _("the reference number of a credit note or a test"),
    "paid_before": _("the invoice was paid already"),
    "too_much": _("more than the invoice"),
    "not_counted": _("counted for no invoice"),
}
REMINDERS = {
    "friendly_note": _("friendly note"),
    "reminder": _("reminder"),
    "owner_notice": _("notice to the holder of the licence"),
}
REFUND_STATES = {
    "waiting": _("being carried to Stripe"),
    "done": _("Stripe has taken it on"),
    "refused": _("Stripe refused it"),
}
TROUBLES = {
    "wrong_livemode": _("a payment of the other mode, test or live: nothing was stored"),
    "wrong_currency": _("a payment in another currency than the euro: nothing was stored"),
    "unknown_invoice": _("names no invoice of ours: the payment waits in the queue"),
    "wrong_amount": _("a sum that nobody was asked for: the payment waits in the queue"),
    "disputed": _("the payer disputes the payment at the card company: answer on Stripe's pages"),
    "refund_failed": _(
        "the card's bank sent a refund back: the money is with Stripe again though the ledger says that the payer has"
        " it; agree with the payer on another way"
    ),
    "refund_refused": _("Stripe refused to give it back: look at the payment on Stripe's pages"),
}
DIFFERENCES = {
    "not_in_ledger": _("Stripe has a payment that our ledger has not"),
    "not_at_stripe": _("our ledger has a payment that Stripe has not"),
    "other_sum": _("the sums differ"),
    "not_in_bank": _("Stripe has paid out a sum that the bank has not told of"),
    "divided_twice": _("more is counted of a payment than came"),
    "paid_twice": _("more is counted for an invoice than its sum"),
}
REFUSALS = {
    "statement_too_large": _("The file is too large. Ask the bank for a shorter period: at most 10 MB is read."),
    "not_xml": _("This is no XML file. Choose the file as the bank gave it."),
    "not_a_statement": _("This is no account statement (camt.053) or notification of payments (camt.054)."),
    "statement_version": _("The bank wrote version %(version)s of the message. Ask it for version 02 or 08."),
    "statement_account": _("The file is of account %(account)s, which is not the one on our invoices."),
    "statement_currency": _("The file has a payment that is not in euros: %(currency)s."),
    "statement_incomplete": _("The bank's file lacks %(element)s at line %(line)s. Nothing was stored."),
    "no_such_invoice": _("No invoice has this number or reference number."),
    "not_payable": _("This is a credit note or a test: nothing is paid by it."),
    "more_than_left": _("Only %(rest_cents)s is left of the payment."),
    "more_than_open": _("Only %(open_cents)s is still to be paid of the invoice."),
    "more_than_paid": _("Only %(paid_cents)s has been paid of the invoice."),
    "nothing_counted": _("Nothing of this payment is counted for that invoice any more."),
    "returned_too_early": _("The payment came on %(received_on)s: it cannot have been paid back before that."),
    "nothing_to_offset": _("Nothing is left of one of the two payments."),
    "refund_waiting": _("A refund of this payment is on its way to Stripe. Wait until it is done."),
    "more_than_came": _("Only %(left_cents)s of the payment has not been given back."),
    "already_disputed": _("The invoice is marked as disputed already."),
    "not_disputed": _("The invoice is not marked as disputed any more."),
    "rate_not_half": _("The reference rate is a half or a whole number of per cent, 0–30."),
    **decisions.REFUSALS,
}
AT_THE_INVOICE = {"no_such_invoice", "not_payable"}
"""Refusals that are about the invoice and not about the sum."""
