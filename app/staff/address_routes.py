"""Where the public addresses of a municipality that has merged into another lead: recorded by the association."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.staff.merger_forms import AddressesForm
from app.staff.routes import room
from app.staff.words import REFUSALS
from app.web.access import staff_only
from app.web.languages import page
from tenants import mergers
from tenants.errors import Refused
from tenants.municipalities import names_where_the_act_applies


@page(room, "/liitto/kuntaliitokset", "/forbundet/kommunsammanslagningar", methods=("GET", "POST"))
@staff_only
def mergers_of_all() -> ResponseReturnValue:
    """All mergers, and one more."""
    names = names_where_the_act_applies(g.session, g.language)
    form = AddressesForm(names)
    if form.validate_on_submit() and _recorded(form):
        flash(_("Stored."), "success")
        return redirect(url_for("staff.mergers_of_all"))
    rows = mergers.recorded_mergers(g.session)
    answer = render_template("staff/mergers.html", form=form, mergers=rows, names=dict(names))
    return answer, 422 if form.is_submitted() else 200


@page(
    room,
    "/liitto/kuntaliitokset/<municipality_code>/poista",
    "/forbundet/kommunsammanslagningar/<municipality_code>/ta-bort",
    methods=("POST",),
)
@staff_only
def remove_merger(municipality_code: str) -> ResponseReturnValue:
    """One was recorded by mistake."""
    merger = mergers.recorded_merger(g.session, municipality_code) or abort(404)
    mergers.remove_merger(g.session, current_user.id, merger)
    flash(_("Stored."), "success")
    return redirect(url_for("staff.mergers_of_all"))


def _recorded(form: AddressesForm) -> bool:
    try:
        mergers.record_merger(g.session, current_user.id, form.code.data, form.into.data, form.first_day)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "code" if refused.reason == "merger_recorded" else "into")
    return not form.errors
