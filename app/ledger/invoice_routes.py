"""Disputes: while the payer disputes an invoice, no reminder of it goes."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.ledger import actions
from app.ledger.forms import DisputeForm
from app.ledger.routes import room
from app.ledger.words import REFUSALS
from app.web.access import staff_only
from app.web.languages import page
from billing.payments import payable_invoice
from billing.reminders import disputes_of
from tenants import people
from tenants.errors import Refused


@page(
    room,
    "/liitto/laskut/<invoice_number>/riitautus",
    "/forbundet/fakturor/<invoice_number>/bestridande",
    methods=("GET", "POST"),
)
@staff_only
def dispute(invoice_number: str) -> ResponseReturnValue:
    """Mark an invoice as disputed, or as no longer disputed, with a note."""
    invoice, form = payable_invoice(g.session, invoice_number) or abort(404), DisputeForm()
    if form.validate_on_submit():
        change = actions.DISPUTES.get(request.form.get("deed")) or abort(400)
        try:
            change(g.session, current_user.id, invoice, form.note.data)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "note")
        else:
            flash(_("The dispute is recorded."), "success")
            return redirect(url_for("ledger.dispute", invoice_number=invoice_number))
    return _dispute(invoice, form), 422 if form.is_submitted() else 200


def _dispute(invoice, form: DisputeForm) -> str:
    said = disputes_of(g.session, invoice)
    names = people.names_of(g.session, {each.person_id for each in said})
    return render_template("ledger/dispute.html", form=form, invoice=invoice, said=said, names=names)
