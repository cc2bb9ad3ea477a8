"""Help: for everybody to read and search, found from every page; kept by the association's staff."""

from urllib.parse import urlsplit

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from app.support import help_actions, help_queries
from app.support.forms import HelpForm
from app.support.routes import room
from app.support.words import REFUSALS
from app.web.access import public, staff_only
from app.web.forms import tidy
from app.web.languages import page
from tenants.errors import Refused

LONGEST_WORDS = 100


@page(room, "/ohjeet", "/hjalp")
@public
def help_pages() -> ResponseReturnValue:
    """The help of `?view=...`, where there is one, else all pages; `?q=` searches."""
    words, view = tidy(request.args.get("q", ""))[:LONGEST_WORDS], request.args.get("view", "")
    number = help_queries.number_for(g.session, view) if view in current_app.view_functions else None
    if number:
        return redirect(url_for("support.help_page", number=number, page=_came_from()))
    pages = help_queries.help_pages(g.session, g.language, words)
    return render_template("support/help_pages.html", pages=pages, words=words, came_from=_came_from())


@page(room, "/ohjeet/<int:number>", "/hjalp/<int:number>")
@public
def help_page(number: int) -> ResponseReturnValue:
    """One page."""
    shown = help_queries.help_page(g.session, number) or abort(404)
    return render_template("support/help_page.html", shown=shown, came_from=request.args.get("page"))


@page(room, "/liitto/ohjeet", "/forbundet/hjalp")
@staff_only
def kept_help() -> ResponseReturnValue:
    """All pages, for those who keep them."""
    return render_template("support/kept_help.html", pages=help_queries.help_pages(g.session, g.language))


@page(room, "/liitto/ohjeet/uusi", "/forbundet/hjalp/ny", methods=("GET", "POST"))
@staff_only
def new_help() -> ResponseReturnValue:
    """Write a new page."""
    form = HelpForm(current_app.view_functions, version="0")
    if form.validate_on_submit() and (number := _kept(None, form)):
        return redirect(url_for("support.help_page", number=number))
    return render_template("support/write_help.html", form=form, versions=[]), 422 if form.is_submitted() else 200


@page(room, "/liitto/ohjeet/<int:number>", "/forbundet/hjalp/<int:number>", methods=("GET", "POST"))
@staff_only
def edit_help(number: int) -> ResponseReturnValue:
    """Write a new version of a page; the earlier ones are listed."""
    versions = help_queries.versions(g.session, number) or abort(404)
    form = HelpForm(current_app.view_functions, obj=versions[0].HelpVersion)
    if form.validate_on_submit() and _kept(number, form):
        return redirect(url_for("support.help_page", number=number))
    return render_template("support/write_help.html", form=form, versions=versions), 422 if form.is_submitted() else 200


@page(room, "/liitto/ohjeet/<int:number>/<int:revision>", "/forbundet/hjalp/<int:number>/<int:revision>")
@staff_only
def help_version(number: int, revision: int) -> ResponseReturnValue:
    """A page as it once was."""
    rows = help_queries.versions(g.session, number)
    shown = next((each for each, _writer in rows if each.version == revision), None) or abort(404)
    return render_template("support/help_version.html", shown=shown)


def _kept(number: int | None, form: HelpForm) -> int | None:
    """The number of the page that was stored; None where the form says why it was not."""
    try:
        stored = help_actions.keep_help_page(g.session, current_user.id, number, form.begun_from(), **form.words())
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "text_fi")
        return None
    flash(_("The help page is stored."), "success")
    return stored


def _came_from() -> str | None:
    """The page that the reader came from, for a question that may follow; never one with a letter's token in it."""
    try:
        path = urlsplit(request.referrer or "").path
        _endpoint, words = current_app.create_url_adapter(request).match(path, method="GET")
    except (HTTPException, ValueError):
        return None
    return None if "token" in words or "language" not in words else path
