"""The register of everything that is published: to search, and to follow as a feed."""

from datetime import UTC

from flask import Response, current_app, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.publishing import choice_forms
from app.publishing.pages import for_everybody
from app.publishing.routes import room
from app.publishing.search_forms import SearchForm
from app.publishing.search_queries import found
from app.web.access import public
from app.web.languages import page

MOST_PAGES = 1_000
room.record_once(lambda state: choice_forms.init(state.app))


@page(room, "/raportit/", "/rapporter/")
@public
def register() -> ResponseReturnValue:
    """What is published, newest first, or what is sought of it."""
    form, number = SearchForm(), min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    if not form.validate():
        return render_template("publishing/register.html", form=form, editions=(), pages={}, feed=None), 422
    editions, has_more = found(g.session, form.sought(), g.language, number)
    wanted = form.in_address()
    pages = {"newer": number - 1 if number > 1 else None, "older": number + 1 if has_more else None}
    pages = {name: url_for("publishing.register", **wanted, page=its) for name, its in pages.items() if its}
    feed = url_for("publishing.feed", **wanted)
    return render_template("publishing/register.html", form=form, editions=editions, pages=pages, feed=feed)


@page(room, "/raportit/syote.atom", "/rapporter/flode.atom")
@public
def feed() -> ResponseReturnValue:
    """The newest of what is sought, as an Atom feed (RFC 4287)."""
    form = SearchForm()
    if not form.validate():
        return Response(status=400)
    editions, _ = found(g.session, form.sought(), g.language)
    updated = max((row.published_at.astimezone(UTC) for row in editions), default=None)
    service = current_app.config["SETTINGS"].public_url
    here, there = (service + url_for(name, **form.in_address()) for name in ("publishing.feed", "publishing.register"))
    words = {"editions": editions, "updated": updated, "service": service, "here": here, "there": there, "UTC": UTC}
    body = render_template("publishing/feed.xml", **words)
    answer = make_response(body)
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return for_everybody(answer)
