"""What a municipality chooses among the figures: comparison municipalities, its own set; and the sets of others."""

import re
import uuid

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators import catalogue, choice_actions, set_queries
from app.indicators.areas import chosen_codes, register
from app.indicators.choice_queries import chosen_indicators, nearest_neighbours
from app.indicators.forms import ComparisonForm
from app.indicators.routes import file_of, room
from app.indicators.table_words import of_set
from app.indicators.words import REFUSALS
from app.web.access import needs
from app.web.addresses import RunningNumber
from app.web.forms import in_words
from app.web.languages import page
from tenants.errors import Refused

NEIGHBOURS_SHOWN = 8


@page(
    room,
    "/<municipality>/tunnusluvut/vertailukunnat",
    "/<municipality>/siffror/jamforelsekommuner",
    methods=("GET", "POST"),
)
@needs("figures.choose")
def comparison() -> ResponseReturnValue:
    """With which municipalities one is compared, with the nearest neighbours to choose from."""
    own, everybody, saved = g.tenant.municipality_code, register(g.session), chosen_codes(g.session)
    neighbours = nearest_neighbours(g.session, everybody, own, NEIGHBOURS_SHOWN)
    names = dict(everybody.names(g.language))
    offered = {**dict.fromkeys(saved), **dict.fromkeys(each.code for each in neighbours)}
    form = ComparisonForm(everybody, own, [(code, names[code]) for code in offered], saved)
    if form.validate_on_submit():
        choice_actions.compare_with(g.session, current_user.id, {code: names[code] for code in form.codes})
        flash(_("The comparison municipalities are saved."), "success")
        return redirect(url_for("indicators.comparison"))
    status = 422 if form.is_submitted() else 200
    return render_template("indicators/comparison.html", form=form, neighbours=neighbours, names=names), status


@page(
    room,
    "/<municipality>/tunnusluvut/oma-kokoelma",
    "/<municipality>/siffror/egen-samling",
    methods=("POST",),
)
@needs("figures.choose")
def choose() -> ResponseReturnValue:
    """Add an indicator to the own set, or take it out."""
    indicator_id = _asked_number()
    try:
        if request.form.get("move") == "drop":
            choice_actions.drop_indicator(g.session, current_user.id, indicator_id)
        else:
            choice_actions.choose_indicator(g.session, current_user.id, indicator_id)
    except Refused as refused:
        flash(in_words(refused, REFUSALS), "error")
        return redirect(url_for("indicators.index"))
    return redirect(url_for("indicators.show", indicator_id=indicator_id))


def _asked_number() -> int:
    """The number of the indicator whose button was pressed, spelled as it is in addresses."""
    typed = request.form.get("indicator", "")
    return int(typed) if re.fullmatch(RunningNumber.regex, typed) else abort(400)


@page(room, "/<municipality>/tunnusluvut/kokoelmat", "/<municipality>/siffror/samlingar")
@needs("report.read")
def sets() -> ResponseReturnValue:
    """The sets that others have drawn up, and the own one."""
    own = chosen_indicators(g.session)
    every, listed = set_queries.sets(g.session), catalogue.listed(g.session, own)
    return render_template("indicators/sets.html", sets=every, own=own, listed=listed)


@page(room, "/<municipality>/tunnusluvut/kokoelmat/<uuid:set_id>", "/<municipality>/siffror/samlingar/<uuid:set_id>")
@needs("report.read")
def one_set(set_id: uuid.UUID) -> ResponseReturnValue:
    """One set: its indicators, with the municipality's latest figure of each."""
    shown = set_queries.set_page(g.session, set_id, _own_area()) or abort(404)
    return render_template("indicators/set.html", shown=shown)


@page(
    room,
    "/<municipality>/tunnusluvut/kokoelmat/<uuid:set_id>.<any(csv, xlsx):suffix>",
    "/<municipality>/siffror/samlingar/<uuid:set_id>.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def set_file(set_id: uuid.UUID, suffix: str) -> ResponseReturnValue:
    """The same to take away."""
    shown = set_queries.set_page(g.session, set_id, _own_area()) or abort(404)
    return file_of("set", of_set(shown, g.language), suffix)


def _own_area() -> int:
    return register(g.session).by_code[g.tenant.municipality_code].sotkanet_region_id
