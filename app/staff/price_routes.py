"""Price lists: those in force, and those that wait for a second staff member."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.staff import actions
from app.staff.forms import PriceListForm
from app.staff.routes import room
from app.staff.words import REFUSALS
from app.web.access import confirmed, staff_only
from app.web.decisions import is_approved
from app.web.languages import page
from billing.price_lists import KIND, proposed_price_list, stored_price_lists
from tenants import people, proposals
from tenants.errors import Refused


@page(room, "/liitto/hinnastot", "/forbundet/prislistor", methods=("GET", "POST"))
@staff_only
@confirmed
def prices() -> ResponseReturnValue:
    """Every list, and a form to propose another."""
    form = PriceListForm()
    if form.validate_on_submit():
        try:
            actions.propose_prices(g.session, current_user.id, form.price_list())
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "valid_from" if refused.reason == "price_list_exists" else "classes")
        else:
            flash(_("The price list waits for a colleague."), "success")
            return redirect(url_for("staff.prices"))
    return _prices(form), 422 if form.is_submitted() else 200


@page(room, "/liitto/hinnastot/<uuid:proposal_id>", "/forbundet/prislistor/<uuid:proposal_id>", methods=("POST",))
@staff_only
@confirmed
def decide_prices(proposal_id: UUID) -> ResponseReturnValue:
    """Approve or decline somebody else's proposal."""
    proposal = proposals.find(g.session, KIND, proposal_id) or abort(404)
    approve = is_approved()
    try:
        actions.decide_prices(g.session, current_user.id, proposal, approve=approve)
    except Refused as refused:
        return _prices(PriceListForm(formdata=None), REFUSALS[refused.reason]), 409
    flash(_("The price list is approved.") if approve else _("The price list is declined."), "success")
    return redirect(url_for("staff.prices"))


def _prices(form: PriceListForm, refusal: object = None) -> str:
    waiting = proposals.waiting(g.session, KIND)
    return render_template(
        "staff/prices.html",
        form=form,
        refusal=refusal,
        lists=stored_price_lists(g.session),
        waiting=[(each, proposed_price_list(each)) for each in waiting],
        names=people.names_of(g.session, {each.proposed_by for each in waiting}),
    )
