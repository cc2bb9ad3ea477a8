"""Licences and invoices at the association's desk."""

from datetime import date
from uuid import UUID

from flask import abort, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.ledger.queries import invoice_money
from app.ledger.words import CHANNELS, REMINDERS
from app.payments.pages import as_attachment
from app.payments.queries import invoice_page, licence_events
from app.payments.words import INVOICE_STATES, LICENCE_STATES, WHY_A_STATE_CHANGED
from app.staff import actions, queries
from app.staff.accounting import accounting_csv
from app.staff.delivery_routes import WORDS
from app.staff.forms import CreditForm, MoveForm
from app.staff.routes import room
from app.staff.words import REFUSALS
from app.web.access import confirmed, staff_only
from app.web.forms import in_words, tidy
from app.web.languages import page
from billing.deliveries import deliveries_of, failed_count
from billing.licence_rules import grace_last_day
from tenants import clock
from tenants.errors import Refused
from tenants.registry import names_by_tenant


@page(room, "/liitto/lisenssit", "/forbundet/licenser")
@staff_only
def licences() -> ResponseReturnValue:
    """Every licence, and whether it has been invoiced."""
    return render_template(
        "staff/licences.html", rows=queries.licences(g.session), states=LICENCE_STATES, grace_ends_on=_grace_ends_on
    )


@page(room, "/liitto/lisenssit/<uuid:licence_id>", "/forbundet/licenser/<uuid:licence_id>")
@staff_only
def licence(licence_id: UUID) -> ResponseReturnValue:
    """One licence, and a form to change its state with a reason."""
    row = queries.licence(g.session, licence_id) or abort(404)
    return _licence(row, MoveForm(), None)


@page(room, "/liitto/lisenssit/<uuid:licence_id>", "/forbundet/licenser/<uuid:licence_id>", methods=("POST",))
@staff_only
@confirmed
def move_licence(licence_id: UUID) -> ResponseReturnValue:
    """Close writing under a licence, or end it."""
    row, form, refusal = queries.licence(g.session, licence_id) or abort(404), MoveForm(), None
    if form.validate_on_submit():
        move = actions.MOVES.get(request.form.get("move")) or abort(400)
        try:
            move(g.session, current_user.id, row.Licence, form.reason.data)
        except Refused as refused:
            refusal = in_words(refused, REFUSALS)
        else:
            return redirect(url_for("staff.licence", licence_id=licence_id))
    return _licence(row, form, refusal), 409 if refusal else 422


@page(
    room,
    "/liitto/lisenssit/<uuid:licence_id>/lasku",
    "/forbundet/licenser/<uuid:licence_id>/faktura",
    methods=("POST",),
)
@staff_only
def issue(licence_id: UUID) -> ResponseReturnValue:
    """Issue a licence's invoice."""
    row = queries.licence(g.session, licence_id) or abort(404)
    try:
        operator = current_app.config["SETTINGS"].operator
        invoice = actions.issue_invoice(g.session, current_user.id, row.Licence, operator)
    except Refused as refused:
        return _licence(row, MoveForm(formdata=None), in_words(refused, REFUSALS)), 409
    flash(_("Invoice %(number)s is issued.", number=invoice.number), "success")
    return redirect(url_for("staff.invoice", invoice_number=invoice.number))


@page(room, "/liitto/laskut", "/forbundet/fakturor")
@staff_only
def invoices() -> ResponseReturnValue:
    """Invoices, searched by number, reference or municipality."""
    words = tidy(request.args.get("q", ""))[:100]
    return render_template(
        "staff/invoices.html",
        words=words,
        balances=queries.found_invoices(g.session, words),
        failed=failed_count(g.session),
        names=names_by_tenant(g.session, g.language),
        states=INVOICE_STATES,
        today=clock.today(),
    )


@page(room, "/liitto/laskut.csv", "/forbundet/fakturor.csv")
@staff_only
def accounting() -> ResponseReturnValue:
    """Every issued document by rate of tax, for the books."""
    documents, names = queries.all_documents(g.session), names_by_tenant(g.session, g.language)
    answer = make_response(accounting_csv(documents, names, g.language))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = 'attachment; filename="invoices.csv"'
    return answer


@page(room, "/liitto/laskut/<invoice_number>", "/forbundet/fakturor/<invoice_number>")
@staff_only
def invoice(invoice_number: str) -> ResponseReturnValue:
    """One invoice, and a form to credit it."""
    row = invoice_page(g.session, invoice_number) or abort(404)
    return render_template("staff/invoice.html", row=row, form=CreditForm(), **_of_invoice(row))


@page(room, "/liitto/laskut/<invoice_number>", "/forbundet/fakturor/<invoice_number>", methods=("POST",))
@staff_only
@confirmed
def credit(invoice_number: str) -> ResponseReturnValue:
    """Credit what was not used of an invoice."""
    row, form = invoice_page(g.session, invoice_number) or abort(404), CreditForm()
    if form.validate_on_submit():
        try:
            actions.credit_invoice(g.session, current_user.id, row.balance.invoice, form.last_day)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "ends_on")
        else:
            flash(_("The credit note is issued."), "success")
            return redirect(url_for("staff.invoice", invoice_number=invoice_number))
    return render_template("staff/invoice.html", row=row, form=form, **_of_invoice(row)), 422


@page(room, "/liitto/laskut/<invoice_number>.<format>", "/forbundet/fakturor/<invoice_number>.<format>")
@staff_only
def invoice_file(invoice_number: str, format: str) -> ResponseReturnValue:
    """A file of an issued document."""
    return as_attachment(g.session, invoice_number, format) or abort(404)


def _grace_ends_on(row) -> date | None:
    """For a licence in its grace: after this day a staff member may close writing."""
    return grace_last_day(row.unpaid_since) if row.Licence.state == "grace" and row.unpaid_since else None


def _of_invoice(row) -> dict[str, object]:
    names = names_by_tenant(g.session, g.language)
    invoice, today = row.balance.invoice, clock.today()
    delivered = deliveries_of(g.session, [each.id for each in row.documents])
    return {
        "name": names[invoice.tenant_id],
        "states": INVOICE_STATES,
        "today": today,
        "deliveries": {"rows": [(each, delivered.get(each.id)) for each in row.documents], **WORDS},
        "money": invoice_money(g.session, invoice, today),
        "channels": CHANNELS,
        "reminders": REMINDERS,
    }


def _licence(row, form: MoveForm, refusal: str | None) -> str:
    return render_template(
        "staff/licence.html",
        row=row,
        form=form,
        refusal=refusal,
        events=licence_events(g.session, row.Licence),
        states=LICENCE_STATES,
        reasons=WHY_A_STATE_CHANGED,
        grace_ends_on=_grace_ends_on(row),
    )
