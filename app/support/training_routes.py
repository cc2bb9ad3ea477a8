"""Trainings: signing up, and keeping them at the association's desk."""

import uuid
from datetime import datetime

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.support import queries, training_actions, training_queries
from app.support.forms import KEPT_AS_TYPED, MOMENTS, SignUpForm, TrainingForm
from app.support.routes import room
from app.support.words import REFUSALS
from app.web import numbers
from app.web.access import signed_in, staff_only
from app.web.csv_files import as_csv
from app.web.languages import page
from tenants import clock, registry
from tenants.errors import Refused


@page(room, "/koulutukset", "/utbildningar")
@signed_in
def trainings() -> ResponseReturnValue:
    """What is coming."""
    coming = training_queries.coming_trainings(g.session)
    return render_template("support/trainings.html", trainings=coming, now=clock.now())


@page(room, "/koulutukset/<int:number>", "/utbildningar/<int:number>", methods=("GET", "POST"))
@signed_in
def training(number: int) -> ResponseReturnValue:
    """One training; sign up, or cancel that."""
    shown = training_queries.training_by_number(g.session, number) or abort(404)
    form = SignUpForm(queries.own_municipalities(g.session, current_user.id, g.language))
    if form.validate_on_submit():
        try:
            _sign_up_or_cancel(shown, form)
        except Refused as refused:
            flash(REFUSALS[refused.reason])
        return redirect(url_for("support.training", number=number))
    own = training_queries.own_sign_up(g.session, shown, current_user.id)
    words = {"training": shown, "form": form, "own": own, "now": clock.now()}
    return render_template("support/training.html", **words), 422 if form.is_submitted() else 200


@page(room, "/liitto/koulutukset", "/forbundet/utbildningar")
@staff_only
def kept_trainings() -> ResponseReturnValue:
    """Every training there is or has been."""
    return render_template("support/kept_trainings.html", trainings=training_queries.all_trainings(g.session))


@page(room, "/liitto/koulutukset/uusi", "/forbundet/utbildningar/ny", methods=("GET", "POST"))
@staff_only
def new_training() -> ResponseReturnValue:
    """Set up a training."""
    form = TrainingForm()
    if form.validate_on_submit():
        kept = training_actions.keep_training(g.session, current_user.id, None, **form.columns())
        flash(_("The training is stored."), "success")
        return redirect(url_for("support.kept_training", number=kept.number))
    return render_template("support/new_training.html", form=form), 422 if form.is_submitted() else 200


@page(room, "/liitto/koulutukset/<int:number>", "/forbundet/utbildningar/<int:number>", methods=("GET", "POST"))
@staff_only
def kept_training(number: int) -> ResponseReturnValue:
    """Change a training or cancel it; who comes to it."""
    shown = training_queries.training_by_number(g.session, number) or abort(404)
    if request.form.get("deed") == "cancel":
        training_actions.cancel_training(g.session, current_user.id, shown)
        flash(_("The training is cancelled, and everybody who signed up gets a letter."), "success")
        return redirect(url_for("support.kept_training", number=number))
    form = TrainingForm(**_as_typed(shown))
    if form.validate_on_submit() and _changed(shown, form):
        return redirect(url_for("support.kept_training", number=number))
    words = {"training": shown, "names": registry.names_by_tenant(g.session, g.language)}
    coming = training_queries.participants(g.session, shown)
    page = render_template("support/kept_training.html", form=form, participants=coming, **words)
    return page, 422 if form.is_submitted() else 200


@page(room, "/liitto/koulutukset/<int:number>.csv", "/forbundet/utbildningar/<int:number>.csv")
@staff_only
def participants(number: int) -> ResponseReturnValue:
    """Who comes, for a spreadsheet."""
    shown = training_queries.training_by_number(g.session, number) or abort(404)
    names = registry.names_by_tenant(g.session, g.language)
    rows = [_cells(names, *row) for row in training_queries.participants(g.session, shown)]
    columns = [_("Name"), _("E-mail"), _("Municipality"), _("State"), _("Signed up")]
    headers = {"Content-Disposition": f'attachment; filename="training-{number}.csv"'}
    return Response(as_csv([columns, *rows]), mimetype="text/csv", headers=headers)


def _sign_up_or_cancel(shown, form: SignUpForm) -> None:
    deed = request.form.get("deed")
    if deed not in ("sign_up", "cancel"):
        abort(400)
    if deed == "cancel":
        training_actions.cancel_sign_up(g.session, current_user.id, shown)
        flash(_("You are not coming: your place goes to somebody else."), "success")
        return
    about = uuid.UUID(form.municipality.data) if form.municipality.data else None
    if training_actions.sign_up(g.session, current_user.id, shown, about):
        flash(_("You have a place. You get a letter."), "success")
    else:
        flash(_("All places are taken. You are on the waiting list, and get a letter when a place becomes free."))


def _changed(shown, form: TrainingForm) -> bool:
    try:
        training_actions.keep_training(g.session, current_user.id, shown, **form.columns())
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "places")
        return False
    flash(_("The training is stored."), "success")
    return True


def _cells(names: dict[uuid.UUID, str], signed, name: str, email: str) -> list[str]:
    state = _("has a place") if signed.has_place else _("waits for a place")
    return [name, email, names.get(signed.about_tenant, ""), state, numbers.moment(signed.signed_up_at, g.language)]


def _as_typed(shown) -> dict[str, object]:
    """A training as its form shows it."""
    kept = {name: getattr(shown, name) for name in (*KEPT_AS_TYPED, "places")}
    return kept | {name: _written(getattr(shown, name).astimezone(clock.HELSINKI)) for name in MOMENTS}


def _written(local: datetime) -> str:
    return f"{numbers.day(local, g.language)} {local.hour}.{local:%M}"
