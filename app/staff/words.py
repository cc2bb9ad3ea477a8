"""What is wrong with a row of a population file or with an act of staff, on screen."""

from flask_babel import lazy_gettext as _

from app.messages.words import REASONS
from app.web import decisions

BAD_ROWS = {
    "not_text": _("The file is not text in UTF-8. Save it as CSV UTF-8."),
    "missing_column": _(
        "A column is missing. The first row must name: code, year, inhabitants, reference_date, source."
    ),
    "empty": _("The file has no rows."),
    "unknown_municipality": _("No municipality has this code."),
    "bad_year": _("The year must have four digits."),
    "bad_inhabitants": _("The number of inhabitants must be a whole number."),
    "bad_date": _("The reference date must be written as 2025-12-31."),
    "missing_source": _("The source is missing."),
    "twice": _("The same municipality and year stand in the file twice."),
}

FOUND = {
    "people": _("People"),
    "municipalities": _("Municipalities"),
    "requests": _("Account requests"),
    "cases": _("Questions"),
    "orders": _("Orders"),
    "licences": _("Licences"),
    "invoices": _("Invoices"),
    "payments": _("Payments"),
    "letters": _("Letters"),
    "proposals": _("Proposals"),
}
HEALTH = {
    "no_coordinator": _("Nobody coordinates the municipality"),
    "single_coordinator": _("Only one person coordinates the municipality"),
    "overdue": _("Invoices that are overdue"),
    "letters": _("Letters that could not be sent"),
    "deliveries": _("Deliveries that failed"),
    "requests": _("Account requests that nobody has answered"),
    "cases": _("Questions that are open"),
}
LANGUAGE_STATUSES = {
    "finnish": _("unilingual, Finnish"),
    "finnish_majority": _("bilingual, majority Finnish"),
    "swedish_majority": _("bilingual, majority Swedish"),
    "swedish": _("unilingual, Swedish"),
}
ROLES = {"coordinator": _("coordinator"), "writer": _("writer"), "reader": _("reader")}

QUEUES = {
    "requests": _("Requests and orders"),
    "support": _("Support and letters"),
    "licences": _("Licences"),
    "money": _("Payments and e-invoices"),
    "colleague": _("A colleague's proposals"),
    "figures": _("Figures"),
}
WAITING = {
    "orders": _("Orders to check"),
    "requests": _("Account requests to answer"),
    "renewals": _("Renewals to approve"),
    "questions": _("Questions to answer"),
    "closable": _("Licences whose writing may be closed"),
    "deletions": _("Deletions to come"),
    "failed_deletions": _("Deletions that have failed"),
    "payments": _("Payments that no invoice has taken"),
    "deliveries": _("Deliveries that failed"),
    "letters": _("Letters that could not be sent"),
    "card_events": _("Card payments in trouble"),
    "price_lists": _("Price lists to decide on"),
    "rates": _("Reference rates to decide on"),
    "proposals": _("Proposals about municipalities"),
    "troubles": _("Indicators in trouble"),
}
RENEWAL_STATES = {
    "proposed": _("proposed"),
    "approved": _("approved, being opened"),
    "no_payer": _("approved, but the invoicing details are missing"),
    "renewed": _("renewed"),
    "notice": _("notice given"),
}
REFUSALS = {
    "emergency_over": _("The proposal is older than a day. Propose the look again if it is still needed."),
    "deletion_asked": _("A deletion has been asked for already."),
    "wrong_delay": _("Give the delay in days, from 30 to 90."),
    "price_line": _("Line %(line)s is not a class. Write for example 2000; 790."),
    "price_list_empty": _("Write at least one class."),
    "price_list_start": _("The first class must begin from 0 inhabitants."),
    "price_class_empty": _("The classes must be in rising order: look at the one that begins from %(population)s."),
    "price_descending": _("A larger municipality cannot pay less: look at the class that begins from %(population)s."),
    "price_not_positive": _("Every fee must be more than 0 euros."),
    "price_list_begun": _("A price list must begin later than today."),
    "price_list_exists": _("Another price list begins on the same day."),
    **decisions.REFUSALS,
    "not_invoiced": _("A trial is free, and a licence is invoiced for a calendar year or a part of one."),
    "already_invoiced": _("The licence has been invoiced already."),
    "no_billing_details": _("The municipality has not given its invoicing details, so no invoice can be issued."),
    "nothing_to_credit": _("Nothing is left to credit after that day."),
    "wrong_licence_state": _("The licence's present state does not allow this."),
    "merger_day": _("The last day must be in the past, and inside the year of both licences."),
    "merger_after_renewal": _(
        "The next year's licence has been opened already. Record the merger when that year has begun, with 31 December"
        " as the last day."
    ),
    "merger_recorded": _("It is recorded already of which municipality this one is part."),
    "merger_into_itself": _("The municipality would be a part of itself."),
    "no_licence_to_merge_into": _("The municipality that it merges into has no paid licence in force."),
    "nothing_unpaid": _("Nothing of this licence is unpaid, so there is no reason to close writing."),
    "grace_not_over": _("The municipality has time to pay until %(last_day)s. Writing can be closed after that."),
}

DELIVERY_STATES = {
    "pending": _("waiting"),
    "in_flight": _("on its way"),
    "done": _("delivered"),
    "failed": _("not delivered"),
}
DELIVERY_CHANNELS = {"folder": _("e-invoice"), "email": _("e-mail")}
DELIVERY_ERRORS = {
    "no_word": _("Nobody has told within days whether it arrived."),
    "not_made": _("The files could not be made or handed over. The log tells more."),
    "no_receiver": _("The municipality has no e-mail address for invoices and no coordinator."),
    "channel_closed": _("This way of delivery is no longer in use."),
    **REASONS,
}
"""Our own reasons; all others are the words of the world outside."""
