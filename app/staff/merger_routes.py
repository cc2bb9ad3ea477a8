"""A merger of municipalities at the association's desk."""

from uuid import UUID

from flask import abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.staff import queries
from app.staff.forms import MergerForm
from app.staff.merger_actions import merge
from app.staff.routes import room
from app.staff.words import REFUSALS
from app.web.access import confirmed, staff_only
from app.web.languages import page
from tenants import registry
from tenants.errors import Refused
from tenants.municipalities import alphabetical

OF_THE_DAY = {"merger_day", "merger_after_renewal"}
"""Refusals that another day would lift."""


@page(
    room,
    "/liitto/lisenssit/<uuid:licence_id>/liitos",
    "/forbundet/licenser/<uuid:licence_id>/sammanslagning",
    methods=("GET", "POST"),
)
@staff_only
@confirmed
def merger(licence_id: UUID) -> ResponseReturnValue:
    """End two licences, credit what was not used, and open one for both."""
    row = queries.licence(g.session, licence_id) or abort(404)
    form = MergerForm()
    form.into.choices = [("", _("Choose a municipality")), *_others(row.Licence.tenant_id)]
    if form.validate_on_submit() and (merged := _merged(form, row.Licence)):
        flash(_("The merger is recorded: the old licences have ended and the new one is invoiced."), "success")
        return redirect(url_for("staff.licence", licence_id=merged.id))
    return render_template("staff/merger.html", row=row, form=form), 422 if form.is_submitted() else 200


def _merged(form: MergerForm, licence):
    operator = current_app.config["SETTINGS"].operator
    try:
        return merge(g.session, current_user.id, licence, UUID(form.into.data), form.last_day, operator)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "last_day_typed" if refused.reason in OF_THE_DAY else "into")
        return None


def _others(tenant_id: UUID) -> list[tuple[str, str]]:
    tenants = registry.all_tenants(g.session)
    others = [(str(each.id), each.names[g.language]) for each in tenants if each.id != tenant_id]
    return sorted(others, key=lambda each: alphabetical(each[1]))
