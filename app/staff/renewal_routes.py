"""The renewals of a year at the association's desk: proposed by the service, approved by a person."""

from datetime import datetime
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.payments.words import LICENCE_STATES
from app.staff import actions
from app.staff.renewal_queries import renewals_of
from app.staff.routes import room
from app.staff.words import RENEWAL_STATES
from app.web.access import confirmed, staff_only
from app.web.languages import page
from billing.renewals import year_to_renew
from tenants import clock


@page(room, "/liitto/uusiminen", "/forbundet/fornyelser")
@staff_only
def renewals() -> ResponseReturnValue:
    """Old and new population, class and fee of each; who gave notice."""
    return render_template(
        "staff/renewals.html",
        renewals=renewals_of(g.session, year_to_renew(clock.today()), g.language),
        states=RENEWAL_STATES,
        licence_states=LICENCE_STATES,
    )


@page(room, "/liitto/uusiminen/ehdotus", "/forbundet/fornyelser/forslag", methods=("POST",))
@staff_only
def propose_renewals() -> ResponseReturnValue:
    """Freeze population and fee anew for all that nobody has approved."""
    count = actions.propose_renewals(g.session, current_user.id, year_to_renew(clock.today()))
    flash(_("Renewals proposed: %(count)s.", count=count), "success")
    return redirect(url_for("staff.renewals"))


@page(room, "/liitto/uusiminen/hyvaksynta", "/forbundet/fornyelser/godkannande", methods=("POST",))
@staff_only
@confirmed
def approve_renewals() -> ResponseReturnValue:
    """Approve the chosen ones, as they stood on the page; the worker opens and invoices them."""
    chosen, seen_at = _chosen()
    count = actions.approve_renewals(g.session, current_user.id, year_to_renew(clock.today()), chosen, seen_at)
    flash(_("Renewals approved: %(count)s.", count=count), "success")
    if count < len(chosen):
        flash(_("Some of the chosen had changed in the meantime. Look at them again."))
    return redirect(url_for("staff.renewals"))


def _chosen() -> tuple[set[UUID], datetime]:
    """What the page sent; another page's words are a bad request."""
    try:
        seen_at = datetime.fromisoformat(request.form["seen_at"])
        return {UUID(each) for each in request.form.getlist("renewal")}, seen_at.astimezone(clock.HELSINKI)
    except (ValueError, KeyError, OverflowError):
        abort(400)
