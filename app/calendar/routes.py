"""A year's annual clock: the picture, the list by months, and how a year is begun."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.calendar import actions, pages, queries, rules, words
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

room = Blueprint("calendar", __name__)
CLOCK_FI, CLOCK_SV = "/<municipality>/vuosikello", "/<municipality>/arsklocka"
YEAR_FI, YEAR_SV = f"{CLOCK_FI}/<int:year>", f"{CLOCK_SV}/<int:year>"


@room.context_processor
def spoken() -> dict[str, object]:
    """What the room's templates call things."""
    return {"words": words, "today": clock.today()}


@page(room, f"{CLOCK_FI}/", f"{CLOCK_SV}/")
@needs("calendar.read")
def index() -> ResponseReturnValue:
    """The clock of the year that it is."""
    return _shown(clock.today().year)


@page(room, YEAR_FI, YEAR_SV)
@needs("calendar.read")
def of_year(year: int) -> ResponseReturnValue:
    """The clock of a year."""
    return _shown(known_year(year))


@page(room, f"{YEAR_FI}/aloita", f"{YEAR_SV}/borja", methods=("POST",))
@needs("calendar.change")
def begin(year: int) -> ResponseReturnValue:
    """Begin a year's clock: from an earlier year's, or from the template."""
    like = request.form.get("like", type=int)
    try:
        count = actions.begin_year(g.session, current_user.id, known_year(year), like and known_year(like))
    except Refused as refused:
        flash(words.REFUSALS[refused.reason], "error")
    else:
        flash(_("The clock of %(year)s is begun with %(count)s entries.", year=year, count=count), "success")
    return redirect(url_for("calendar.of_year", year=year))


def known_year(year: int) -> int:
    """404 for a year that nobody plans."""
    return year if rules.FIRST_YEAR <= year <= rules.LAST_YEAR else abort(404)


def _shown(year: int) -> str:
    things, years = queries.things_of(g.session, year), queries.years(g.session)
    return render_template(
        "calendar/year.html",
        year=year,
        years=years,
        earlier=max((each for each in years if each < year), default=None),
        months=rules.by_month(things),
        month_names=words.month_names(g.language),
        picture=pages.picture_of(year, things, g.language, clock.today()) if things else "",
        removed=queries.removed_of(g.session, year),
    )
