"""Sets of indicators that others have drawn up: what they are, their items, new versions."""

import uuid

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators import set_actions
from app.indicators.words import NATURES, SET_KINDS, SET_STATUSES
from app.staff.indicator_forms import ItemForm, SetForm, VersionForm
from app.staff.indicator_words import REFUSALS
from app.staff.routes import room
from app.web.access import staff_only
from app.web.languages import page
from tenants.errors import Refused

WORDS = {"kinds": SET_KINDS, "statuses": SET_STATUSES, "natures": NATURES}
DEEDS = {"up": set_actions.move_item_up, "remove": set_actions.remove_item}


@page(room, "/liitto/kokoelmat", "/forbundet/samlingar")
@staff_only
def kept_sets() -> ResponseReturnValue:
    """All sets."""
    return render_template("staff/sets.html", sets=set_actions.kept_sets(g.session), **WORDS)


@page(room, "/liitto/kokoelmat/<uuid:set_id>", "/forbundet/samlingar/<uuid:set_id>")
@staff_only
def kept_set(set_id: uuid.UUID) -> ResponseReturnValue:
    """One set with its items."""
    return render_template("staff/set.html", kept=_kept(set_id), **WORDS)


@page(
    room,
    "/liitto/kokoelmat/<uuid:set_id>/tiedot",
    "/forbundet/samlingar/<uuid:set_id>/uppgifter",
    methods=("GET", "POST"),
)
@staff_only
def edit_set(set_id: uuid.UUID) -> ResponseReturnValue:
    """What the set is."""
    kept = _kept(set_id)
    form = SetForm(obj=kept)
    if form.validate_on_submit():
        set_actions.keep_set(g.session, current_user.id, kept, **form.data)
        flash(_("The set is stored."), "success")
        return redirect(url_for("staff.kept_set", set_id=set_id))
    return _asked(kept, form)


@page(
    room,
    "/liitto/kokoelmat/<uuid:set_id>/lisaa",
    "/forbundet/samlingar/<uuid:set_id>/lagg-till",
    methods=("GET", "POST"),
)
@staff_only
def add_item(set_id: uuid.UUID) -> ResponseReturnValue:
    """An item more."""
    kept, form = _kept(set_id), ItemForm()
    if form.validate_on_submit():
        try:
            number = form.indicator_id.data
            set_actions.add_item(g.session, current_user.id, kept, form.nature.data, number, form.title)
            return redirect(url_for("staff.kept_set", set_id=set_id))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "indicator_id")
    return _asked(kept, form)


@page(
    room,
    "/liitto/kokoelmat/<uuid:set_id>/uusi-versio",
    "/forbundet/samlingar/<uuid:set_id>/ny-version",
    methods=("GET", "POST"),
)
@staff_only
def copy_set(set_id: uuid.UUID) -> ResponseReturnValue:
    """A new version with the same items."""
    kept, form = _kept(set_id), VersionForm()
    if form.validate_on_submit():
        try:
            made = set_actions.copy_set(g.session, current_user.id, kept, form.version.data)
            return redirect(url_for("staff.kept_set", set_id=made.id))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "version")
    return _asked(kept, form)


@page(
    room,
    "/liitto/kokoelmat/<uuid:set_id>/rivit/<uuid:item_id>",
    "/forbundet/samlingar/<uuid:set_id>/rader/<uuid:item_id>",
    methods=("POST",),
)
@staff_only
def change_item(set_id: uuid.UUID, item_id: uuid.UUID) -> ResponseReturnValue:
    """Move an item up, or take it out."""
    kept = _kept(set_id)
    item = next((each for each in kept.items if each.id == item_id), None) or abort(404)
    change = DEEDS.get(request.form.get("deed", "")) or abort(400)
    change(g.session, current_user.id, kept, item)
    return redirect(url_for("staff.kept_set", set_id=set_id))


def _kept(set_id: uuid.UUID) -> set_actions.IndicatorSet:
    return set_actions.kept_set(g.session, set_id) or abort(404)


def _asked(kept: set_actions.IndicatorSet, form: SetForm | ItemForm | VersionForm) -> ResponseReturnValue:
    status = 422 if form.is_submitted() else 200
    return render_template(f"staff/{request.endpoint.partition('.')[2]}.html", kept=kept, form=form), status
