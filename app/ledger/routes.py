"""Money that came: bank files, the queue of payments, and what a person decides about one of them."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.ledger import actions, queries
from app.ledger.forms import MOST_SUGGESTED, BankFileForm, CountForm, GiveBackForm
from app.ledger.queries import PaymentPage
from app.ledger.words import CHANNELS, REFUND_STATES, REFUSALS, WHY
from app.payments.words import INVOICE_STATES
from app.web.access import confirmed, staff_only
from app.web.forms import in_words, tidy
from app.web.languages import page
from app.web.security import body_up_to
from billing.bank_files import TakenIn, bank_files
from billing.bank_statements import LARGEST_BYTES
from tenants import clock, people
from tenants.errors import Refused
from tenants.registry import names_by_tenant

room = Blueprint("ledger", __name__)


@page(room, "/liitto/maksut", "/forbundet/betalningar")
@staff_only
def queue() -> ResponseReturnValue:
    """Payments that are not wholly counted, and invoices paid in part or too much."""
    return render_template(
        "ledger/queue.html",
        queue=queries.queue(g.session),
        names=names_by_tenant(g.session, g.language),
        channels=CHANNELS,
        why=WHY,
        states=INVOICE_STATES,
        today=clock.today(),
    )


@page(room, "/liitto/maksut/tiliotteet", "/forbundet/betalningar/kontoutdrag", methods=("GET", "POST"))
@staff_only
@body_up_to(LARGEST_BYTES + 1024 * 1024)
def files() -> ResponseReturnValue:
    """Take in a file from the bank; those taken in before are listed."""
    form = BankFileForm()
    if form.validate_on_submit():
        name, content = tidy(form.file.data.filename)[:200], form.file.data.read()
        try:
            iban = current_app.config["SETTINGS"].operator.iban
            _tell(actions.take_in_file(g.session, current_user.id, name, content, iban))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "file")
        else:
            return redirect(url_for("ledger.files"))
    return _files(form), 422 if form.is_submitted() else 200


@page(room, "/liitto/maksut/<uuid:payment_id>", "/forbundet/betalningar/<uuid:payment_id>", methods=("GET", "POST"))
@staff_only
def payment(payment_id: UUID) -> ResponseReturnValue:
    """One payment; a sum of it is counted for an invoice."""
    row, names = queries.payment_page(g.session, payment_id) or abort(404), names_by_tenant(g.session, g.language)
    form = CountForm(row, names)
    if form.validate_on_submit():
        try:
            invoice = actions.count_payment(g.session, current_user.id, row.payment, form.invoice, form.cents)
        except Refused as refused:
            form.refuse_as_said(refused)
        else:
            flash(_counted(row, invoice.number), "success")
            return redirect(url_for("ledger.payment", payment_id=payment_id))
    return _payment(row, form, names), 422 if form.is_submitted() else 200


@page(
    room,
    "/liitto/maksut/<uuid:payment_id>/laskut/<invoice_number>/irti",
    "/forbundet/betalningar/<uuid:payment_id>/fakturor/<invoice_number>/bort",
    methods=("POST",),
)
@staff_only
def take_off(payment_id: UUID, invoice_number: str) -> ResponseReturnValue:
    """Count nothing of a payment for an invoice any more."""
    row = queries.payment_page(g.session, payment_id) or abort(404)
    try:
        actions.take_off(g.session, current_user.id, row.payment, invoice_number)
    except Refused as refused:
        return _refused(row, refused)
    flash(_("Nothing of the payment is counted for invoice %(number)s.", number=invoice_number), "success")
    return redirect(url_for("ledger.payment", payment_id=payment_id))


@page(
    room,
    "/liitto/maksut/<uuid:payment_id>/palautus",
    "/forbundet/betalningar/<uuid:payment_id>/aterbetalning",
    methods=("GET", "POST"),
)
@staff_only
@confirmed
def give_back(payment_id: UUID) -> ResponseReturnValue:
    """By card Stripe is asked to; by bank a person has paid it back and records it."""
    row = queries.payment_page(g.session, payment_id) or abort(404)
    form = GiveBackForm(row)
    if form.validate_on_submit():
        try:
            _give_back(row, form)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "paid_on" if refused.reason == "returned_too_early" else "sum")
        else:
            return redirect(url_for("ledger.payment", payment_id=payment_id))
    return render_template("ledger/give_back.html", row=row, form=form), 422 if form.is_submitted() else 200


@page(
    room,
    "/liitto/maksut/<uuid:payment_id>/vastaa/<uuid:came_id>",
    "/forbundet/betalningar/<uuid:payment_id>/motsvarar/<uuid:came_id>",
    methods=("POST",),
)
@staff_only
def offset(payment_id: UUID, came_id: UUID) -> ResponseReturnValue:
    """Say that money which went back is a payment that had come before."""
    row, came = (queries.payment_page(g.session, each) or abort(404) for each in (payment_id, came_id))
    try:
        actions.offset(g.session, current_user.id, row.payment, came.payment)
    except Refused as refused:
        return _refused(row, refused)
    flash(_("The two payments are set against each other."), "success")
    return redirect(url_for("ledger.payment", payment_id=payment_id))


def _refused(row: PaymentPage, refused: Refused) -> ResponseReturnValue:
    """What was pressed on the payment's page cannot be done."""
    names = names_by_tenant(g.session, g.language)
    return _payment(row, CountForm(row, names, formdata=None), names, in_words(refused, REFUSALS)), 409


def _give_back(row: PaymentPage, form: GiveBackForm) -> None:
    if row.payment.channel == "stripe":
        actions.ask_refund(g.session, current_user.id, row.payment, form.cents)
        flash(_("Stripe is asked to give the money back. Here you see when it is done."), "success")
    else:
        actions.record_return(g.session, current_user.id, row.payment, form.cents, form.day)
        flash(_("The repayment is recorded."), "success")


def _counted(row: PaymentPage, number: str) -> str:
    if row.rest_cents < 0:
        return _("The sum is taken off invoice %(number)s.", number=number)
    return _("The sum is counted for invoice %(number)s.", number=number)


def _files(form: BankFileForm) -> str:
    rows = bank_files(g.session)
    names = people.names_of(g.session, {file.person_id for file, stored in rows})
    return render_template("ledger/files.html", form=form, rows=rows, names=names)


def _payment(row: PaymentPage, form: CountForm, names: dict, refusal: str | None = None) -> str:
    return render_template(
        "ledger/payment.html",
        row=row,
        form=form,
        names=names,
        refusal=refusal,
        most=MOST_SUGGESTED,
        channels=CHANNELS,
        why=WHY,
        refund_states=REFUND_STATES,
    )


def _tell(taken: TakenIn) -> None:
    """What came of a file, in plain words."""
    if taken.is_known_file:
        flash(_("This very file has been taken in before. Nothing was changed."))
        return
    flash(_("Payments stored: %(count)s.", count=taken.stored), "success")
    if taken.waiting:
        flash(_("Payments that wait in the queue for a person: %(count)s.", count=taken.waiting))
    if taken.known:
        flash(_("Payments that another file had told of before: %(count)s.", count=taken.known))
    if taken.batches:
        flash(_("The file tells only the sum of %(count)s batches: nothing was stored of them. Ask the bank for a"
                " notification (camt.054) that tells their parts.", count=len(taken.batches)))  # fmt: skip
