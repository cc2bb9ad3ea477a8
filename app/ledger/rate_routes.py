"""The reference rates of the Interest Act: those in force, and those that wait for a second staff member."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.ledger import actions
from app.ledger.forms import RateForm, half_year_words
from app.ledger.routes import room
from app.ledger.words import REFUSALS
from app.web.access import confirmed, staff_only
from app.web.decisions import is_approved
from app.web.forms import in_words
from app.web.languages import page
from billing.reference_rates import KIND, proposed_rate, reference_rates
from tenants import people, proposals
from tenants.errors import Refused


@page(room, "/liitto/viitekorot", "/forbundet/referensrantor", methods=("GET", "POST"))
@staff_only
def rates() -> ResponseReturnValue:
    """Every rate, and a form to propose one."""
    form = RateForm(reference_rates(g.session))
    if form.validate_on_submit():
        try:
            actions.propose_rate(g.session, current_user.id, form.first_day, form.per_cent)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "rate")
        else:
            flash(_("The reference rate waits for a colleague."), "success")
            return redirect(url_for("ledger.rates"))
    return _rates(form), 422 if form.is_submitted() else 200


@page(room, "/liitto/viitekorot/<uuid:proposal_id>", "/forbundet/referensrantor/<uuid:proposal_id>", methods=("POST",))
@staff_only
@confirmed
def decide_rate(proposal_id: UUID) -> ResponseReturnValue:
    """Approve or decline somebody else's proposal."""
    proposal = proposals.find(g.session, KIND, proposal_id) or abort(404)
    approve = is_approved()
    try:
        actions.decide_rate(g.session, current_user.id, proposal, approve=approve)
    except Refused as refused:
        form = RateForm(reference_rates(g.session), formdata=None)
        return _rates(form, in_words(refused, REFUSALS)), 409
    flash(_("The reference rate is approved.") if approve else _("The reference rate is declined."), "success")
    return redirect(url_for("ledger.rates"))


def _rates(form: RateForm, refusal: str | None = None) -> str:
    waiting = proposals.waiting(g.session, KIND)
    return render_template(
        "ledger/rates.html",
        form=form,
        refusal=refusal,
        rates=sorted(reference_rates(g.session).items(), reverse=True),
        waiting=[(each, *proposed_rate(each)) for each in waiting],
        names=people.names_of(g.session, {each.proposed_by for each in waiting}),
        half_year_words=half_year_words,
    )
