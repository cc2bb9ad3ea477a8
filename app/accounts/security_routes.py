"""One's own signing in: the password, two-step sign-in, and where one is signed in."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import queries, security_actions
from app.accounts.devices import device_in_words
from app.accounts.routes import room
from app.accounts.second_step_routes import counted
from app.accounts.security_forms import ChangePasswordForm
from app.accounts.security_words import METHODS, REFUSALS
from app.web import login
from app.web.access import confirmed, signed_in
from app.web.languages import page
from tenants import attempts, authenticators, people, recovery_codes, sign_ins
from tenants.errors import Refused


@page(room, "/omat/kirjautuminen", "/mina/inloggning")
@signed_in
def security() -> ResponseReturnValue:
    """How the visitor signs in, and where they are signed in now."""
    return render_template(
        "accounts/security.html",
        own=authenticators.authenticators_of(g.session, current_user.id),
        codes_left=recovery_codes.codes_left(g.session, current_user.id),
        sign_ins=sign_ins.open_sign_ins(g.session, current_user.id),
        methods=METHODS,
        device_in_words=device_in_words,
    )


@page(room, "/omat/kirjautuminen/salasana", "/mina/inloggning/losenord", methods=("GET", "POST"))
@signed_in
@confirmed
def password() -> ResponseReturnValue:
    """A new password. Everywhere else the visitor is signed out."""
    form = ChangePasswordForm(queries.known_of(g.session, current_user))
    if not form.validate_on_submit() or not _is_right(form):
        return render_template("accounts/password.html", form=form), 422 if form.is_submitted() else 200
    security_actions.change_password(g.session, current_user.id, form.password.data, current_user.sign_in_id)
    flash(_("Your password is changed. You are signed out everywhere else."), "success")
    return redirect(url_for("accounts.security"))


@page(
    room,
    "/omat/kirjautuminen/poista/<uuid:authenticator_id>",
    "/mina/inloggning/ta-bort/<uuid:authenticator_id>",
    methods=("POST",),
)
@signed_in
@confirmed
def remove_second_factor(authenticator_id: UUID) -> ResponseReturnValue:
    """Sign in with this app or passkey no more."""
    try:
        name = security_actions.remove(g.session, current_user, authenticator_id) or abort(404)
        flash(_("Removed from two-step sign-in: %(name)s", name=name), "success")
    except Refused as refused:
        flash(REFUSALS[refused.reason])
    return redirect(url_for("accounts.security"))


@page(
    room,
    "/omat/kirjautuminen/laitteet/<uuid:sign_in_id>",
    "/mina/inloggning/enheter/<uuid:sign_in_id>",
    methods=("POST",),
)
@signed_in
def end_sign_in(sign_in_id: UUID) -> ResponseReturnValue:
    """Sign out on one device."""
    if sign_in_id not in {each.id for each in sign_ins.open_sign_ins(g.session, current_user.id)}:
        abort(404)
    sign_ins.end(g.session, sign_in_id)
    flash(_("You are signed out on that device."), "success")
    return redirect(url_for("accounts.security"))


@page(room, "/omat/kirjautuminen/kaikkialta", "/mina/inloggning/overallt", methods=("POST",))
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out on every device, this one too."""
    sign_ins.end_all(g.session, current_user.id)
    login.sign_out(g.session)
    flash(_("You have signed out everywhere."), "success")
    return redirect(url_for("home.front"))


def _is_right(form: ChangePasswordForm) -> bool:
    """Whether the present password was given; a stranger at an open computer tries in vain."""
    if not counted(form, "current", current_user.email, attempts.SIGN_IN):
        return False
    if people.person_with_password(g.session, current_user.email, form.current.data) is None:
        form.refuse("current", _("The password is not right."))
        return False
    return True
