"""How a house's people sign in: the municipality's rules, and letting somebody set two-step sign-in up anew."""

from collections.abc import Callable
from uuid import UUID

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import security_actions
from app.accounts.actions import count_attempt
from app.accounts.routes import room
from app.accounts.security_forms import HouseRulesForm
from app.web import entrance
from app.web.access import confirmed, needs, staff_only
from app.web.languages import page
from tenants import house_rules, membership, people
from tenants.errors import Refused


@page(room, "/<municipality>/saannot", "/<municipality>/regler", methods=("GET", "POST"))
@needs("rules.change")
@confirmed
def rules() -> ResponseReturnValue:
    """What the municipality has decided about signing in and about support."""
    form = HouseRulesForm(obj=house_rules.house_rules(g.session), is_bilingual=g.tenant.is_bilingual)
    if form.validate_on_submit():
        security_actions.keep_house_rules(g.session, current_user.id, **form.wanted())
        flash(_("The rules are saved."), "success")
        return redirect(url_for("accounts.rules"))
    members = membership.sign_in_of_members(g.session)
    return render_template("accounts/rules.html", form=form, members=members), 422 if form.errors else 200


@page(
    room,
    "/<municipality>/saannot/kaksivaiheinen/<uuid:person_id>",
    "/<municipality>/regler/tva-steg/<uuid:person_id>",
    methods=("POST",),
)
@needs("rules.change")
@confirmed
def let_member_begin_anew(person_id: UUID) -> ResponseReturnValue:
    """For a member who has lost phone and recovery codes."""
    return _let(security_actions.let_member_begin_anew, person_id, url_for("accounts.rules"))


@page(room, "/liitto/kirjautuminen", "/forbundet/inloggning")
@staff_only
def colleagues() -> ResponseReturnValue:
    """How the association's own people sign in."""
    return render_template("accounts/colleagues.html", members=people.staff(g.session))


@page(
    room,
    "/liitto/kirjautuminen/<uuid:person_id>",
    "/forbundet/inloggning/<uuid:person_id>",
    methods=("POST",),
)
@staff_only
@confirmed
def let_colleague_begin_anew(person_id: UUID) -> ResponseReturnValue:
    """For a colleague who has lost phone and recovery codes."""
    return _let(security_actions.let_colleague_begin_anew, person_id, url_for("accounts.colleagues"))


def _let(let: Callable, person_id: UUID, onward: str) -> ResponseReturnValue:
    """Each time a letter goes, so nobody sends them by the dozen."""
    secret, who = current_app.config["SECRET_KEY"], str(current_user.id)
    try:
        with entrance.pen() as door:
            count_attempt(door, secret, who, request.remote_addr or "", "begin_anew")
    except Refused:
        flash(_("Too many attempts. Wait an hour and try again."))
        return redirect(onward)
    try:
        let(g.session, current_user.id, person_id)
    except Refused:
        abort(404)
    flash(_("A letter has been sent. The link in it opens after a day."), "success")
    return redirect(onward)
