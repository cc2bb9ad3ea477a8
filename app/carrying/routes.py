"""The pages where a report is begun from the one before, brought up to date, and read beside another."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.carrying import actions, queries
from app.carrying.comparison import Beside, beside_pdf, read, sides
from app.carrying.forms import NextTermForm, YearForm
from app.carrying.rules import continued
from app.carrying.words import REFUSALS
from app.plan.queries import plan_by_number
from app.reports.beginning import Periods
from app.reports.queries import report_by_number
from app.reports.routes import report_of
from app.reports.rules import Kind
from app.reports.template_queries import offered, template_in_use
from app.reports.words import named
from app.text_figures.queries import figures_of_report
from app.web.access import needs
from app.web.languages import page
from app.writing.difference import Words, as_html, compare
from app.writing.typesetting import TypesettingFailed
from tenants import clock
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report

room = Blueprint("carrying", __name__)
REPORT_FI, REPORT_SV = "/<municipality>/kertomukset/<int:number>", "/<municipality>/berattelser/<int:number>"
BESIDE_FI, BESIDE_SV = f"{REPORT_FI}/rinnalla/<int:before>", f"{REPORT_SV}/bredvid/<int:before>"


@page(
    room,
    "/<municipality>/suunnitelmat/<int:number>/vuosiraportti",
    "/<municipality>/planer/<int:number>/arsrapport",
    methods=("GET", "POST"),
)
@needs("report.begin")
def annual(number: int) -> ResponseReturnValue:
    """Begin the annual report of a year of the plan."""
    plan = plan_by_number(g.session, number) or abort(404)
    form = YearForm(plan, queries.last_year_told_of(g.session, plan))
    if form.validate_on_submit():
        template, code = template_in_use(g.session, "annual") or abort(404), g.tenant.municipality_code
        try:
            begun = actions.begin_annual(g.session, current_user.id, code, template, plan, form.year.data)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "year")
        else:
            return _begun(begun)
    return render_template("carrying/annual.html", plan=plan, form=form), 422 if form.is_submitted() else 200


@page(room, f"{REPORT_FI}/seuraava", f"{REPORT_SV}/nasta", methods=("GET", "POST"))
@needs("report.begin")
def next_term(number: int) -> ResponseReturnValue:
    """Begin the next term's report from this one and its plan."""
    last, templates = report_of(number), _comprehensive()
    form = NextTermForm(named(templates, g.language), data=_next_years(last) | {"template": next(iter(templates), "")})
    if form.validate_on_submit():
        told = (g.tenant.municipality_code, templates[form.template.data], last, Periods(**form.periods))
        try:
            return _begun(actions.begin_next_term(g.session, current_user.id, *told))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "template")
    return render_template("carrying/next_term.html", report=last, form=form), 422 if form.is_submitted() else 200


@page(room, f"{REPORT_FI}/seuranta", f"{REPORT_SV}/uppfoljning", methods=("POST",))
@needs("report.begin")
def bring_up_to_date(number: int) -> ResponseReturnValue:
    """The tables of measures and outcomes as they are now."""
    try:
        actions.bring_up_to_date(g.session, current_user.id, g.tenant.municipality_code, report_of(number))
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("The tables tell what follow-up and figures say now."), "success")
    return redirect(url_for("reports.show", number=number))


@page(room, f"{REPORT_FI}/rinnalla", f"{REPORT_SV}/bredvid")
@needs("report.read")
def earlier(number: int) -> ResponseReturnValue:
    """Which earlier report this one is read beside."""
    report = report_of(number)
    return render_template("carrying/earlier.html", report=report, earlier=queries.earlier_reports(g.session, report))


@page(room, BESIDE_FI, BESIDE_SV)
@needs("report.read")
def beside(number: int, before: int) -> ResponseReturnValue:
    """A report beside an earlier one, section by section, in the page's language."""
    report, earlier = report_of(number), _earlier(number, before)
    words = Words(added=_("added:"), removed=_("removed:"), end=_("end of the change"))
    told = {"report": report, "earlier": earlier, "sections": _compared(earlier, report)}
    return render_template("carrying/beside.html", **told, sides=sides, drawn=lambda block: as_html([block], words))


@page(room, f"{BESIDE_FI}/vertailu.pdf", f"{BESIDE_SV}/jamforelse.pdf")
@needs("report.read")
def beside_on_paper(number: int, before: int) -> ResponseReturnValue:
    """The same for the council's papers."""
    report, earlier = report_of(number), _earlier(number, before)
    titles = earlier.title(g.language), report.title(g.language)
    told = (_compared(earlier, report), g.tenant.names[g.language], clock.today(), g.language, _)
    try:
        answer = make_response(beside_pdf(titles, *told))
    except TypesettingFailed:
        current_app.logger.exception("a comparison was not typeset")
        abort(500)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{earlier.years}-{report.years}.pdf"'
    return answer


def _begun(report: "Report") -> ResponseReturnValue:
    flash(_("The report is begun from what was there. Confirm or change each text that was carried over."), "success")
    return redirect(url_for("reports.show", number=report.number))


def _comprehensive() -> dict:
    return {word: each for word, each in offered(g.session).items() if each.kind in (Kind.COMPREHENSIVE, Kind.OWN)}


def _next_years(last: "Report") -> dict[str, int]:
    """The report looks back at the plan's years, or its own; the next plan has as many from there."""
    first, end = last.plan_years
    return {"first_year": first, "last_year": end, "plan_first_year": end, "plan_last_year": end + (end - first)}


def _earlier(number: int, before: int) -> "Report":
    return (before < number and report_by_number(g.session, before)) or abort(404)


def _compared(earlier: "Report", report: "Report") -> list[Beside]:
    """Figures in the texts as they are read."""
    shown = {each.id: figures_of_report(g.session, each.id) for each in (earlier, report)}

    def said(section) -> str:
        kept = shown[section.report_id].get(section.id, ()) if section else ()
        return read(section.text(g.language), kept, g.language) if section else ""

    return [
        Beside(
            title=_name(now or was),
            earlier=_name(was) if was and now and _name(was) != _name(now) else None,
            position=now.position if now else None,
            blocks=compare(said(was), said(now)),
        )
        for was, now in continued(earlier.sections, report.sections)
    ]


def _name(section) -> str:
    return f"{section.number} {section.title(g.language)}"
