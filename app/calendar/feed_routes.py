"""Somebody's own calendar feed: the page where its address is made and taken out of use, and what the address gives."""

from flask import Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.calendar import feed_actions, pages, queries
from app.calendar.forms import FeedForm
from app.calendar.routes import CLOCK_FI, CLOCK_SV, room
from app.web.access import by_letter, needs
from app.web.languages import page, speaking
from tenants import clock
from tenants.registry import facts_of

FEED_FI, FEED_SV = f"{CLOCK_FI}/kalenteriin", f"{CLOCK_SV}/till-kalendern"


@page(room, FEED_FI, FEED_SV)
@needs("calendar.take_part")
def feed() -> ResponseReturnValue:
    """Whether there is an address, and what it shows."""
    return _shown(FeedForm(formdata=None, data={"content": "all"}))


@page(room, FEED_FI, FEED_SV, methods=("POST",))
@needs("calendar.take_part")
def make_feed() -> ResponseReturnValue:
    """Make an address, or another one in its place: it is shown in this answer and never again."""
    form = FeedForm()
    if not form.validate():
        return _shown(form), 422
    if request.form.get("deed") == "content":
        feed_actions.choose_content(g.session, current_user.id, form.content.data)
        flash(_("Stored."), "success")
        return redirect(url_for("calendar.feed"))
    token = feed_actions.make_feed(g.session, current_user.id, form.content.data)
    return _shown(form, current_app.config["SETTINGS"].public_url + url_for("calendar.feed_file", token=token))


@page(room, f"{FEED_FI}/poista", f"{FEED_SV}/ta-bort", methods=("POST",))
@needs("calendar.take_part")
def end_feed() -> ResponseReturnValue:
    """Take the address out of use."""
    feed_actions.end_feed(g.session, current_user.id)
    flash(_("The address leads nowhere any more."), "success")
    return redirect(url_for("calendar.feed"))


@room.get("/kalenteri-kalender/<token>.ics")
@by_letter(queries.tenant_of_token)
def feed_file(token: str) -> ResponseReturnValue:
    """What a calendar program reads, in its owner's language, whoever asks."""
    whose = queries.feed_behind(g.session, token) or abort(404)
    things = queries.things_of_feed(g.session, whose.content, whose.person_id, clock.today())
    (tenant,) = facts_of(g.session, [g.session.tenant_id])
    with speaking(whose.language):
        body = pages.feed_file(tenant, things, whose.language)
    answer = Response(body, mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


def _shown(form: FeedForm, address: str = "") -> str:
    known = queries.feed_of(g.session, current_user.id)
    if known and not form.is_submitted():
        form.content.data = known.content
    return render_template("calendar/feed.html", form=form, feed=known, address=address)
