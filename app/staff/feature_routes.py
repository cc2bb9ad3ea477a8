"""Which parts of the service are on, for all and for single municipalities."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.audit.words import FEATURES
from app.staff.feature_actions import STATES, switch_for_all, switch_for_one
from app.staff.routes import room
from app.web.access import confirmed, staff_only
from app.web.languages import page
from tenants import features, registry
from tenants.registry import names_by_tenant


@page(room, "/liitto/ominaisuudet", "/forbundet/funktioner", methods=("GET", "POST"))
@staff_only
@confirmed
def features_of_all() -> ResponseReturnValue:
    """What everybody has, and who differs."""
    if request.method == "POST":
        switch_for_all(g.session, current_user.id, *_asked())
        return redirect(url_for("staff.features_of_all"))
    names = names_by_tenant(g.session, g.language)
    return render_template("staff/features.html", settings=features.settings(g.session), words=FEATURES, names=names)


@page(
    room,
    "/liitto/kunnat/<municipality_code>/ominaisuudet",
    "/forbundet/kommuner/<municipality_code>/funktioner",
    methods=("GET", "POST"),
)
@staff_only
@confirmed
def features_of_one(municipality_code: str) -> ResponseReturnValue:
    """What one municipality has."""
    tenant = registry.customer(g.session, municipality_code) or abort(404)
    if request.method == "POST":
        feature, state = _asked()
        switch_for_one(g.session, current_user.id, feature, tenant, state)
        return redirect(url_for("staff.features_of_one", municipality_code=municipality_code))
    settings = features.settings(g.session)
    return render_template("staff/features_of_one.html", tenant=tenant, settings=settings, words=FEATURES)


def _asked() -> tuple[str, str]:
    """Which feature, and what is to become of it; another page's words are a bad request."""
    feature, state = request.form.get("feature"), request.form.get("state")
    if feature not in features.FEATURES or state not in STATES:
        abort(400)
    flash(_("The feature is switched."), "success")
    return feature, state
