"""Ways back in by letter: a new password, and two-step sign-in set up anew when somebody has let it be."""

from typing import TYPE_CHECKING

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries, security_actions
from app.accounts.routes import room
from app.accounts.second_step_routes import counted
from app.accounts.security_forms import ForgottenForm, NewPasswordForm, PasswordAgainForm
from app.web import entrance, languages
from app.web.access import public
from app.web.languages import page
from tenants import attempts, clock, password_resets, people, two_step_resets
from tenants.errors import Refused

if TYPE_CHECKING:
    from tenants.people import Person


@page(room, "/unohtunut-salasana", "/glomt-losenord", methods=("GET", "POST"))
@public
def forgotten() -> ResponseReturnValue:
    """Ask for a letter with which a new password is set. The answer is the same whoever asks."""
    form = ForgottenForm()
    if not form.validate_on_submit() or not counted(form, "email", form.email.data, "password_reset"):
        return render_template("accounts/forgotten.html", form=form), 422 if form.is_submitted() else 200
    person_id = people.id_of(g.session, form.email.data)
    with entrance.pen(person_id) as door:
        security_actions.answer_forgotten(door, person_id, form.email.data, languages.current())
    return render_template("accounts/forgotten_sent.html", email=form.email.data)


@page(room, "/uusi-salasana/<token>", "/nytt-losenord/<token>", methods=("GET", "POST"))
@public
def new_password(token: str) -> ResponseReturnValue:
    """A new password. It signs nobody in: the second factor is asked for as ever."""
    reset = password_resets.open_reset(g.session, token)
    if reset is None:
        return _closed()
    person = people.person_of(g.session, reset.person_id)
    with entrance.pen(person.id) as door:
        form = NewPasswordForm(queries.known_of(door, person))
    if not form.validate_on_submit():
        return render_template("accounts/new_password.html", form=form), 422 if form.is_submitted() else 200
    try:
        security_actions.reset_password(g.session, token, form.password.data)
    except Refused:
        return _closed()
    flash(_("Your password is changed. Sign in with it."), "success")
    return redirect(url_for("accounts.sign_in"))


@page(room, "/kaksivaiheinen-uudelleen/<token>", "/tva-steg-pa-nytt/<token>", methods=("GET", "POST"))
@public
def begin_anew(token: str) -> ResponseReturnValue:
    """Set two-step sign-in up anew with the letter and the password, or stop what somebody else has set going."""
    reset = two_step_resets.reset_of(g.session, token)
    if reset is None or not reset.is_waiting(clock.now()):
        return _closed()
    form = PasswordAgainForm()
    if request.form.get("decision") == "stop":
        two_step_resets.stop(g.session, token)
        return render_template("accounts/begin_anew_stopped.html")
    person = people.person_of(g.session, reset.person_id)
    if not form.validate_on_submit() or not _begun(form, person, token):
        page = render_template("accounts/begin_anew.html", form=form, reset=reset, is_open=reset.is_open(clock.now()))
        return page, 422 if form.is_submitted() else 200
    flash(_("Two-step sign-in is removed. Sign in, and take it into use again."), "success")
    return redirect(url_for("accounts.sign_in"))


def _begun(form: PasswordAgainForm, person: "Person", token: str) -> bool:
    """Whether the password is right and the time has come."""
    if not counted(form, "password", person.email, attempts.SIGN_IN):
        return False
    if people.person_with_password(g.session, person.email, form.password.data) is None:
        form.refuse("password", _("The password is not right."))
        return False
    try:
        with entrance.pen(person.id) as door:
            security_actions.begin_anew(door, person.id, token)
    except Refused:
        form.refuse("password", _("The time has not come yet."))
        return False
    return True


def _closed() -> ResponseReturnValue:
    return render_template("accounts/link_closed.html"), 410
