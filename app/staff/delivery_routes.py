"""Invoices and credit notes that did not reach their payers, and another try."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.staff import actions
from app.staff.routes import room
from app.staff.words import DELIVERY_CHANNELS, DELIVERY_ERRORS, DELIVERY_STATES
from app.web.access import staff_only
from app.web.languages import page
from billing.deliveries import failed_deliveries
from billing.delivery_rules import MOST_TRIES, next_try_at
from billing.issued_files import document_of
from tenants.registry import names_by_tenant

WORDS = {
    "channels": DELIVERY_CHANNELS,
    "delivery_states": DELIVERY_STATES,
    "errors": DELIVERY_ERRORS,
    "next_try": lambda delivery: next_try_at(delivery.state, delivery.tries, delivery.changed_at),
}
"""What the table of deliveries says."""


@page(room, "/liitto/toimitukset", "/forbundet/leveranser")
@staff_only
def deliveries() -> ResponseReturnValue:
    """Deliveries that failed."""
    rows = [(row.Invoice, row.InvoiceDelivery) for row in failed_deliveries(g.session)]
    names = names_by_tenant(g.session, g.language)
    return render_template("staff/deliveries.html", rows=rows, names=names, most_tries=MOST_TRIES, **WORDS)


@page(room, "/liitto/toimitukset/uudelleen", "/forbundet/leveranser/igen", methods=("POST",))
@staff_only
def deliver_all_again() -> ResponseReturnValue:
    """Try everything that failed once more."""
    if request.form.get("which") != "all":
        abort(400)
    count = actions.deliver_all_again(g.session, current_user.id)
    flash(_("Documents that are being delivered again: %(count)s", count=count), "success")
    return redirect(url_for("staff.deliveries"))


@page(
    room,
    "/liitto/laskut/<invoice_number>/toimita",
    "/forbundet/fakturor/<invoice_number>/leverera",
    methods=("POST",),
)
@staff_only
def deliver_again(invoice_number: str) -> ResponseReturnValue:
    """Try one document once more, as before or by e-mail, from the list or from its invoice's page."""
    deliver = actions.send_by_email if request.form.get("how") == "email" else actions.deliver_again
    if not deliver(g.session, current_user.id, invoice_number):
        abort(404)
    flash(_("Document %(number)s is being delivered again.", number=invoice_number), "success")
    if request.form.get("back") == "list":
        return redirect(url_for("staff.deliveries"))
    document = document_of(g.session, invoice_number)
    return redirect(url_for("staff.invoice", invoice_number=document.credits_number or invoice_number))
