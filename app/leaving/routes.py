"""A coordinator takes everything along, or has it deleted. Every page works behind the municipality's own wall."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.leaving import actions, queries
from app.leaving.forms import DeletionForm
from app.leaving.rules import KEPT, kept_until
from app.leaving.words import EXPORT_STATES, REFUSALS
from app.web import entrance
from app.web.access import confirmed, needs
from app.web.languages import page
from app.web.zip_files import begun
from tenants import audit, clock
from tenants.errors import Refused

room = Blueprint("leaving", __name__)


@page(room, "/<municipality>/tietojen-vienti", "/<municipality>/exportera")
@needs("data.export")
@confirmed
def exports() -> ResponseReturnValue:
    """What is being made, how far it has come, and what can be fetched."""
    found = queries.exports(g.session)
    is_waiting = any(each.state == "waiting" for each in found)
    return render_template(
        "leaving/exports.html", exports=found, states=EXPORT_STATES, kept=KEPT, is_waiting=is_waiting
    )


@page(room, "/<municipality>/tietojen-vienti/pyynto", "/<municipality>/exportera/begaran", methods=("POST",))
@needs("data.export")
@confirmed
def ask_for_export() -> ResponseReturnValue:
    """Have the zip made; a second press changes nothing."""
    if actions.ask_for_export(g.session, current_user.id):
        flash(_("The export is being made. You get a letter when it is ready, so you need not wait here."), "success")
    else:
        flash(_("An export is being made already."))
    return redirect(url_for("leaving.exports"))


@page(
    room,
    "/<municipality>/tietojen-vienti/<uuid:export_id>.zip",
    "/<municipality>/exportera/<uuid:export_id>.zip",
    methods=("POST",),
)
@needs("data.export")
@confirmed
def fetch(export_id: uuid.UUID) -> ResponseReturnValue:
    """The zip itself; who fetched it stands in the trail."""
    export = queries.ready_export(g.session, export_id) or abort(404)
    audit.write(g.session, current_user.id, "export.fetched")
    answer = Response(begun(_pieces(entrance.beside(), export_id)), mimetype="application/zip")
    answer.content_length = export.size
    name = f"{g.slugs[g.language]}-{clock.day_of(export.asked_at).isoformat()}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pieces(sessions: Callable[[], AbstractContextManager], export_id: uuid.UUID) -> Iterator[bytes]:
    """One at a time: the answer takes the memory of one, and no transaction for longer than one takes."""
    for position in count():
        with sessions() as session:
            piece = queries.chunk(session, export_id, position)
        if piece is None:
            return
        yield piece


@page(room, "/<municipality>/tietojen-poistaminen", "/<municipality>/radera")
@needs("data.delete")
def deletion() -> ResponseReturnValue:
    """Whether everything is to be deleted, when, and the way to stop it."""
    return _deletion()


@page(
    room,
    "/<municipality>/tietojen-poistaminen/pyynto",
    "/<municipality>/radera/begaran",
    methods=("GET", "POST"),
)
@needs("data.delete")
@confirmed
def ask_for_deletion() -> ResponseReturnValue:
    """Ask for everything to be deleted, after a delay."""
    form, refusal = DeletionForm(), None
    if form.validate_on_submit() and form.names_it(g.tenant.names):
        withdraws = form.withdraws_editions.data
        try:
            actions.begin_deletion(
                g.session, current_user.id, g.tenant.id, form.delay_days.data, withdraws_editions=withdraws
            )
        except Refused as refused:
            refusal = REFUSALS[refused.reason]
        else:
            flash(_("The deletion is asked for. Every coordinator gets a letter and can stop it."), "success")
            return redirect(url_for("leaving.deletion"))
    page = render_template("leaving/ask_for_deletion.html", form=form, refusal=refusal, **_what_stays())
    return page, 409 if refusal else 422 if form.is_submitted() else 200


@page(
    room, "/<municipality>/tietojen-poistaminen/pysayta", "/<municipality>/radera/stoppa", methods=("POST",)
)
@needs("data.delete")
def stop_deletion() -> ResponseReturnValue:
    """Keep everything as it is."""
    record = queries.open_deletion(g.session, g.tenant.id)
    try:
        actions.stop_deletion(g.session, current_user.id, record)
    except Refused as refused:
        return _deletion(REFUSALS[refused.reason]), 409
    flash(_("The deletion is stopped. Nothing has changed. All coordinators get a letter."), "success")
    return redirect(url_for("leaving.deletion"))


def _deletion(refusal: object = None) -> str:
    record = queries.open_deletion(g.session, g.tenant.id)
    return render_template("leaving/deletion.html", record=record, refusal=refusal, **_what_stays())


def _what_stays() -> dict[str, object]:
    """Until when the newest invoice is kept, if there is one."""
    issued_on = queries.last_invoice_on(g.session)
    return {"kept_until": kept_until(issued_on) if issued_on else None}
