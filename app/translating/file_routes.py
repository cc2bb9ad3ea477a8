"""Texts to translate as files: handed out as XLIFF or CSV, and brought in after a preview."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.queries import report_with_translations
from app.sections.forms import LONGEST_TEXT
from app.translating import comparing, exporting, importing, reading, words
from app.translating.forms import FileForm
from app.translating.routes import room
from app.web.access import needs
from app.web.languages import OTHER, page
from app.writing.exchange import BadExchange, Unit
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report

IN_REPORT_FI = "/<municipality>/kertomukset/<int:number>/kaannokset"
IN_REPORT_SV = "/<municipality>/berattelser/<int:number>/oversattningar"


@page(
    room,
    f"{IN_REPORT_FI}/<any(fi, sv):text_language>.<any(csv, xlf):suffix>",
    f"{IN_REPORT_SV}/<any(fi, sv):text_language>.<any(csv, xlf):suffix>",
)
@needs("report.read")
def file(number: int, text_language: str, suffix: str) -> ResponseReturnValue:
    """What is translated into a language: of the whole report or a `section`, all or `only` what is unfinished."""
    report, position = _report(number), request.args.get("section", type=int)
    sections = [importing.translated(each) for each in report.sections if position in (None, each.position)]
    units = exporting.units_of(sections, text_language, unfinished_only="only" in request.args)
    write, mimetype = reading.FILES[suffix]
    answer = make_response(write(units, OTHER[text_language], text_language, report.title(OTHER[text_language])))
    answer.mimetype = mimetype
    name = "-".join(str(each) for each in (report.years, position, text_language) if each)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer


@page(room, IN_REPORT_FI, IN_REPORT_SV)
@needs("report.read")
def files(number: int) -> ResponseReturnValue:
    """How far the translation of each section is, its texts as files, and the way back for them."""
    return _page(_report(number), FileForm())


@page(room, IN_REPORT_FI, IN_REPORT_SV, methods=("POST",))
@needs("section.write")
def bring_in(number: int) -> ResponseReturnValue:
    """Show what a file would change; store it when that has been confirmed."""
    report, form = _report(number), FileForm()
    if "units" in request.form:
        return _confirmed(report, form)
    if not form.validate():
        return _page(report, form)
    try:
        units = reading.units_of(form.file.data.read())
    except BadExchange as bad:
        form.refuse("file", words.bad_file(bad))
        return _page(report, form)
    return _page(report, form, importing.planned(report, units))


def _confirmed(report: "Report", form: FileForm) -> ResponseReturnValue:
    """Store what was shown; where that is not what would be stored now, show it anew."""
    units = _sent()
    try:
        told = (units, request.form.get("shown", ""), LONGEST_TEXT)
        made = importing.confirm(g.session, current_user.id, report, *told)
    except Refused as refused:
        form.refuse("file", words.IMPORT_REFUSALS[refused.reason])
        return _page(report, form, importing.planned(report, units), 409)
    flash(_("Translations brought in: %(count)s.", count=len(made.taken)), "success")
    return redirect(url_for("translating.files", number=report.number))


def _sent() -> list[Unit]:
    try:
        return comparing.units_in(request.form["units"])
    except ValueError:
        abort(400)


def _report(number: int) -> "Report":
    """404 where only one language is written."""
    report = report_with_translations(g.session, number) if len(g.written_in) > 1 else None
    return report or abort(404)


def _page(report: "Report", form: FileForm, plan: comparing.Plan | None = None, status: int = 0) -> ResponseReturnValue:
    drawn = render_template("translating/files.html", report=report, form=form, plan=plan, words=words)
    return drawn, status or (422 if form.errors else 200)
