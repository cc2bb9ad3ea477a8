"""Files of own figures: brought in after a preview, and handed out."""

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.own_figures import columns, importing, own_files, queries, table_files, words
from app.own_figures.forms import FileForm
from app.own_figures.periods import said
from app.own_figures.reading import ReadFile, read
from app.own_figures.routes import room
from app.own_figures.rules import KINDS
from app.own_figures.table_files import BadTable, Table
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused


@page(room, "/<municipality>/omat-tunnusluvut/tiedosto", "/<municipality>/egna-siffror/fil", methods=("GET", "POST"))
@needs("figures.enter")
def bring_in() -> ResponseReturnValue:
    """Bring figures in by a file: first it is shown what would happen, and only then is anything stored."""
    if "table" in request.form:
        return _confirmed()
    form = FileForm()
    if not form.validate_on_submit():
        return _page(form)
    try:
        return _preview(form, table_files.table_of(form.file.data.read(), form.sheet.data), form.kind.data)
    except BadTable as bad:
        form.refuse("sheet" if bad.reason == "no_sheet" else "file", words.BAD_TABLES[bad.reason] % bad.details)
        return _page(form)


def _confirmed() -> ResponseReturnValue:
    """Store what was shown; where that is not what would be stored now, show it anew."""
    form, kind = FileForm(), request.form.get("kind", "")
    try:
        table = table_files.table_in(request.form["table"]) if kind in KINDS else abort(400)
        rows = read(table, kind).rows
        made = importing.confirm(g.session, current_user.id, rows, request.form.get("shown", ""))
    except BadTable as bad:
        form.refuse("file", words.BAD_TABLES[bad.reason] % bad.details)
        return _page(form)
    except Refused as refused:
        return _preview(form, table, kind, refused)
    flash(_("Stored: %(new)s new figures, %(changed)s changed.", new=len(made.with_outcome("new")),
            changed=len(made.with_outcome("changed"))), "success")  # fmt: skip
    return redirect(url_for("own_figures.index"))


def _preview(form: FileForm, table: Table, kind: str, refused: Refused | None = None) -> ResponseReturnValue:
    """What would happen to each row of a table, with the button that lets it; or what keeps it from being read."""
    found = read(table, kind)
    if unreadable := _unreadable(found):
        form.refuse("file", unreadable)
        return _page(form)
    plan = importing.planned(g.session, found.rows)
    if plan.with_outcome("bad"):
        form.refuse("file", _("Nothing is stored: correct the cells listed below in your file and choose it again."))
    elif refused and refused.reason == "changed_meanwhile":
        form.refuse("file", words.REFUSALS["plan_changed_meanwhile"])
    return _page(form, {"plan": plan, "table": table, "kind": kind, "unknown": found.unknown}, 409 if refused else 0)


def _unreadable(found: ReadFile) -> str | None:
    """The sentence about a file whose columns are not those of figures."""
    for reason, those in (("twice", found.twice), ("missing", found.missing)):
        if those:
            names = ", ".join(columns.heading(column, g.language) for column in those)
            return str(words.BAD_TABLES[reason]) % {"columns": names}
    return None


def _page(form: FileForm, preview: dict | None = None, status: int = 0) -> ResponseReturnValue:
    samples = [(suffix.upper(), url_for("own_figures.template", suffix=suffix)) for suffix in own_files.FILES]
    told = {"words": words, "heading": columns.heading, "said": said}
    page = render_template("own_figures/bring_in.html", form=form, preview=preview, samples=samples, **told)
    return page, status or (422 if form.errors else 200)


@page(
    room,
    "/<municipality>/omat-tunnusluvut/malli.<any(csv, xlsx):suffix>",
    "/<municipality>/egna-siffror/mall.<any(csv, xlsx):suffix>",
)
@needs("figures.enter")
def template(suffix: str) -> ResponseReturnValue:
    """An example to fill in, with the columns in the page's language."""
    return _handed_out(suffix, own_files.template_rows(g.language), {"fi": "malli", "sv": "mall"}[g.language])


@page(
    room,
    "/<municipality>/omat-tunnusluvut/tunnusluvut.<any(csv, xlsx):suffix>",
    "/<municipality>/egna-siffror/siffror.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def file(suffix: str) -> ResponseReturnValue:
    """Every own figure, so that it can be brought in again."""
    name = {"fi": "omat-tunnusluvut", "sv": "egna-siffror"}[g.language]
    return _handed_out(suffix, queries.file_rows(g.session, g.language), name)


def _handed_out(suffix: str, rows, name: str) -> ResponseReturnValue:
    write, mimetype = own_files.FILES[suffix]
    answer = make_response(write(rows, g.language))
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer
