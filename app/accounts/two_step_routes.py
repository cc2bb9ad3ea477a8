"""Taking two-step sign-in into use: an authenticator app or a passkey, then recovery codes for a bad day.

`next` travels along in the address: staff, and whoever's municipality asks for it, were on the way to another page.
"""

from datetime import timedelta

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import security_actions
from app.accounts.routes import room
from app.accounts.second_step_routes import site
from app.accounts.security_forms import AppForm, PasskeyForm
from app.accounts.security_words import REFUSALS
from app.web import login
from app.web.access import confirmed, for_setting_up, signed_in
from app.web.addresses import own_page
from app.web.languages import page
from app.web.square_code import square_code
from tenants import authenticators, one_time_codes, passkeys, recovery_codes, sign_ins
from tenants.errors import Refused
from tenants.sealing import open_sealed, seal

SETTING_UP = timedelta(hours=1)
"""How long a secret that was shown waits for the app's first code."""


@page(room, "/omat/kirjautuminen/kaksivaiheinen", "/mina/inloggning/tva-steg")
@signed_in
@for_setting_up
def two_step() -> ResponseReturnValue:
    """What two-step sign-in is, and the choice of how. Whoever has it is asked for the second step only."""
    onward = own_page(request.args.get("next"))
    if onward and authenticators.authenticators_of(g.session, current_user.id):
        return redirect(url_for("accounts.confirm", next=onward))
    return render_template("accounts/two_step.html", onward=onward)


@page(room, "/omat/kirjautuminen/sovellus", "/mina/inloggning/app", methods=("GET", "POST"))
@signed_in
@for_setting_up
@confirmed
def add_app() -> ResponseReturnValue:
    """Show the secret as a square code and as text; the app's first code takes it into use."""
    form = AppForm()
    if not form.validate_on_submit() or not _is_added(form):
        return _app_asked(form)
    return _added()


@page(room, "/omat/kirjautuminen/paasyavain", "/mina/inloggning/nyckel", methods=("GET", "POST"))
@signed_in
@for_setting_up
@confirmed
def add_passkey() -> ResponseReturnValue:
    """Take a passkey into use, which the page's script makes."""
    form = PasskeyForm()
    if not form.validate_on_submit() or not _is_passkey_added(form):
        return render_template("accounts/add_passkey.html", form=form), 422 if form.is_submitted() else 200
    return _added()


@page(room, "/omat/kirjautuminen/paasyavain/kysymys", "/mina/inloggning/nyckel/fraga", methods=("POST",))
@signed_in
@for_setting_up
@confirmed
def new_passkey() -> ResponseReturnValue:
    """What the browser needs to make a passkey."""
    asked = passkeys.new_passkey(g.session, site(), current_user)
    return current_app.response_class(asked, mimetype="application/json")


@page(room, "/omat/kirjautuminen/palautuskoodit", "/mina/inloggning/aterstallningskoder", methods=("GET", "POST"))
@signed_in
@for_setting_up
@confirmed
def recovery() -> ResponseReturnValue:
    """Recovery codes: made and shown at once, and never again."""
    if not authenticators.authenticators_of(g.session, current_user.id):
        return redirect(url_for("accounts.two_step"))
    key, codes = current_app.config["SECRET_KEY"], []
    if request.method == "POST":
        codes = security_actions.make_recovery_codes(g.session, key, current_user.id)
    left = recovery_codes.codes_left(g.session, current_user.id)
    onward = own_page(request.args.get("next")) or url_for("accounts.security")
    return render_template("accounts/recovery.html", codes=codes, left=left, onward=onward)


def _is_added(form: AppForm) -> bool:
    key, code = current_app.config["SECRET_KEY"], form.code.data
    try:
        secret = open_sealed(key, _purpose(), form.sealed.data, SETTING_UP)
        security_actions.add_app(g.session, key, current_user.id, form.name.data, secret, code)
    except Refused as refused:
        form.refuse("code", REFUSALS[refused.reason])
        if refused.reason == "not_sealed_by_us":
            form.sealed.data = ""
        return False
    return True


def _is_passkey_added(form: PasskeyForm) -> bool:
    try:
        security_actions.add_passkey(g.session, site(), current_user.id, form.name.data, form.answer.data or "")
    except Refused as refused:
        form.refuse("name", REFUSALS[refused.reason])
        return False
    return True


def _app_asked(form: AppForm) -> ResponseReturnValue:
    """The same secret again after a wrong code, for the app has it by now."""
    key = current_app.config["SECRET_KEY"]
    try:
        secret = open_sealed(key, _purpose(), form.sealed.data, SETTING_UP)
    except Refused:
        secret = one_time_codes.new_secret()
    form.sealed.data = seal(key, _purpose(), secret)
    address = one_time_codes.address_for_apps(secret, current_user.email, site().name)
    square = square_code(address, _("Square code (QR) for the authenticator app"))
    shown = render_template("accounts/add_app.html", form=form, square=square, secret=secret)
    return shown, 422 if form.is_submitted() else 200


def _purpose() -> str:
    """A secret that was shown to one person is of no use to another."""
    return f"an app of {current_user.id}"


def _added() -> ResponseReturnValue:
    """Signed in with two steps from now on, here and nowhere else; codes for a bad day come next."""
    sign_ins.end_all(g.session, current_user.id, but=current_user.sign_in_id)
    login.confirm(g.session, is_strong=True)
    flash(_("Two-step sign-in is in use on this device."), "success")
    onward = own_page(request.args.get("next"))
    if recovery_codes.codes_left(g.session, current_user.id):
        return redirect(onward or url_for("accounts.security"))
    return redirect(url_for("accounts.recovery", next=onward))
