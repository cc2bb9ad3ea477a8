"""The plan of how a report is told of: the list and its file, and what is done with its rows."""

from typing import TYPE_CHECKING

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.calendar import communication_actions, queries, rules, words
from app.calendar.forms import CommunicationForm
from app.calendar.routes import room
from app.reports.routes import report_of
from app.sections.queries import members
from app.web import numbers
from app.web.access import needs
from app.web.csv_files import as_csv
from app.web.languages import page
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.calendar.models import CommunicationEntry
    from app.reports.models import Report

PLAN_FI = "/<municipality>/kertomukset/<int:number>/viestinta"
PLAN_SV = "/<municipality>/berattelser/<int:number>/kommunikation"
ROW_FI, ROW_SV = f"{PLAN_FI}/<int:row_number>", f"{PLAN_SV}/<int:row_number>"
OF_THE_PLAN = {
    "remove": communication_actions.remove_communication,
    "bring_back": communication_actions.restore_communication,
}
DEEDS = OF_THE_PLAN | {"done": communication_actions.mark_done, "not_done": communication_actions.mark_not_done}
FIELDS = {"not_a_member": "owner"}
"""Where a refusal is told; the others are about the whole row and stand at its day."""


@page(room, PLAN_FI, PLAN_SV)
@needs("calendar.read")
def communication(number: int) -> ResponseReturnValue:
    """Everything that is planned, by day."""
    report = report_of(number)
    rows = queries.communication_of(g.session, report)
    return render_template("calendar/communication.html", report=report, rows=rows, may_move=_may_move)


@page(room, f"{PLAN_FI}.csv", f"{PLAN_SV}.csv")
@needs("calendar.read")
def communication_file(number: int) -> ResponseReturnValue:
    """The same as a table."""
    rows = queries.communication_of(g.session, report_of(number))
    head = [
        _("Day"), _("Target group"), _("Channel"), _("What is said"), _("Responsible person"), _("Done"), _("Who"),
    ]  # fmt: skip
    answer = Response(as_csv([head, *(_line(*each) for each in rows if not each[0].removed_at)]), mimetype="text/csv")
    name = f"{_('communication')}-{g.slugs[g.language]}-{number}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@page(room, f"{PLAN_FI}/uusi", f"{PLAN_SV}/ny", methods=("GET", "POST"))
@needs("calendar.change")
def add_communication(number: int) -> ResponseReturnValue:
    """Plan one more."""
    report, form = report_of(number), CommunicationForm(g.written_in, members(g.session))
    if form.validate_on_submit():
        try:
            communication_actions.add_communication(g.session, current_user.id, report, form.planned)
        except Refused as refused:
            _refuse(form, refused)
        else:
            return _stored(number)
    return render_template("calendar/add_communication.html", report=report, form=form), 422 if form.errors else 200


@page(room, f"{ROW_FI}/muokkaa", f"{ROW_SV}/redigera", methods=("GET", "POST"))
@needs("calendar.change")
def change_communication(number: int, row_number: int) -> ResponseReturnValue:
    """Plan it otherwise."""
    report = report_of(number)
    row = _row(report, row_number)
    form = CommunicationForm(g.written_in, members(g.session), obj=row, data=_kept(row))
    if form.validate_on_submit():
        planned = (form.planned, form.seen.data)
        try:
            communication_actions.change_communication(g.session, current_user.id, report, row, *planned)
        except Refused as refused:
            _refuse(form, refused)
        else:
            return _stored(number)
    shown = {"report": report, "row": row, "form": form}
    return render_template("calendar/change_communication.html", **shown), 422 if form.errors else 200


@page(room, ROW_FI, ROW_SV, methods=("POST",))
@needs("calendar.take_part")
def move_communication(number: int, row_number: int) -> ResponseReturnValue:
    """Tell that it is done, or is not after all; take it out, or bring it back."""
    report, deed = report_of(number), request.form.get("deed")
    row = _row(report, row_number)
    if not _may_move(row) or (deed in OF_THE_PLAN and not may(g.role, "calendar.change")):
        abort(403)
    act = DEEDS.get(deed) or abort(400)
    try:
        act(g.session, current_user.id, report, row)
    except Refused as refused:
        flash(words.REFUSALS[refused.reason], "error")
        return redirect(url_for("calendar.communication", number=number))
    return _stored(number)


def _row(report: "Report", number: int) -> "CommunicationEntry":
    return queries.communication_at(g.session, report, number) or abort(404)


def _may_move(row: "CommunicationEntry") -> bool:
    return may(g.role, "calendar.take_part") and rules.may_move(
        current_user.id, row.owner_id, None, may_change=may(g.role, "calendar.change")
    )


def _line(row: "CommunicationEntry", owner: str | None, doer: str | None) -> list[object]:
    said = [row.told(part, g.language) for part in ("group", "channel", "message")]
    done = numbers.moment(row.done_at, g.language) if row.done_at else ""
    return [numbers.day(row.planned_on, g.language), *said, owner or "", done, doer or ""]


def _kept(row: "CommunicationEntry") -> dict[str, str]:
    return {
        "planned_on_typed": numbers.day(row.planned_on, g.language),
        "owner": str(row.owner_id or ""),
        "seen": row.mark,
    }


def _refuse(form: CommunicationForm, refused: Refused) -> None:
    form.refuse_as(refused, words.REFUSALS, FIELDS.get(refused.reason, "planned_on_typed"))


def _stored(number: int) -> ResponseReturnValue:
    flash(_("Stored."), "success")
    return redirect(url_for("calendar.communication", number=number))
