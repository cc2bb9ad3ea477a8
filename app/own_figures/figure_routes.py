"""The pages where a single figure is entered, corrected or removed."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.own_figures import actions, queries, words
from app.own_figures.cells import number_text
from app.own_figures.forms import FigureForm
from app.own_figures.periods import day_name, period_of
from app.own_figures.routes import indicator_at, room, shown
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.own_figures.models import OwnFigure, OwnIndicator

FIELDS = {"too_few": "denominator_typed", "place_taken": "period"}
"""Where a refusal is told; elsewhere it is told at the period."""


@page(
    room,
    "/<municipality>/omat-tunnusluvut/<int:number>/luvut/uusi",
    "/<municipality>/egna-siffror/<int:number>/siffror/ny",
    methods=("GET", "POST"),
)
@needs("figures.enter")
def enter(number: int) -> ResponseReturnValue:
    """Enter a figure of a new period or group."""
    indicator = indicator_at(number)
    form = FigureForm(indicator.kind)
    if form.validate_on_submit() and _stored(form, indicator):
        flash(_("The figure is stored."), "success")
        return redirect(url_for("own_figures.show", number=number))
    return render_template("own_figures/figure_form.html", form=form, indicator=indicator), 422 if form.errors else 200


@page(
    room,
    "/<municipality>/omat-tunnusluvut/<int:number>/luvut/<uuid:figure_id>",
    "/<municipality>/egna-siffror/<int:number>/siffror/<uuid:figure_id>",
    methods=("GET", "POST"),
)
@needs("figures.enter")
def correct(number: int, figure_id: UUID) -> ResponseReturnValue:
    """Correct a figure; what stood there before stays in sight."""
    indicator = indicator_at(number)
    figure = queries.figure_of(g.session, indicator, figure_id) or abort(404)
    form = FigureForm(indicator.kind, **_typed(figure))
    if form.validate_on_submit() and _stored(form, indicator, figure_id):
        flash(_("The figure is corrected."), "success")
        return redirect(url_for("own_figures.show", number=number))
    page_of = {"form": form, "indicator": indicator, "figure": figure}
    return render_template("own_figures/figure_form.html", **page_of), 422 if form.errors else 200


@page(
    room,
    "/<municipality>/omat-tunnusluvut/<int:number>/luvut/<uuid:figure_id>/poista",
    "/<municipality>/egna-siffror/<int:number>/siffror/<uuid:figure_id>/ta-bort",
    methods=("POST",),
)
@needs("figures.enter")
def remove(number: int, figure_id: UUID) -> ResponseReturnValue:
    """Remove a figure: it stays among what was before."""
    indicator = indicator_at(number)
    figure = queries.figure_of(g.session, indicator, figure_id) or abort(404)
    try:
        actions.remove_figure(g.session, current_user.id, indicator, figure)
    except Refused as refused:
        return shown(indicator, refused)
    flash(_("The figure is removed. It stays in sight among the earlier ones."), "success")
    return redirect(url_for("own_figures.show", number=number))


def _stored(form: FigureForm, indicator: "OwnIndicator", corrects: UUID | None = None) -> bool:
    try:
        actions.enter_figure(g.session, current_user.id, indicator, form.figure(), corrects)
    except Refused as refused:
        form.refuse_as(refused, words.REFUSALS, FIELDS.get(refused.reason, "period"))
    return not form.errors


def _typed(figure: "OwnFigure") -> dict[str, str]:
    """As it would be typed; the days only where the period's words do not tell them."""
    days = (figure.first_day, figure.last_day)
    period = figure.period_in(g.language)
    names = ("first_day_typed", "last_day_typed")
    typed = {} if period_of(period) == days else dict(zip(names, map(day_name, days), strict=True))
    numbers = {f"{name}_typed": number_text(getattr(figure, name)) for name in ("value", "count", "denominator")}
    return typed | numbers | {"period": period, "group": figure.population_group}
