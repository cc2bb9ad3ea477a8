"""The public status page, and the desk's page of announcements."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.notices import actions, board, queries
from app.notices.forms import AnnouncementForm
from app.notices.words import AUDIENCES, KINDS
from app.web.access import public, staff_only
from app.web.languages import page
from tenants import clock

room = Blueprint("notices", __name__)
room.record_once(lambda state: board.init(state.app))
room.app_context_processor(lambda: {"notice_kinds": KINDS})


@page(room, "/tila", "/status")
@public
def status() -> ResponseReturnValue:
    """How the service is now, what is planned, and what has been during the last year."""
    now = clock.now()
    told = [each for each in queries.of_a_year(g.session, now) if board.is_for_visitor(each)]
    return render_template(
        "notices/status.html",
        present=[each for each in told if not each.is_over(now)],
        past=[each for each in told if each.has_been(now)],
        is_disturbed=any(each.kind == "incident" and each.is_shown(now) for each in told),
    )


@page(room, "/liitto/tiedotteet", "/forbundet/information", methods=("GET", "POST"))
@staff_only
def announcements() -> ResponseReturnValue:
    """All of a year, and a form for another."""
    form = AnnouncementForm()
    if form.validate_on_submit():
        actions.announce(g.session, current_user.id, form.told())
        return _stored()
    told, now = queries.of_a_year(g.session, clock.now()), clock.now()
    page = render_template("notices/announcements.html", form=form, told=told, audiences=AUDIENCES, now=now)
    return page, 422 if form.is_submitted() else 200


@page(
    room,
    "/liitto/tiedotteet/<uuid:announcement_id>",
    "/forbundet/information/<uuid:announcement_id>",
    methods=("GET", "POST"),
)
@staff_only
def announcement(announcement_id: UUID) -> ResponseReturnValue:
    """Change one."""
    found = queries.announcement(g.session, announcement_id) or abort(404)
    form = AnnouncementForm(found)
    if form.validate_on_submit():
        actions.change(g.session, current_user.id, found, form.told())
        return _stored()
    return render_template("notices/announcement.html", form=form, found=found), 422 if form.is_submitted() else 200


@page(
    room,
    "/liitto/tiedotteet/<uuid:announcement_id>/paata",
    "/forbundet/information/<uuid:announcement_id>/avsluta",
    methods=("POST",),
)
@staff_only
def end(announcement_id: UUID) -> ResponseReturnValue:
    """It is over."""
    actions.end(g.session, current_user.id, queries.announcement(g.session, announcement_id) or abort(404))
    return _stored()


def _stored() -> ResponseReturnValue:
    """The banner of this process changes at once, others follow within a minute."""
    board.board().forget()
    flash(_("The announcement is stored. It can take a minute until every page shows it."), "success")
    return redirect(url_for("notices.announcements"))
