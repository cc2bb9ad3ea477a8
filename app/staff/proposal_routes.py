"""The two-person rule around one municipality: emergency looks, and deletions on its written demand."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.leaving.queries import failed_deletions, open_deletions
from app.staff import proposal_actions as actions
from app.staff.emergency_queries import reports_in_emergency
from app.staff.forms import DeletionForm, EmergencyForm
from app.staff.routes import room
from app.staff.words import REFUSALS
from app.web import entrance
from app.web.access import confirmed, staff_only
from app.web.decisions import is_approved
from app.web.forms import in_words
from app.web.languages import page
from tenants import clock, emergencies, people, proposals, registry
from tenants.errors import Refused
from tenants.registry import TenantFacts, names_by_tenant


@page(room, "/liitto/ehdotukset", "/forbundet/forslag")
@staff_only
def proposed() -> ResponseReturnValue:
    """What waits for a second person, and the looks that are open to this one."""
    return _proposed()


@page(room, "/liitto/ehdotukset/<uuid:proposal_id>", "/forbundet/forslag/<uuid:proposal_id>", methods=("POST",))
@staff_only
@confirmed
def decide(proposal_id: UUID) -> ResponseReturnValue:
    """Approve or decline somebody else's proposal."""
    found = [proposals.find(g.session, kind, proposal_id) for kind in actions.KINDS]
    proposal = next(filter(None, found), None) or abort(404)
    approve = is_approved()
    try:
        actions.decide(g.session, current_user.id, proposal, approve=approve)
    except Refused as refused:
        return _proposed(in_words(refused, REFUSALS)), 409
    flash(_("The proposal is approved.") if approve else _("The proposal is declined."), "success")
    return redirect(url_for("staff.proposed"))


@page(room, "/liitto/poistot", "/forbundet/raderingar")
@staff_only
def deletions() -> ResponseReturnValue:
    """Deletions that have been asked for and are to come, and those that could not be carried out."""
    failed = {each.id for each in failed_deletions(g.session)}
    names = names_by_tenant(g.session, g.language)
    return render_template("staff/deletions.html", rows=open_deletions(g.session), failed=failed, names=names)


@page(
    room,
    "/liitto/kunnat/<municipality_code>/hatakatselu",
    "/forbundet/kommuner/<municipality_code>/nodinsyn",
    methods=("GET", "POST"),
)
@staff_only
@confirmed
def emergency(municipality_code: str) -> ResponseReturnValue:
    """Ask a colleague for a look without the municipality's consent."""
    tenant, form = _customer(municipality_code), EmergencyForm()
    if form.validate_on_submit():
        actions.ask_for_look(g.session, current_user.id, tenant, form.reason.data)
        flash(_("The proposal waits for a colleague."), "success")
        return redirect(url_for("staff.proposed"))
    return render_template("staff/emergency.html", tenant=tenant, form=form), 422 if form.is_submitted() else 200


@page(
    room,
    "/liitto/kunnat/<municipality_code>/poisto",
    "/forbundet/kommuner/<municipality_code>/radering",
    methods=("GET", "POST"),
)
@staff_only
@confirmed
def deletion(municipality_code: str) -> ResponseReturnValue:
    """Lay a municipality's written demand to be deleted before a colleague."""
    tenant, form = _customer(municipality_code), DeletionForm()
    if form.validate_on_submit():
        try:
            actions.ask_for_deletion(g.session, current_user.id, tenant, **form.asked())
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "delay_days")
        else:
            flash(_("The proposal waits for a colleague."), "success")
            return redirect(url_for("staff.proposed"))
    return render_template("staff/deletion.html", tenant=tenant, form=form), 422 if form.is_submitted() else 200


@page(room, "/liitto/hatakatselut/<uuid:look_id>", "/forbundet/nodinsyn/<uuid:look_id>")
@staff_only
def emergency_look(look_id: UUID) -> ResponseReturnValue:
    """States, people and times, as long as the look is open."""
    look = emergencies.look_of(g.session, look_id) or abort(404)
    if not look.is_open_to(current_user.id, clock.now()):
        abort(403)
    with entrance.staff_pen() as session:
        actions.note_look(session, current_user.id, look)
    (tenant,) = registry.facts_of(g.session, [look.tenant_id])
    reports = reports_in_emergency(g.session, look.tenant_id)
    return render_template("staff/emergency_look.html", tenant=tenant, look=look, reports=reports)


def _customer(code: str) -> TenantFacts:
    return registry.customer(g.session, code) or abort(404)


def _proposed(refusal: str | None = None) -> str:
    waiting = [each for kind in actions.KINDS for each in proposals.waiting(g.session, kind)]
    return render_template(
        "staff/proposed.html",
        refusal=refusal,
        waiting=waiting,
        looks=emergencies.open_looks(g.session, current_user.id),
        people=people.names_of(g.session, {each.proposed_by for each in waiting}),
        names=names_by_tenant(g.session, g.language),
    )
