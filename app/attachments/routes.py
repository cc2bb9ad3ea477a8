"""The page of a report's files, and the files themselves for the municipality's own people."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.attachments import actions, queries
from app.attachments.forms import NameForm, UploadForm
from app.attachments.kinds import LARGEST_BYTES, Kind
from app.reports.queries import report_by_number
from app.reports.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from app.web.security import body_up_to
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Attachment, Report

room = Blueprint("attachments", __name__)
FILES_FI = "/<municipality>/kertomukset/<int:number>/liitteet"
FILES_SV = "/<municipality>/berattelser/<int:number>/bilagor"
WORDS = {"fi": "liite", "sv": "bilaga"}


@page(room, FILES_FI, FILES_SV)
@needs("report.read")
def index(number: int) -> ResponseReturnValue:
    """Every file of the report, and the form for one more."""
    return _page(_report(number), UploadForm(formdata=None))


@page(room, FILES_FI, FILES_SV, methods=("POST",))
@needs("section.write")
@body_up_to(LARGEST_BYTES + 1024 * 1024)
def attach(number: int) -> ResponseReturnValue:
    """Bring a file in."""
    report, form = _report(number), UploadForm()
    if not form.validate():
        return _page(report, form), 422
    try:
        added = actions.attach(g.session, current_user.id, report, form.body, form.kind, form.names)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "file")
        return _page(report, form), 409
    flash(_("Attachment %(number)s is stored.", number=added.number), "success")
    return redirect(url_for("attachments.index", number=number))


@page(room, f"{FILES_FI}/<int:attachment>", f"{FILES_SV}/<int:attachment>")
@needs("report.read")
def file(number: int, attachment: int) -> ResponseReturnValue:
    """The file itself: a picture to look at, anything else to take along."""
    found = _attachment(number, attachment)
    name = f"{WORDS[g.language]}-{number}-{attachment}"
    return handed_out(queries.body_of(g.session, found.id), found, name, found.checksum)


@page(room, f"{FILES_FI}/<int:attachment>/nimi", f"{FILES_SV}/<int:attachment>/namn", methods=("GET", "POST"))
@needs("section.write")
def rename(number: int, attachment: int) -> ResponseReturnValue:
    """Its names and alternative texts."""
    report, found = _report(number), _attachment(number, attachment)
    form = NameForm(obj=found)
    form.kind = Kind(found.format, found.width, found.height)
    if form.validate_on_submit():
        try:
            actions.rename(g.session, current_user.id, report, found, form.names)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "name_fi")
        else:
            flash(_("The names are stored."), "success")
            return redirect(url_for("attachments.index", number=number))
    status = 422 if form.is_submitted() else 200
    return render_template("attachments/rename.html", report=report, attachment=found, form=form), status


@page(room, f"{FILES_FI}/<int:attachment>/poisto", f"{FILES_SV}/<int:attachment>/borttagning", methods=("POST",))
@needs("section.write")
def remove(number: int, attachment: int) -> ResponseReturnValue:
    """Take a file away, or put it back: whichever button was pressed."""
    report, found = _report(number), _attachment(number, attachment)
    deed = {"remove": actions.remove, "put_back": actions.put_back}.get(request.form.get("deed")) or abort(400)
    try:
        deed(g.session, current_user.id, report, found)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        done = {actions.remove: _("The attachment is taken away."), actions.put_back: _("The attachment is back.")}
        flash(done[deed], "success")
    return redirect(url_for("attachments.index", number=number))


def handed_out(body: bytes, kind: "Attachment | Kind", name: str, checksum: str) -> Response:
    """A file with its own type, which a browser does not guess; only a picture is shown in the page's place."""
    answer = make_response(body)
    answer.headers["Content-Type"] = Kind(kind.format, kind.width, kind.height).media_type
    way = "inline" if kind.width else "attachment"
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}.{kind.format}"'
    answer.set_etag(checksum)
    return answer.make_conditional(request)


def _report(number: int) -> "Report":
    return report_by_number(g.session, number) or abort(404)


def _attachment(number: int, attachment: int) -> "Attachment":
    return queries.attachment_at(g.session, number, attachment) or abort(404)


def _page(report: "Report", form: UploadForm) -> str:
    """Where each is shown is told, so that nobody takes away what a text shows."""
    files = queries.attachments(g.session, report)
    shown = {
        each.number: [part for part in report.sections if f"(attachment:{each.number})" in part.text_fi + part.text_sv]
        for each in files
    }
    return render_template("attachments/index.html", report=report, files=files, shown=shown, form=form)
