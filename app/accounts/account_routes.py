"""One's own account: who one is, where one belongs, and the way out."""

from typing import TYPE_CHECKING

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import microsoft_routes, own_actions, queries
from app.accounts.actions import count_attempt
from app.accounts.forms import DetailsForm, EraseForm, NewEmailForm
from app.accounts.routes import room
from app.web import entrance, login
from app.web.access import confirmed, needs, signed_in
from app.web.languages import page
from tenants import membership, own_account
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.web.forms import Form


@page(room, "/omat/tili", "/mina/konto")
@signed_in
def account() -> ResponseReturnValue:
    """All that one may know and change about oneself."""
    return render_template(
        "accounts/account.html",
        person=current_user,
        own=queries.own_account(g.session, current_user.id, g.language),
        proof=microsoft_routes.proven("link", current_user.id),
        has_work_accounts=current_app.config["SETTINGS"].entra is not None,
    )


@page(room, "/omat/tili/tiedot", "/mina/konto/uppgifter", methods=("GET", "POST"))
@signed_in
def change_details() -> ResponseReturnValue:
    """Name, and the language of letters."""
    form = DetailsForm(name=current_user.name, language=current_user.language)
    if not form.validate_on_submit():
        return _asked("accounts/change_details.html", form)
    own_account.change_details(g.session, current_user.id, form.name.data, form.language.data)
    flash(_("Your details are changed."), "success")
    return redirect(url_for("accounts.account"))


@page(room, "/omat/tili/sahkoposti", "/mina/konto/e-post", methods=("GET", "POST"))
@signed_in
@confirmed
def change_email() -> ResponseReturnValue:
    """A new e-mail; the answer is the same whether somebody else has it or not."""
    form = NewEmailForm()
    if not form.validate_on_submit() or _is_too_often(form):
        return _asked("accounts/change_email.html", form)
    own_actions.ask_for_email(g.session, current_user.id, form.email.data, current_user.language)
    flash(_("We have sent a link to %(email)s. It works for a day.", email=form.email.data), "success")
    return redirect(url_for("accounts.account"))


@page(room, "/omat/tili/sahkoposti/<token>", "/mina/konto/e-post/<token>", methods=("GET", "POST"))
@signed_in
def confirm_email(token: str) -> ResponseReturnValue:
    """Where the letter to the new address leads, once one has signed in as oneself."""
    if request.method == "POST":
        try:
            own_actions.change_email(g.session, current_user.id, token, current_user.language)
        except Refused:
            return render_template("accounts/email_link_closed.html"), 410
        flash(_("Your e-mail is changed. From now on you sign in with it."), "success")
        return redirect(url_for("accounts.account"))
    email = own_account.email_of_letter(g.session, current_user.id, token)
    if email is None:
        return render_template("accounts/email_link_closed.html"), 410
    return render_template("accounts/confirm_email.html", person=current_user, email=email)


@page(room, "/omat/tili/poisto", "/mina/konto/radering", methods=("GET", "POST"))
@signed_in
@confirmed
def erase() -> ResponseReturnValue:
    """Who one is is erased for good; what one has done stays in the trails, without a name."""
    try:
        own_account.check_erasable(g.session, current_user.id)
    except Refused as refused:
        status = 200 if request.method == "GET" else 409
        return render_template("accounts/not_erasable.html", reason=refused.reason), status
    form = EraseForm()
    if not form.validate_on_submit():
        return _asked("accounts/erase.html", form)
    own_account.erase(g.session, current_user.id)
    login.sign_out(g.session)
    flash(_("Your details are erased, and you are signed out."), "success")
    return redirect(url_for("home.front"))


@page(room, "/<municipality>/ihmiset/lahteminen", "/<municipality>/personer/lamna", methods=("GET", "POST"))
@needs("people.leave")
@confirmed
def leave() -> ResponseReturnValue:
    """Be a member of this municipality no longer."""
    is_last = may(g.role, "people.invite") and membership.coordinator_count(g.session) < 2
    if request.method == "GET":
        return render_template("accounts/leave.html", refused=is_last)
    try:
        own_actions.leave(g.session, current_user.id)
    except Refused as refused:
        return render_template("accounts/leave.html", refused=refused.reason), 409
    flash(_("You are no longer a member of the municipality."), "success")
    return redirect(url_for("accounts.account"))


def _is_too_often(form: NewEmailForm) -> bool:
    secret, who = current_app.config["SECRET_KEY"], str(current_user.id)
    try:
        with entrance.pen() as door:
            count_attempt(door, secret, who, request.remote_addr or "", "email_change")
    except Refused:
        form.refuse("email", _("Too many attempts. Wait an hour and try again."))
        return True
    return False


def _asked(template: str, form: "Form") -> ResponseReturnValue:
    return render_template(template, form=form, person=current_user), 422 if form.is_submitted() else 200
