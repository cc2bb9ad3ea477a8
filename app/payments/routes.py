"""The licence as its municipality sees it. Every page works behind the municipality's own wall."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.payments import actions, queries
from app.payments.forms import BillingForm
from app.payments.pages import as_attachment
from app.payments.words import INVOICE_STATES, LICENCE_STATES, WHAT_A_STATE_MEANS
from app.web.access import needs
from app.web.languages import page
from billing.billing_details import details_of
from tenants import clock

room = Blueprint("payments", __name__)


@page(room, "/<municipality>/lisenssi", "/<municipality>/licens")
@needs("licence.read")
def licence() -> ResponseReturnValue:
    """The licence, what is included, and the invoices."""
    return render_template(
        "payments/licence.html",
        licence=queries.present_licence(g.session),
        coming=queries.coming_licence(g.session),
        details=details_of(g.session, g.tenant.id),
        invoices=queries.invoice_pages(g.session, g.tenant.id),
        states=LICENCE_STATES,
        meanings=WHAT_A_STATE_MEANS,
        invoice_states=INVOICE_STATES,
        today=clock.today(),
    )


@page(
    room,
    "/<municipality>/lisenssi/laskut/<invoice_number>.<format>",
    "/<municipality>/licens/fakturor/<invoice_number>.<format>",
)
@needs("licence.read")
def invoice_file(invoice_number: str, format: str) -> ResponseReturnValue:
    """A file of one of the municipality's own documents; another one's number leads nowhere."""
    return as_attachment(g.session, invoice_number, format) or abort(404)


@page(room, "/<municipality>/lisenssi/laskutustiedot", "/<municipality>/licens/fakturering", methods=("GET", "POST"))
@needs("billing.change")
def billing() -> ResponseReturnValue:
    """Change who pays and what the invoice must carry."""
    form = BillingForm(data=details_of(g.session, g.tenant.id))
    if form.validate_on_submit():
        actions.change_billing_details(g.session, current_user.id, form.details)
        flash(_("The invoicing details are changed. The next invoice is written by them."), "success")
        return redirect(url_for("payments.licence"))
    return render_template("payments/billing.html", form=form), 422 if form.is_submitted() else 200
