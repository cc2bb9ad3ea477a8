"""The names of letters, and our own reasons why one did not go, on screen."""

from flask_babel import lazy_gettext as _

from app.messages.rules import BAD_ADDRESS, INTERRUPTED, NOT_WRITTEN

KINDS = {
    "account_let_in": _("Notice of an account approved by the association"),
    "account_request_arrived": _("Notice of an account request"),
    "account_request_confirmation": _("Confirmation of an account request"),
    "account_request_declined": _("Account request declined"),
    "account_request_more": _("Question about an account request"),
    "account_request_offer": _("How to order a trial"),
    "account_request_reminder": _("Reminder of an account request"),
    "billing_changed": _("Invoicing details changed"),
    "check": _("Trial letter"),
    "credit_note": _("Credit note"),
    "deletion_asked": _("Deletion asked for"),
    "deletion_done": _("Deletion done"),
    "deletion_reminder": _("Reminder of a deletion"),
    "deletion_stopped": _("Deletion stopped"),
    "export_failed": _("Export not made"),
    "export_ready": _("Export ready"),
    "email_change": _("Confirmation of a new e-mail"),
    "email_changed": _("Notice of a changed e-mail"),
    "email_in_use": _("Notice of an e-mail already in use"),
    "emergency_look": _("Emergency look"),
    "invitation": _("Invitation"),
    "invoice": _("Invoice"),
    "invoice_friendly_note": _("Note about an unpaid invoice"),
    "invoice_long_unpaid": _("Notice to our desk about an unpaid invoice"),
    "invoice_owner_notice": _("Notice to coordinators about an unpaid invoice"),
    "invoice_reminder": _("Reminder of an unpaid invoice"),
    "licence_begun": _("Licence in force"),
    "licence_lapsed": _("Unpaid invoice"),
    "members_check": _("Yearly question who is still there"),
    "no_account": _("Answer that there is no account"),
    "notice_given": _("Notice of a licence"),
    "notice_withdrawn": _("Notice withdrawn"),
    "order_confirmation": _("Confirmation of an order"),
    "order_declined": _("Order declined"),
    "password_changed": _("Password changed"),
    "password_reset": _("New password asked for"),
    "sign_in_changed": _("Signing in changed"),
    "section_assigned": _("Responsibility for a section of a report"),
    "sections_assigned": _("Responsibility for several sections of a report"),
    "support_answer": _("Answer to a question"),
    "support_confirmation": _("Confirmation of a question"),
    "support_question": _("A question at the desk"),
    "training_cancelled": _("Training cancelled"),
    "training_place": _("A place in a training"),
    "training_tomorrow": _("Training tomorrow"),
    "training_waiting": _("On the waiting list of a training"),
    "trial_ending": _("Trial about to end"),
    "two_step_reset": _("Two-step sign-in may be set up anew"),
}
"""A test keeps every kind of letter here."""

REASONS = {
    INTERRUPTED: _("The sending was interrupted again and again."),
    NOT_WRITTEN: _("The letter could not be written. The log tells more."),
    BAD_ADDRESS: _("Letters cannot be sent to an address like this."),
}
