"""What did not go through with Stripe, and what ledger, Stripe and bank did not agree on by night."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.ledger import actions
from app.ledger.routes import room
from app.ledger.words import DIFFERENCES, TROUBLES
from app.web.access import staff_only
from app.web.languages import page
from billing import giving_back
from billing.events import MOST_TRIES, troubled_events
from billing.reconciliation import nights


@page(room, "/liitto/maksut/kortit", "/forbundet/betalningar/kort")
@staff_only
def cards() -> ResponseReturnValue:
    """What Stripe told and could not be applied, and refunds that have not got through."""
    return render_template(
        "ledger/cards.html",
        events=troubled_events(g.session),
        refunds=giving_back.troubled_refunds(g.session),
        troubles=TROUBLES,
        most_tries=MOST_TRIES,
        most_refund_tries=giving_back.MOST_TRIES,
    )


@page(room, "/liitto/maksut/kortit/<event_id>", "/forbundet/betalningar/kort/<event_id>", methods=("POST",))
@staff_only
def event(event_id: str) -> ResponseReturnValue:
    """Have it handled anew, or say that it has been seen to."""
    act = actions.EVENTS.get(request.form.get("deed")) or abort(400)
    if not act(g.session, current_user.id, event_id):
        abort(404)
    flash(_("Done. The list shows what is left."), "success")
    return redirect(url_for("ledger.cards"))


@page(
    room,
    "/liitto/maksut/palautukset/<uuid:refund_id>",
    "/forbundet/betalningar/aterbetalningar/<uuid:refund_id>",
    methods=("POST",),
)
@staff_only
def try_refund_again(refund_id: UUID) -> ResponseReturnValue:
    """Carry a refund to Stripe anew."""
    if not actions.try_refund_again(g.session, current_user.id, refund_id):
        abort(404)
    flash(_("Done. The list shows what is left."), "success")
    return redirect(url_for("ledger.cards"))


@page(room, "/liitto/maksut/tasmaytys", "/forbundet/betalningar/avstamning")
@staff_only
def differences() -> ResponseReturnValue:
    """The last nights and what each found."""
    return render_template("ledger/differences.html", nights=nights(g.session), words=DIFFERENCES)
