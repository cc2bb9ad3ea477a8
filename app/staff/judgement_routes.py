"""What staff judge of indicators, and titles that the source has changed."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators import judgements, mirror_queries
from app.indicators.words import DIRECTIONS, METHODS, PERIOD_KINDS
from app.staff.indicator_forms import FindForm, JudgementForm
from app.staff.indicator_words import REFUSALS, TROUBLES
from app.staff.routes import room
from app.web.access import staff_only
from app.web.forms import in_words
from app.web.languages import page
from tenants.errors import Refused

WORDS = {"directions": DIRECTIONS, "methods": METHODS, "period_kinds": PERIOD_KINDS, "troubles": TROUBLES}


@page(room, "/liitto/indikaattorit", "/forbundet/indikatorer")
@staff_only
def judged() -> ResponseReturnValue:
    """Every mirrored indicator and how it is judged; `?q=` searches, `?which=` chooses."""
    form = FindForm(formdata=request.args)
    if not form.validate():
        return render_template("staff/judged.html", form=form, rows=[], **WORDS), 422
    rows = mirror_queries.judged_indicators(g.session, g.language, form.q.data or "", form.which.data)
    return render_template("staff/judged.html", form=form, rows=rows, **WORDS)


@page(
    room,
    "/liitto/indikaattorit/<int:indicator_id>",
    "/forbundet/indikatorer/<int:indicator_id>",
    methods=("GET", "POST"),
)
@staff_only
def judge(indicator_id: int) -> ResponseReturnValue:
    """Decide which way of an indicator is good, how chance moves it and what its year means."""
    listed = mirror_queries.listed_indicator(g.session, indicator_id) or abort(404)
    known = judgements.judgements(g.session).get(indicator_id, judgements.Judgement())
    form = JudgementForm(obj=known)
    if form.validate_on_submit():
        judgements.judge(g.session, current_user.id, listed, **form.data)
        flash(_("Stored. Reports that are begun from now on have it."), "success")
        return redirect(url_for("staff.judged"))
    found = mirror_queries.troubles(g.session, indicator_id)
    status = 422 if form.is_submitted() else 200
    return render_template("staff/judge.html", listed=listed, form=form, found=found, known=known, **WORDS), status


@page(
    room,
    "/liitto/indikaattorit/<int:indicator_id>/nimi",
    "/forbundet/indikatorer/<int:indicator_id>/namn",
    methods=("POST",),
)
@staff_only
def accept_title(indicator_id: int) -> ResponseReturnValue:
    """It is the same indicator, though the source calls it something else than before."""
    mirror_queries.listed_indicator(g.session, indicator_id) or abort(404)
    try:
        judgements.accept_title(g.session, current_user.id, indicator_id, request.form.get("title", ""))
    except Refused as refused:
        flash(in_words(refused, REFUSALS))
    else:
        flash(_("The new title is accepted. The next refresh fetches the figures."), "success")
    return redirect(url_for("staff.judge", indicator_id=indicator_id))
