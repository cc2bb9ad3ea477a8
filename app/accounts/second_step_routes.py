"""The second factor: after the password, instead of it, and once more before what is dangerous."""

from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import actions, security_actions, work_accounts
from app.accounts.forms import SignInForm
from app.accounts.routes import room
from app.accounts.security_forms import LONGEST_ANSWER, CodeForm, PasswordAgainForm
from app.accounts.security_words import REFUSALS
from app.web import entrance, halfway, login
from app.web.access import after_password, for_setting_up, public, signed_in
from app.web.addresses import own_page
from app.web.languages import page
from tenants import authenticators, passkeys, people, recovery_codes
from tenants.errors import Refused
from tenants.passkeys import Site


def site() -> Site:
    """Whom passkeys are made for: the service at its public address."""
    address = urlsplit(current_app.config["SETTINGS"].public_url)
    return Site(address.hostname, f"{address.scheme}://{address.netloc}", _("Welfare report"))


@page(room, "/kirjaudu/koodi", "/logga-in/kod", methods=("GET", "POST"))
@after_password
def second_step() -> ResponseReturnValue:
    """The second factor of somebody whose password was right."""
    form, person_id = CodeForm(), halfway.person_id()
    method = _shown(form, person_id) if form.validate_on_submit() else None
    if method is None:
        return _asked("accounts/second_step.html", form, person_id)
    answer = login.arrive_in_full(g.session, method)
    if method == "recovery_code":
        left = recovery_codes.codes_left(g.session, person_id)
        flash(_("You used a recovery code. Codes left: %(count)s.", count=left))
    return answer


@page(room, "/kirjaudu/paasyavain", "/logga-in/nyckel", methods=("POST",))
@public
def sign_in_with_passkey() -> ResponseReturnValue:
    """A passkey in the place of e-mail and password; it has looked at its user."""
    answer = request.form.get("answer", "")[:LONGEST_ANSWER]
    try:
        person_id = passkeys.who_answers(answer)
        with entrance.pen(person_id) as door:
            passkeys.check_passkey(door, site(), person_id, answer, alone=True)
            login.sign_in(door, person_id, "passkey", is_strong=True)
    except Refused as refused:
        form = SignInForm()
        form.form_errors.append(REFUSALS[refused.reason])
        return render_template("accounts/sign_in.html", form=form), 422
    return redirect(own_page(request.form.get("next")) or url_for("accounts.mine"))


@page(room, "/kirjaudu/paasyavain/kysymys", "/logga-in/nyckel/fraga", methods=("POST",))
@public
def passkey_question() -> ResponseReturnValue:
    """What the browser lets a passkey sign: one of the visitor's own, or any where we do not know them yet."""
    person_id = halfway.person_id() or (current_user.id if current_user.is_authenticated else None)
    place = request.remote_addr or ""
    try:
        with entrance.pen() as door:
            actions.count_attempt(door, current_app.config["SECRET_KEY"], place, place, "passkey_question")
    except Refused:
        abort(429)
    with entrance.pen(person_id) as door:
        return Response(passkeys.ask_for_passkey(door, site(), person_id), mimetype="application/json")


@page(room, "/omat/vahvista", "/mina/bekrafta", methods=("GET", "POST"))
@signed_in
@for_setting_up
def confirm() -> ResponseReturnValue:
    """Is it still the same person? By the second factor, or by the password of who has none."""
    has_second = bool(authenticators.authenticators_of(g.session, current_user.id))
    form = CodeForm() if has_second else PasswordAgainForm()
    shown = _shown if has_second else _knows_password
    if not form.validate_on_submit() or not shown(form, current_user.id):
        at_microsofts = work_accounts.directory_to_confirm_at(g.session, current_user.id) is not None
        return _asked("accounts/confirm.html", form, current_user.id, at_microsofts=at_microsofts)
    login.confirm(g.session, is_strong=has_second)
    return redirect(own_page(request.args.get("next")) or url_for("accounts.security"))


def counted(form: CodeForm | PasswordAgainForm, field: str, email: str, kind: str) -> bool:
    """Count an attempt, whatever comes of it; False, and a word at the field, when it must wait."""
    key, place = current_app.config["SECRET_KEY"], request.remote_addr or ""
    try:
        with entrance.pen() as door:
            actions.count_attempt(door, key, email, place, kind)
    except Refused:
        form.refuse(field, _("Too many attempts. Wait an hour and try again."))
        return False
    return True


def _shown(form: CodeForm, person_id: UUID) -> str | None:
    """How the second factor was shown; None when it was not."""
    if not counted(form, "code", str(person_id), security_actions.SECOND_STEP):
        return None
    key, code, answer = current_app.config["SECRET_KEY"], form.code.data or "", form.answer.data or ""
    try:
        return security_actions.check_second_step(g.session, key, site(), person_id, code, answer)
    except Refused as refused:
        form.refuse("code", REFUSALS[refused.reason])
        return None


def _knows_password(form: PasswordAgainForm, person_id: UUID) -> bool:
    if not counted(form, "password", current_user.email, "confirm"):
        return False
    if people.person_with_password(g.session, current_user.email, form.password.data) is None:
        form.refuse("password", _("The password is not right."))
        return False
    return True


def _asked(
    template: str, form: CodeForm | PasswordAgainForm, person_id: UUID, *, at_microsofts: bool = False
) -> ResponseReturnValue:
    own = authenticators.authenticators_of(g.session, person_id)
    page = render_template(template, form=form, kinds={each.kind for each in own}, at_microsofts=at_microsofts)
    return page, 422 if form.is_submitted() else 200
