"""One entry of the annual clock: to read, add, change, tell how far it is, take out and bring back."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.calendar import actions, queries, rules, words
from app.calendar.forms import EntryForm
from app.calendar.routes import YEAR_FI, YEAR_SV, known_year, room
from app.sections.queries import members
from app.web import numbers
from app.web.access import needs
from app.web.languages import page
from tenants import people
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.calendar.models import CalendarEntry

ENTRY_FI, ENTRY_SV = f"{YEAR_FI}/<int:entry_number>", f"{YEAR_SV}/<int:entry_number>"
FIELDS = {"due_in_another_year": "due_on_typed", "not_a_member": "owner", "changed_meanwhile": "due_on_typed"}
"""Where a refusal is told; the others are about the first day."""


@page(room, f"{YEAR_FI}/uusi", f"{YEAR_SV}/ny", methods=("GET", "POST"))
@needs("calendar.change")
def add_entry(year: int) -> ResponseReturnValue:
    """Add an entry to a year."""
    form = EntryForm(g.language, g.written_in, members(g.session))
    if form.validate_on_submit():
        try:
            actions.add_entry(g.session, current_user.id, known_year(year), form.told)
        except Refused as refused:
            _refuse(form, refused)
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("calendar.of_year", year=year))
    return render_template("calendar/add_entry.html", year=known_year(year), form=form), 422 if form.errors else 200


@page(room, ENTRY_FI, ENTRY_SV)
@needs("calendar.read")
def entry(year: int, entry_number: int) -> ResponseReturnValue:
    """One entry, and who answers for it."""
    found = _entry(year, entry_number)
    names = people.names_of(g.session, {found.owner_id, found.deputy_id} - {None})
    return render_template("calendar/entry.html", entry=found, names=names, may_move=_may_move(found))


@page(room, ENTRY_FI, ENTRY_SV, methods=("POST",))
@needs("calendar.take_part")
def move_entry(year: int, entry_number: int) -> ResponseReturnValue:
    """Tell how far it is."""
    found, state = _entry(year, entry_number), request.form.get("state")
    if not _may_move(found):
        abort(403)
    if state not in rules.STATES:
        abort(400)
    try:
        actions.move_entry(g.session, current_user.id, found, state)
        flash(_("Stored."), "success")
    except Refused as refused:
        flash(words.REFUSALS[refused.reason], "error")
    return redirect(url_for("calendar.entry", year=year, entry_number=entry_number))


@page(room, f"{ENTRY_FI}/muokkaa", f"{ENTRY_SV}/redigera", methods=("GET", "POST"))
@needs("calendar.change")
def change_entry(year: int, entry_number: int) -> ResponseReturnValue:
    """Say it otherwise."""
    found = _entry(year, entry_number)
    form = EntryForm(g.language, g.written_in, members(g.session), data=_kept(found))
    if form.validate_on_submit():
        try:
            actions.change_entry(g.session, current_user.id, found, form.told, form.seen.data)
        except Refused as refused:
            _refuse(form, refused)
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("calendar.entry", year=year, entry_number=entry_number))
    return render_template("calendar/change_entry.html", entry=found, form=form), 422 if form.errors else 200


@page(room, f"{ENTRY_FI}/poista", f"{ENTRY_SV}/ta-bort", methods=("POST",))
@needs("calendar.change")
def remove_entry(year: int, entry_number: int) -> ResponseReturnValue:
    """Take it out of the clock, or bring it back."""
    found = _entry(year, entry_number)
    if request.form.get("deed") == "bring_back":
        actions.restore_entry(g.session, current_user.id, found)
        flash(_("It is back in the clock."), "success")
    else:
        actions.remove_entry(g.session, current_user.id, found)
        flash(_("It is removed. It can be brought back below the list."), "success")
    return redirect(url_for("calendar.of_year", year=year))


def _entry(year: int, number: int) -> "CalendarEntry":
    return queries.entry_at(g.session, year, number) or abort(404)


def _may_move(entry: "CalendarEntry") -> bool:
    """The support's people own nothing, and read only."""
    if not may(g.role, "calendar.take_part") or entry.removed_at:
        return False
    whose = (current_user.id, entry.owner_id, entry.deputy_id)
    return rules.may_move(*whose, may_change=may(g.role, "calendar.change"))


def _kept(entry: "CalendarEntry") -> dict[str, str]:
    return {
        "title_fi": entry.title_fi,
        "title_sv": entry.title_sv,
        "step": str(entry.step or ""),
        "begins_on_typed": numbers.day(entry.begins_on, g.language) if entry.begins_on else "",
        "due_on_typed": numbers.day(entry.due_on, g.language),
        "owner": str(entry.owner_id or ""),
        "deputy": str(entry.deputy_id or ""),
        "seen": entry.mark,
    }


def _refuse(form: EntryForm, refused: Refused) -> None:
    form.refuse_as(refused, words.REFUSALS, FIELDS.get(refused.reason, "begins_on_typed"))
