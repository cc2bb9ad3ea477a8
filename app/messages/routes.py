"""The page of the association's staff about letters that did not go."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.messages import actions, queries
from app.messages.words import KINDS, REASONS
from app.web.access import staff_only
from app.web.languages import page
from tenants import registry

room = Blueprint("messages", __name__)


@page(room, "/liitto/kirjeet", "/forbundet/brev")
@staff_only
def letters() -> ResponseReturnValue:
    """Letters that were given up, and whether the others go."""
    failed = queries.given_up(g.session)
    tenants = registry.facts_of(g.session, [row.about_tenant for row in failed if row.about_tenant])
    names = {tenant.id: tenant.names[g.language] for tenant in tenants}
    waiting, since = queries.waiting(g.session)
    return render_template(
        "messages/letters.html",
        failed=failed,
        names=names,
        kinds=KINDS,
        reasons=REASONS,
        waiting=waiting,
        since=since,
    )


@page(room, "/liitto/kirjeet/<uuid:letter_id>/uudelleen", "/forbundet/brev/<uuid:letter_id>/igen", methods=("POST",))
@staff_only
def try_again(letter_id: UUID) -> ResponseReturnValue:
    """Send a letter that was given up once more."""
    if not actions.try_again(g.session, current_user.id, letter_id):
        abort(404)
    flash(_("The letter is being sent again."), "success")
    return redirect(url_for("messages.letters"))
