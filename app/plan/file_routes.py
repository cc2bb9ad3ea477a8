"""The plan as a workbook for a board: taken along, and brought back after a preview."""

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.own_figures.table_files import BadTable, Table, table_in, table_of
from app.own_figures.words import BAD_TABLES
from app.plan import importing, pages, queries, sheet, tags, words
from app.plan.file_changes import planned
from app.plan.forms import FileForm
from app.plan.pages import PLAN_FI, PLAN_SV
from app.plan.routes import room
from app.plan.sheet_reading import read
from app.web.access import needs
from app.web.excel_files import as_excel
from app.web.languages import page
from tenants.errors import Refused
from tenants.membership import members

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(room, f"{PLAN_FI}.xlsx", f"{PLAN_SV}.xlsx")
@needs("plan.read")
def workbook(number: int) -> ResponseReturnValue:
    """Every row of the plan, so that it can be brought in again."""
    told = pages.content_here(pages.plan_of(number))
    answer = make_response(as_excel({_("Welfare plan"): sheet.rows_of(told, _words())}))
    answer.mimetype = EXCEL
    name = {"fi": "suunnitelma", "sv": "plan"}[g.language]
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}-{number}.xlsx")
    return answer


@page(room, f"{PLAN_FI}/tiedosto", f"{PLAN_SV}/fil", methods=("GET", "POST"))
@needs("plan.write")
def bring_in(number: int) -> ResponseReturnValue:
    """Show what a file would change; store it when that has been confirmed."""
    plan = pages.plan_of(number)
    if "table" in request.form:
        return _confirmed(plan)
    form = FileForm()
    if not form.validate_on_submit():
        return _page(plan, form)
    try:
        return _preview(plan, form, table_of(form.file.data.read()))
    except BadTable as bad:
        form.refuse("file", BAD_TABLES[bad.reason] % bad.details)
        return _page(plan, form)


def _confirmed(plan) -> ResponseReturnValue:
    """Store what was shown; where that is not what would be stored now, show it anew."""
    form = FileForm()
    try:
        table = table_in(request.form["table"])
        told = (g.tenant.municipality_code, read(table, _words()) or [], request.form.get("shown", ""))
        made = importing.confirm(g.session, current_user.id, plan, *told)
    except BadTable as bad:
        form.refuse("file", BAD_TABLES[bad.reason] % bad.details)
        return _page(plan, form)
    except Refused as refused:
        form.refuse_as(refused, words.REFUSALS, "file")
        return _preview(plan, form, table, 409)
    counts = {name: len(made.with_outcome(name)) for name in ("new", "changed", "removed")}
    flash(_("Stored: %(new)s new rows, %(changed)s changed, %(removed)s removed.", **counts), "success")
    return redirect(url_for("plan.show", number=plan.number))


def _preview(plan, form: FileForm, table: Table, status: int = 0) -> ResponseReturnValue:
    rows = read(table, _words())
    if rows is None:
        form.refuse("file", _("The file lacks columns of the plan's workbook. Take the workbook along and fill it in."))
        return _page(plan, form)
    made = planned(plan, rows)
    if made.with_outcome("bad"):
        form.refuse("file", _("Nothing is stored: correct the cells listed below in your file and choose it again."))
    return _page(plan, form, {"made": made, "table": table}, status)


def _page(plan, form: FileForm, preview: dict | None = None, status: int = 0) -> ResponseReturnValue:
    told = {"preview": preview, "heading": sheet.heading, "said": _words()}
    drawn = render_template("plan/bring_in.html", plan=plan, form=form, **told)
    return drawn, status or (422 if form.errors else 200)


def _words() -> sheet.Words:
    every = tags.every_tag(g.session)
    return sheet.Words(
        g.language,
        kinds={key: str(word) for key, word in words.FILE_ROWS.items()},
        ages={key: str(word) for key, word in words.AGE_GROUPS.items()},
        statuses={key: str(word) for key, word in words.STATUSES.items()},
        tags={key: tag.title[g.language] for key, tag in every.items()},
        people={str(each.person_id): each.name for each in members(g.session)},
        indicators=queries.listed_numbers(g.session) if request.method == "POST" else (),
    )
