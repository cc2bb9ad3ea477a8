"""The pages of joys and worries."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators.routes import file_of, spoken
from app.observations import actions, queries, table_words, words
from app.observations.forms import AddForm, ChangeForm, GoalForm
from app.reports.queries import report_by_number
from app.sections import pages
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.observations.models import Observation
    from app.reports.models import Report

room = Blueprint("observations", __name__)
room.context_processor(spoken)
ALL_FI = "/<municipality>/kertomukset/<int:number>/ilot-ja-huolet"
ALL_SV = "/<municipality>/berattelser/<int:number>/gladjeamnen-och-orosmoment"
ONE_FI, ONE_SV = f"{ALL_FI}/<int:observation>", f"{ALL_SV}/<int:observation>"


@page(room, ALL_FI, ALL_SV)
@needs("report.read")
def index(number: int) -> ResponseReturnValue:
    """Every joy and worry of a report by age group, with what the figures say."""
    report = _report(number)
    said = queries.weighed(g.session, g.tenant.municipality_code, queries.observations_of(g.session, report))
    return render_template(
        "observations/index.html",
        report=report,
        groups=_groups(said),
        said=said,
        asked=_asked(),
        goals=queries.goals_of(g.session, report),
        words=words,
    )


@page(room, f"{ALL_FI}.<any(csv, xlsx):suffix>", f"{ALL_SV}.<any(csv, xlsx):suffix>")
@needs("report.read")
def index_file(number: int, suffix: str) -> ResponseReturnValue:
    """The same to take away."""
    said = queries.weighed(g.session, g.tenant.municipality_code, queries.observations_of(g.session, _report(number)))
    shown = [each for group in _groups(said).values() for each in group]
    return file_of("joys-and-worries", table_words.of_observations(shown, g.language), suffix)


@page(room, f"{ALL_FI}/uusi", f"{ALL_SV}/ny", methods=("GET", "POST"))
@needs("section.take_part")
def add(number: int) -> ResponseReturnValue:
    """What one group said."""
    report, form = _report(number), AddForm(g.written_in, data={"language": g.language})
    form.let_choose(queries.choices(g.session, g.language))
    if form.validate_on_submit():
        try:
            actions.add(g.session, current_user.id, report, form.told(), form.lines)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "texts")
        else:
            flash(_("Stored: %(count)s.", count=len(form.lines)), "success")
            return redirect(url_for("observations.index", number=number))
    return render_template("observations/add.html", report=report, form=form), 422 if form.errors else 200


@page(room, ONE_FI, ONE_SV)
@needs("report.read")
def show(number: int, observation: int) -> ResponseReturnValue:
    """One of them, and what can be made of it."""
    report = _report(number)
    form = GoalForm(g.written_in, formdata=None, data={"language": g.language})
    return _shown(report, _observation(report, observation), form)


@page(room, f"{ONE_FI}/muokkaa", f"{ONE_SV}/redigera", methods=("GET", "POST"))
@needs("section.take_part")
def change(number: int, observation: int) -> ResponseReturnValue:
    """Mend what was misheard."""
    report = _report(number)
    said = _own(_observation(report, observation))
    form = ChangeForm(g.written_in, obj=said, data={"indicator": str(said.indicator_id or ""), "seen": said.text})
    form.let_choose(queries.choices(g.session, g.language))
    if form.validate_on_submit():
        told = (form.told(), form.text.data, form.seen.data)
        try:
            actions.change(g.session, current_user.id, report, said, *told)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "text")
        else:
            return _stored(report, said)
    return render_template("observations/change.html", report=report, said=said, form=form), 422 if form.errors else 200


@page(room, f"{ONE_FI}/poista", f"{ONE_SV}/ta-bort", methods=("POST",))
@needs("section.take_part")
def withdraw(number: int, observation: int) -> ResponseReturnValue:
    """Take one of them back."""
    report = _report(number)
    said = _own(_observation(report, observation))
    return _done(report, said, partial(actions.withdraw, g.session, current_user.id, report, said))


@page(room, f"{ONE_FI}/ehdotus", f"{ONE_SV}/forslag", methods=("POST",))
@needs("section.take_part")
def propose(number: int, observation: int) -> ResponseReturnValue:
    """Put it into the section on strengths and development targets."""
    report = _report(number)
    said = _observation(report, observation)
    section = queries.target_section(g.session, report) or abort(404)
    pages.require_level(section, "write")
    return _done(report, said, partial(actions.propose_text, g.session, current_user.id, said, section))


@page(room, f"{ONE_FI}/tavoite", f"{ONE_SV}/mal", methods=("POST",))
@needs("section.take_part")
def propose_goal(number: int, observation: int) -> ResponseReturnValue:
    """Propose a goal because of it."""
    report, form = _report(number), GoalForm(g.written_in)
    said = _observation(report, observation)
    if not form.validate():
        return _shown(report, said, form), 422
    try:
        actions.propose_goal(g.session, current_user.id, report, said, form.language.data, form.text.data)
    except Refused as refused:
        form.refuse_as(refused, words.REFUSALS, "text")
        return _shown(report, said, form), 409
    return _stored(report, said)


def _report(number: int) -> "Report":
    return report_by_number(g.session, number) or abort(404)


def _observation(report: "Report", number: int) -> "Observation":
    return queries.observation(g.session, report, number) or abort(404)


def _own(said: "Observation") -> "Observation":
    """403 for whom neither wrote it down nor writes the report."""
    return said if _may_change(said) else abort(403)


def _may_change(said: "Observation") -> bool:
    return said.written_by == current_user.id or may(g.role, "section.write")


def _asked() -> dict[str, str]:
    """Which of them the address asks for."""
    wanted = {"kind": words.KINDS, "age": words.AGE_GROUPS}
    return {name: value for name in wanted if (value := request.args.get(name)) in wanted[name]}


def _groups(said: list[queries.Weighed]) -> dict[str, list[queries.Weighed]]:
    """By age group, of those that the address asks for."""
    asked = _asked()
    kind, age = asked.get("kind"), asked.get("age")
    return {
        group: [each for each in said if each.observation.age_group == group and kind in (None, each.observation.kind)]
        for group in words.AGE_GROUPS
        if age in (None, group)
    }


def _shown(report: "Report", said: "Observation", form: GoalForm) -> str:
    (found,) = queries.weighed(g.session, g.tenant.municipality_code, [said])
    return render_template(
        "observations/show.html",
        report=report,
        each=found,
        form=form,
        section=queries.target_section(g.session, report),
        goals=[each for each in queries.goals_of(g.session, report) if each.number == said.number],
        may_change=_may_change(said),
        words=words,
    )


def _done(report: "Report", said: "Observation", deed: Callable[[], None]) -> ResponseReturnValue:
    try:
        deed()
    except Refused as refused:
        flash(words.REFUSALS[refused.reason], "error")
        return _back(report, said)
    return _stored(report, said)


def _stored(report: "Report", said: "Observation") -> ResponseReturnValue:
    flash(_("Stored."), "success")
    return _back(report, said)


def _back(report: "Report", said: "Observation") -> ResponseReturnValue:
    if said.withdrawn_at:
        return redirect(url_for("observations.index", number=report.number))
    return redirect(url_for("observations.show", number=report.number, observation=said.number))
