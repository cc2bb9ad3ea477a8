"""A municipality's pages about its reports."""

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports import actions, queries, template_queries
from app.reports.beginning import Periods, begin_report
from app.reports.forms import AdoptionForm, BeginForm, PlainForm
from app.reports.rules import may_be_submitted, unconfirmed, without_people
from app.reports.words import REFUSALS, named
from app.web import numbers
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report

room = Blueprint("reports", __name__)


@page(room, "/<municipality>/kertomukset/", "/<municipality>/berattelser/")
@needs("report.read")
def index() -> ResponseReturnValue:
    """Every report of the municipality."""
    return render_template("reports/index.html", reports=queries.reports(g.session))


@page(room, "/<municipality>/kertomukset/uusi", "/<municipality>/berattelser/ny", methods=("GET", "POST"))
@needs("report.begin")
def begin() -> ResponseReturnValue:
    """Begin a report from a template."""
    offered = template_queries.offered(g.session)
    form = BeginForm(named(offered, g.language), data={"template": next(iter(offered), None)})
    if not form.validate_on_submit():
        return render_template("reports/begin.html", form=form), 422 if form.is_submitted() else 200
    chosen, periods = offered[form.template.data], Periods(**form.periods)
    report = begin_report(g.session, current_user.id, g.tenant.municipality_code, chosen, periods)
    flash(_("The report is begun. The latest figures are already in their places."), "success")
    return redirect(url_for("reports.show", number=report.number))


@page(room, "/<municipality>/kertomukset/<int:number>", "/<municipality>/berattelser/<int:number>")
@needs("report.read")
def show(number: int) -> ResponseReturnValue:
    """A report's contents, the state of each section, and the next step."""
    return _shown(report_of(number))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/valtuustolle",
    "/<municipality>/berattelser/<int:number>/till-fullmaktige",
    methods=("POST",),
)
@needs("report.submit")
def submit(number: int) -> ResponseReturnValue:
    """Hand the report to the council."""
    submit_report = partial(actions.submit_report, languages=g.written_in)
    return _moved(number, submit_report, _("The report is submitted to the council."))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/palauta",
    "/<municipality>/berattelser/<int:number>/returnera",
    methods=("POST",),
)
@needs("report.return")
def take_back(number: int) -> ResponseReturnValue:
    """Return a submitted report to work."""
    return _moved(number, actions.return_report, _("The report is back in work."))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/hyvaksynta",
    "/<municipality>/berattelser/<int:number>/godkannande",
    methods=("GET", "POST"),
)
@needs("report.adopt")
def adoption(number: int) -> ResponseReturnValue:
    """Record the council's decision, or mend a mistyped date or §."""
    report = report_of(number)
    form = _adoption_form(report)
    if form.validate_on_submit():
        record = actions.correct_adoption if report.is_frozen else actions.adopt_report
        try:
            record(g.session, current_user.id, report, form.meeting_day, form.meeting_section.data)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "meeting_on")
        else:
            flash(_("The council's decision is recorded. Text and figures are frozen."), "success")
            return redirect(url_for("reports.show", number=number))
    return render_template("reports/adoption.html", report=report, form=form), 422 if form.is_submitted() else 200


def report_of(number: int) -> "Report":
    """The report that an address names; 404 where there is none."""
    return queries.report_by_number(g.session, number) or abort(404)


def _adoption_form(report: "Report") -> AdoptionForm:
    """With the decision already recorded, if there is one."""
    meeting_on = numbers.day(report.meeting_on, g.language) if report.meeting_on else ""
    return AdoptionForm(meeting_on=meeting_on, meeting_section=report.meeting_section or "")


def _shown(report: "Report", refusal: str | None = None) -> ResponseReturnValue:
    return render_template(
        "reports/show.html",
        report=report,
        refusal=refusal,
        form=PlainForm(formdata=None),
        unfinished=may_be_submitted(report.sections),
        unconfirmed=unconfirmed(report.sections),
        without_people=without_people(report.sections, is_alone=queries.is_alone(g.session)),
        stories=queries.stories_of(g.session, [report]),
        final_editor=report.final_editor(clock.now()),
    ), 409 if refusal else 200


def _moved(number: int, move, done: str) -> ResponseReturnValue:
    report = report_of(number)
    try:
        move(g.session, current_user.id, report)
    except Refused as refused:
        return _shown(report, REFUSALS[refused.reason])
    flash(done, "success")
    return redirect(url_for("reports.show", number=number))
