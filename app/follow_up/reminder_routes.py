"""What waits for the one who looks, and whether they are reminded of it by letter."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.follow_up import queries, reminders
from app.follow_up.routes import room
from app.plan.queries import plans
from app.web.access import by_letter, needs
from app.web.languages import page
from tenants import clock

reminded = by_letter(queries.tenant_of_token)
"""The token of a reminder opens one page, on which that receiver's reminders are stopped."""


@page(room, "/<municipality>/omat-seurannat", "/<municipality>/mina-uppfoljningar")
@needs("follow_up.read")
def own() -> ResponseReturnValue:
    """The follow-ups that wait for this person, and their reminders."""
    waiting = queries.waiting(g.session, clock.today(), current_user.id)
    has_stopped = queries.has_stopped(g.session, current_user.id)
    words = {"waiting": waiting, "has_stopped": has_stopped, "plans": plans(g.session)}
    return render_template("follow_up/own.html", today=clock.today(), **words)


@page(room, "/<municipality>/omat-seurannat", "/<municipality>/mina-uppfoljningar", methods=("POST",))
@needs("follow_up.choose_reminders")
def choose_reminders() -> ResponseReturnValue:
    """Stop the reminders, or have them again."""
    moves = {"stop": reminders.stop, "start": reminders.start}
    choose = moves.get(request.form.get("move")) or abort(400)
    choose(g.session, current_user.id)
    flash(_("Stored."), "success")
    return redirect(url_for("follow_up.own"))


@page(room, "/muistutukset/<token>", "/paminnelser/<token>", methods=("GET", "POST"))
@reminded
def stop(token: str) -> ResponseReturnValue:
    """Stop one's reminders without signing in. A letter's links are also opened by programs: a button stops them."""
    person_id = queries.receiver_of(g.session, token)
    if request.method == "POST":
        reminders.stop(g.session, person_id)
        return redirect(url_for("follow_up.stop", token=token))
    return render_template("follow_up/stop.html", has_stopped=queries.has_stopped(g.session, person_id))
