"""The accessibility statement of a municipality: for everybody, and the form in which it says its own part."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accessibility import actions, queries
from app.accessibility.forms import TYPED_DAYS, StatementForm
from app.accessibility.words import REFUSALS
from app.publishing.queries import editions_of
from app.publishing.routes import published_by
from app.web.access import needs, public
from app.web.languages import page
from app.web.numbers import day
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.accessibility.models import AccessibilityStatement

room = Blueprint("accessibility", __name__)


@page(
    room, "/raportit/<municipality>/saavutettavuusseloste", "/rapporter/<municipality>/tillganglighetsutlatande",
)  # fmt: skip
@public
def statement(municipality: str) -> ResponseReturnValue:
    """What Act 306/2019 and the Commission's decision (EU) 2018/1523 ask for; whole texts, one for each language."""
    newest = (editions_of(g.session, municipality) or abort(404))[0]
    said, operator = queries.statement_of(g.session, newest.tenant_id), current_app.config["SETTINGS"].operator
    shown = {"edition": newest, "said": said, "service_operator": operator}
    return published_by(newest, municipality) or render_template(f"accessibility/statement.{g.language}.html", **shown)


@page(
    room, "/<municipality>/saavutettavuusseloste", "/<municipality>/tillganglighetsutlatande", methods=("GET", "POST"),
)  # fmt: skip
@needs("public_pages.change")
def settings() -> ResponseReturnValue:
    """What the municipality adds to its statement."""
    if request.method == "POST":
        g.session.take_turn()  # the first of two presses makes the row
    said = queries.statement_of(g.session, g.tenant.id)
    days = {name: day(getattr(said, column), g.language) for name, column in TYPED_DAYS.items()}
    form = StatementForm(g.written_in, obj=said, data=days | {"begun_from": said.mark})
    if form.validate_on_submit() and _is_kept(said, form):
        flash(_("The statement is saved."), "success")
        return redirect(url_for("accessibility.settings"))
    shown = {"form": form, "is_public": queries.is_public(g.session)}
    status = 409 if form.theirs else 422 if form.errors else 200
    return render_template("accessibility/settings.html", **shown), status


def _is_kept(said: "AccessibilityStatement", form: StatementForm) -> bool:
    """Unless somebody else has saved another one meanwhile, which the form shows then."""
    try:
        actions.keep_statement(g.session, current_user.id, said, form.said, form.begun_from.data)
    except Refused as refused:
        form.show_what_is_stored(said.mark)
        form.refuse_as(refused, REFUSALS, form.theirs[0][0].name)
        return False
    return True
