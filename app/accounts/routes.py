"""Pages for signing in and out, and one's own municipalities."""

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import actions
from app.accounts.forms import SignInForm
from app.web import entrance, login
from app.web.access import for_setting_up, public, signed_in
from app.web.addresses import own_page
from app.web.languages import page
from tenants import membership, registry
from tenants.attempts import WINDOW
from tenants.errors import Refused

if TYPE_CHECKING:
    from tenants.people import Person

room = Blueprint("accounts", __name__)


@page(room, "/kirjaudu", "/logga-in", methods=("GET", "POST"))
@public
def sign_in() -> ResponseReturnValue:
    """Sign in, then go on to where the visitor was going."""
    form = SignInForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return _asked(form, 422 if form.is_submitted() else 200)
    try:
        person = _person(form)
    except Refused:
        form.refuse("email", _("Too many attempts. Wait 15 minutes and try again."))
        return *_asked(form, 429), {"Retry-After": str(int(WINDOW.total_seconds()))}
    if person is None:
        form.refuse("email", _("The e-mail and the password do not belong together. Check both and try again."))
        return _asked(form, 422)
    return login.arrive(g.session, person.id, "password", own_page(form.next.data) or url_for("accounts.mine"))


@page(room, "/kirjaudu-ulos", "/logga-ut", methods=("POST",))
@signed_in
@for_setting_up
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    login.sign_out(g.session)
    flash(_("You have signed out."), "success")
    return redirect(url_for("home.front"))


@page(room, "/omat", "/mina")
@signed_in
def mine() -> ResponseReturnValue:
    """The visitor's own place: the desk, the one municipality, or a choice of several."""
    if current_user.is_staff:
        return redirect(url_for("staff.desk"))
    tenants = registry.facts_of(g.session, membership.tenants_of(g.session, current_user.id))
    if len(tenants) == 1:
        return redirect(url_for("front.tasks", municipality=tenants[0].slugs[g.language]))
    return render_template("accounts/mine.html", tenants=tenants)


def _person(form: SignInForm) -> "Person | None":
    """Who has this e-mail and password. The attempt is counted first and whatever comes of it; raises Refused."""
    secret = current_app.config["SECRET_KEY"]
    with entrance.pen() as session:
        actions.count_attempt(session, secret, form.email.data, request.remote_addr or "")
    return actions.sign_in(g.session, secret, form.email.data, form.password.data)


def _asked(form: SignInForm, status: int) -> tuple[str, int]:
    words = {"next": form.next.data, "municipality": request.args.get("municipality")}
    has_work_accounts = current_app.config["SETTINGS"].entra is not None
    address = url_for("accounts.work_account", **words) if has_work_accounts else None
    return render_template("accounts/sign_in.html", form=form, work_account_url=address), status
