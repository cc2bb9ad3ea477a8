"""The pages of a municipality's own indicators."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.charts.lines import line_chart
from app.own_figures import actions, evidence_queries, own_files, queries, words
from app.own_figures.chart_words import chart_of
from app.own_figures.forms import IndicatorForm
from app.web.access import needs
from app.web.forms import in_words
from app.web.languages import page
from tenants import membership
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.own_figures.models import OwnIndicator

room = Blueprint("own_figures", __name__)


@page(room, "/<municipality>/omat-tunnusluvut/", "/<municipality>/egna-siffror/")
@needs("report.read")
def index() -> ResponseReturnValue:
    """Every own indicator, by whom it is about."""
    listed = queries.listed_indicators(g.session, g.language)
    used = [each for each in listed if each.indicator.ended_at is None]
    groups = [(word, [each for each in used if each.indicator.age_group == group])
              for group, word in words.AGE_GROUPS.items()]  # fmt: skip
    ended = [each.indicator for each in listed if each.indicator.ended_at]
    return render_template("own_figures/index.html", groups=groups, ended=ended, files=_files() if listed else [])


def _files() -> list[tuple[str, str]]:
    return [(suffix.upper(), url_for("own_figures.file", suffix=suffix)) for suffix in own_files.FILES]


@page(
    room,
    "/<municipality>/omat-tunnusluvut/uusi",
    "/<municipality>/egna-siffror/ny",
    methods=("GET", "POST"),
)
@needs("figures.enter")
def begin() -> ResponseReturnValue:
    """A new own indicator."""
    form = IndicatorForm()
    form.let_choose(membership.members(g.session), current_user.id)
    if form.validate_on_submit() and (number := _begun(form)):
        flash(_("The indicator is stored. Enter its first figure."), "success")
        return redirect(url_for("own_figures.enter", number=number))
    return render_template("own_figures/indicator_form.html", form=form), 422 if form.errors else 200


def _begun(form: IndicatorForm) -> int | None:
    try:
        return actions.add_indicator(g.session, current_user.id, form.facts(), form.owner_id).number
    except Refused as refused:
        form.refuse_as(refused, words.REFUSALS, refused.details["field"])
        return None


@page(room, "/<municipality>/omat-tunnusluvut/<int:number>", "/<municipality>/egna-siffror/<int:number>")
@needs("report.read")
def show(number: int) -> ResponseReturnValue:
    """One of them: what it is, its series, and everything that stood there before."""
    return shown(indicator_at(number))


@page(
    room,
    "/<municipality>/omat-tunnusluvut/<int:number>/muokkaa",
    "/<municipality>/egna-siffror/<int:number>/redigera",
    methods=("GET", "POST"),
)
@needs("figures.enter")
def edit(number: int) -> ResponseReturnValue:
    """Change what it is, or who looks after it."""
    indicator = indicator_at(number)
    form = IndicatorForm(obj=indicator, owner=str(indicator.owner_id))
    form.let_choose(membership.members(g.session), indicator.owner_id)
    if form.validate_on_submit() and _changed(form, indicator):
        flash(_("The indicator is changed."), "success")
        return redirect(url_for("own_figures.show", number=number))
    page_of = {"form": form, "indicator": indicator}
    return render_template("own_figures/indicator_form.html", **page_of), 422 if form.errors else 200


def _changed(form: IndicatorForm, indicator: "OwnIndicator") -> bool:
    try:
        actions.change_indicator(g.session, current_user.id, indicator, form.facts(), form.owner_id)
    except Refused as refused:
        form.refuse_as(refused, words.REFUSALS, refused.details["field"])
    return not form.errors


@page(
    room,
    "/<municipality>/omat-tunnusluvut/<int:number>/kaytto",
    "/<municipality>/egna-siffror/<int:number>/anvandning",
    methods=("POST",),
)
@needs("figures.enter")
def use(number: int) -> ResponseReturnValue:
    """Follow it no more, or again."""
    indicator, decision = indicator_at(number), request.form.get("decision")
    if decision == "end":
        actions.end_indicator(g.session, current_user.id, indicator)
        flash(_("The indicator is followed no more. Its figures stay."), "success")
    elif decision == "resume":
        actions.resume_indicator(g.session, current_user.id, indicator)
        flash(_("The indicator is in use again."), "success")
    else:
        abort(400)
    return redirect(url_for("own_figures.show", number=number))


def indicator_at(number: int) -> "OwnIndicator":
    """The municipality's indicator, or 404."""
    return queries.indicator_by_number(g.session, number) or abort(404)


def shown(indicator: "OwnIndicator", refused: Refused | None = None) -> ResponseReturnValue:
    """The page of an indicator; with what could not be done."""
    figures, ended = queries.holding_figures(g.session, indicator), queries.ended_figures(g.session, indicator)
    drawn = chart_of(queries.series_of(indicator, figures), g.language)
    return render_template(
        "own_figures/indicator.html",
        indicator=indicator,
        chart=line_chart(drawn) if drawn else None,
        figures=figures,
        ended=ended,
        names=queries.names_in(g.session, indicator, figures + ended),
        cards=evidence_queries.cards_about(g.session, indicator),
        refusal=in_words(refused, words.REFUSALS) if refused else None,
        words=words,
    ), 409 if refused else 200
