"""A municipality and a person as the association may know them. Each look at people is a line in the trail."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.payments.words import INVOICE_STATES, LICENCE_STATES
from app.staff import actions
from app.staff.municipality_queries import municipality_page, person_page
from app.staff.routes import room
from app.staff.words import HEALTH, LANGUAGE_STATUSES, ROLES
from app.web import entrance
from app.web.access import staff_only
from app.web.languages import page
from tenants import clock


@page(room, "/liitto/kunnat/<municipality_code>", "/forbundet/kommuner/<municipality_code>")
@staff_only
def municipality(municipality_code: str) -> ResponseReturnValue:
    """Register, people, licence, money, health; never what is written."""
    shown = municipality_page(g.session, municipality_code) or abort(404)
    if shown.tenant_id:
        with entrance.staff_pen() as session:
            actions.note_look_at_municipality(session, current_user.id, shown.tenant_id, municipality_code)
    return render_template(
        "staff/municipality.html",
        shown=shown,
        licence_states=LICENCE_STATES,
        invoice_states=INVOICE_STATES,
        health=HEALTH,
        language_statuses=LANGUAGE_STATUSES,
        roles=ROLES,
        today=clock.today(),
    )


@page(room, "/liitto/henkilot/<uuid:person_id>", "/forbundet/personer/<uuid:person_id>")
@staff_only
def person(person_id: UUID) -> ResponseReturnValue:
    """Somebody's account: where they belong, and whether our letters reach them."""
    shown = person_page(g.session, person_id) or abort(404)
    with entrance.staff_pen() as session:
        actions.note_look_at_people(session, current_user.id, [person_id])
    return render_template("staff/person.html", shown=shown, roles=ROLES)


@page(room, "/liitto/henkilot/<uuid:person_id>/ulos", "/forbundet/personer/<uuid:person_id>/ut", methods=("POST",))
@staff_only
def sign_out(person_id: UUID) -> ResponseReturnValue:
    """End all of somebody's sign-ins."""
    if not actions.sign_out_everywhere(g.session, current_user.id, person_id):
        abort(404)
    flash(_("All sign-ins of this person have ended."), "success")
    return redirect(url_for("staff.person", person_id=person_id))
