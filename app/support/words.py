"""What pages are called in the diary of looks."""

from flask_babel import lazy_gettext as _

PAGES = {
    "front.tasks": _("Front page"),
    "reports.index": _("Welfare reports"),
    "reports.show": _("Contents of a report"),
    "sections.show": _("A section of a report"),
    "publishing.preview": _("Preview"),
    "accounts.members": _("People"),
    "payments.licence": _("Licence"),
    "subscribing.agreement": _("Contract"),
}
"""By endpoint; a page without a name here is known by its address."""

REFUSALS = {
    "sign_up_closed": _("Signing up for this training has ended."),
    "signed_up_already": _("You have signed up already."),
    "not_signed_up": _("You are not signed up."),
    "fewer_than_taken": _("There are %(taken)s people with a place already: give at least as many places."),
    "not_allowed": _("The municipality no longer lets the association look without asking."),
    "help_changed": _("A colleague has stored this page meanwhile. Open it in another window and join the texts."),
}

KIND_WORDS = {
    "question": _("question"),
    "fault": _("fault"),
    "wish": _("wish"),
    "invoice": _("invoice"),
    "consulting": _("consulting"),
}
URGENCY_WORDS = {"urgent": _("urgent"), "normal": _("normal"), "can_wait": _("can wait")}
CASE_STATES = {
    "new": _("new"),
    "answering": _("being answered"),
    "waiting": _("waiting for the customer"),
    "closed": _("closed"),
}
WHERE = {"remote": _("Remotely"), "here": _("In our municipality")}
