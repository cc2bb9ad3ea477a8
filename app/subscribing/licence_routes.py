"""What a customer's coordinator does about the licence: orders what follows a trial, gives notice, withdraws it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.payments.queries import present_licence
from app.subscribing import contracts, licence_actions, queries
from app.subscribing.forms import LicenceOrderForm, NoticeForm
from app.subscribing.routes import room
from app.subscribing.rules import ORDERABLE_AFTER, RENEWS_ITSELF
from app.subscribing.words import REFUSALS
from app.web import languages
from app.web.access import needs
from app.web.languages import page
from billing.billing_details import details_of
from tenants import clock
from tenants.errors import Refused


@page(room, "/<municipality>/lisenssi/tilaus", "/<municipality>/licens/bestallning", methods=("GET", "POST"))
@needs("licence.change")
def order_licence() -> ResponseReturnValue:
    """Order the rest of the year, at the price that is shown."""
    form, refusal = LicenceOrderForm(), None
    if form.validate_on_submit():
        orderer = {"name": current_user.name, "position": form.position.data, "email": current_user.email}
        try:
            licence_actions.order_licence(g.session, current_user.id, _code(), orderer, languages.current())
        except Refused as refused:
            refusal = REFUSALS[refused.reason]
        else:
            flash(_("The order is taken. The licence begins in a moment, and you get a letter."), "success")
            return redirect(url_for("payments.licence"))
    return _order(form, refusal), 409 if refusal else 422 if form.is_submitted() else 200


@page(room, "/<municipality>/lisenssi/irtisanominen", "/<municipality>/licens/uppsagning", methods=("GET", "POST"))
@needs("licence.change")
def notice() -> ResponseReturnValue:
    """Give notice: the licence ends on its last day."""
    form, refusal = NoticeForm(), None
    if form.validate_on_submit() and form.names_it(g.tenant.names):
        try:
            licence_actions.give_notice(g.session, current_user.id)
        except Refused as refused:
            refusal = REFUSALS[refused.reason]
        else:
            flash(_("Notice is given. The coordinators get a letter that confirms it."), "success")
            return redirect(url_for("payments.licence"))
    return _notice(form, refusal), 409 if refusal else 422 if form.is_submitted() else 200


@page(
    room,
    "/<municipality>/lisenssi/irtisanominen/peru",
    "/<municipality>/licens/uppsagning/aterta",
    methods=("POST",),
)
@needs("licence.change")
def withdraw_notice() -> ResponseReturnValue:
    """Take the notice back."""
    try:
        licence_actions.withdraw_notice(g.session, current_user.id)
    except Refused as refused:
        return _notice(NoticeForm(formdata=None), REFUSALS[refused.reason]), 409
    flash(_("The notice is withdrawn. The coordinators get a letter that confirms it."), "success")
    return redirect(url_for("payments.licence"))


def _code() -> str:
    return g.tenant.municipality_code


def _order(form: LicenceOrderForm, refusal: object) -> str:
    last = present_licence(g.session)
    return render_template(
        "subscribing/order_licence.html",
        form=form,
        refusal=refusal,
        is_orderable=last.state in ORDERABLE_AFTER and not queries.is_ordered(g.session, last),
        rest=queries.rest_of_year(g.session, _code(), clock.today()),
        details=details_of(g.session, g.tenant.id),
        terms=contracts.contract_text(contracts.CURRENT, languages.current()),
        contract_version=contracts.CURRENT,
    )


def _notice(form: NoticeForm, refusal: object) -> str:
    licence = present_licence(g.session)
    return render_template(
        "subscribing/notice.html",
        form=form,
        refusal=refusal,
        licence=licence,
        renews_itself=licence.state in RENEWS_ITSELF,
    )
