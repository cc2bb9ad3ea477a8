"""Orders at the association's desk: those that a staff member looks at first, and those that nobody has taken up."""

import uuid

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.subscribing import actions, queries
from app.subscribing.routes import room
from app.subscribing.words import REFUSALS
from app.web.access import staff_only
from app.web.decisions import is_approved
from app.web.languages import page
from tenants.errors import Refused


@page(room, "/liitto/tilaukset", "/forbundet/bestallningar")
@staff_only
def orders() -> ResponseReturnValue:
    """The orders that wait for a look, and opened ones whose orderer has not come."""
    return render_template(
        "subscribing/orders.html",
        orders=queries.orders_to_check(g.session),
        opened=queries.orders_without_a_member(g.session),
    )


@page(room, "/liitto/tilaukset/<uuid:order_id>", "/forbundet/bestallningar/<uuid:order_id>", methods=("POST",))
@staff_only
def decide(order_id: uuid.UUID) -> ResponseReturnValue:
    """Approve or decline an order."""
    approve = is_approved()
    try:
        actions.decide_order(g.session, current_user.id, order_id, approve=approve)
    except Refused as refused:
        flash(REFUSALS[refused.reason])
    else:
        flash(_("The order is approved.") if approve else _("The order is declined."), "success")
    return redirect(url_for("subscribing.orders"))


@page(
    room,
    "/liitto/tilaukset/<uuid:order_id>/kutsu",
    "/forbundet/bestallningar/<uuid:order_id>/inbjudan",
    methods=("POST",),
)
@staff_only
def invite_again(order_id: uuid.UUID) -> ResponseReturnValue:
    """Send the orderer's invitation again with a new link."""
    try:
        actions.invite_orderer_again(g.session, current_user.id, order_id)
    except Refused as refused:
        flash(REFUSALS[refused.reason])
    else:
        flash(_("The invitation is sent again. Only the new link works."), "success")
    return redirect(url_for("subscribing.orders"))
