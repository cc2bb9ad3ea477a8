"""The pages of the association's staff."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.staff import actions, queries
from app.staff.finding import find, only_hit, people_shown, rows_shown
from app.staff.forms import PopulationForm
from app.staff.waiting import waiting
from app.staff.words import BAD_ROWS, FOUND, LANGUAGE_STATUSES, QUEUES, WAITING
from app.web import entrance
from app.web.access import staff_only
from app.web.forms import tidy
from app.web.languages import page
from tenants import registry
from tenants.municipalities import alphabetical
from tenants.population_file import BadPopulationFile

room = Blueprint("staff", __name__)


@page(room, "/liitto/", "/forbundet/")
@staff_only
def desk() -> ResponseReturnValue:
    """What waits; everything that has a name, a number or an id; the municipalities that use the service."""
    tenants = sorted(registry.all_tenants(g.session), key=lambda each: alphabetical(each.names[g.language]))
    words = tidy(request.args.get("q", ""))[:100]
    found = find(g.session, words, g.language) if words else None
    _note_looks(people_shown(found or {}), rows_shown(found or {}))
    if hit := only_hit(found or {}, words):
        return redirect(url_for(hit.at, **hit.values))
    said = {"found_words": FOUND, "queue_words": QUEUES, "task_words": WAITING}
    return render_template(
        "staff/desk.html", tenants=tenants, words=words, found=found, queues=waiting(g.session), **said
    )


def _note_looks(people: list[UUID], rows: list[UUID]) -> None:
    if people or rows:
        with entrance.staff_pen() as session:
            actions.note_look_at_people(session, current_user.id, people)
            actions.note_look_at_rows(session, current_user.id, rows)


@page(room, "/liitto/kunnat", "/forbundet/kommuner")
@staff_only
def register() -> ResponseReturnValue:
    """The whole register, with who is a customer."""
    rows = queries.register_rows(g.session, g.language)
    return render_template("staff/register.html", rows=rows, language_statuses=LANGUAGE_STATUSES)


@page(room, "/liitto/vakiluvut", "/forbundet/folkmangd", methods=("GET", "POST"))
@staff_only
def population() -> ResponseReturnValue:
    """Load a later year's population from a file; every bad row is named and then nothing is stored."""
    form, bad_rows = PopulationForm(), []
    if form.validate_on_submit():
        try:
            count = actions.take_in_population(g.session, current_user.id, form.file.data.read())
        except BadPopulationFile as bad:
            form.refuse("file", _("Nothing was stored: correct the rows listed below and load the file again."))
            bad_rows = [(row.row, BAD_ROWS[row.reason]) for row in bad.rows]
        else:
            flash(_("The population of %(count)s municipalities is stored.", count=count), "success")
            return redirect(url_for("staff.population"))
    status = 422 if form.is_submitted() else 200
    years = queries.population_years(g.session)
    return render_template("staff/population.html", form=form, bad_rows=bad_rows, years=years), status
