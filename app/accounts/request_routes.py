"""The public pages of account requests: asking, and the page where the one who asked follows what becomes of it."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import request_actions
from app.accounts.request_forms import AskForm, MoreForm
from app.accounts.routes import room
from app.accounts.too_many_routes import may_send
from app.accounts.words import REFUSALS
from app.web import languages
from app.web.access import public
from app.web.languages import page
from tenants import clock, municipalities, requests
from tenants.errors import Refused

if TYPE_CHECKING:
    from tenants.requests import AccountRequest


@page(room, "/pyyda-tunnusta", "/be-om-konto", methods=("GET", "POST"))
@public
def ask() -> ResponseReturnValue:
    """Ask for an account. The answer is the same whether or not the e-mail has one."""
    language, form = languages.current(), AskForm()
    choices = municipalities.names_where_the_act_applies(g.session, language)
    form.municipality.choices = [("", _("Choose a municipality")), *choices]
    if form.validate_on_submit() and _may_ask(form):
        request_actions.ask(g.session, form.asked(language))
        return redirect(url_for("accounts.asked"))
    return render_template("accounts/ask.html", form=form), 422 if form.is_submitted() else 200


@page(room, "/pyyda-tunnusta/lahetetty", "/be-om-konto/skickad")
@public
def asked() -> ResponseReturnValue:
    """What comes next is in the letter."""
    return render_template("accounts/asked.html")


@page(room, "/tunnuspyynto/<token>", "/kontobegaran/<token>", methods=("GET", "POST"))
@public
def own_request(token: str) -> ResponseReturnValue:
    """Where the letters lead: confirm the request, follow it, answer what is asked, or withdraw it."""
    own = requests.request_of(g.session, token) or abort(404)
    if own.state == requests.State.UNCONFIRMED and not own.is_confirmable(clock.now()):
        return render_template("accounts/request_closed.html"), 410
    form = MoreForm()
    if request.method == "POST" and _moved(own, form):
        return redirect(url_for("accounts.own_request", token=token))
    status = 422 if form.errors else 200
    return render_template("accounts/own_request.html", asked=own, form=form), status


def _may_ask(form: AskForm) -> bool:
    return may_send(form, "account_request", "email", _("Too many requests from here. Wait an hour and try again."))


def _moved(own: "AccountRequest", form: MoreForm) -> bool:
    """What the pressed button says; False when the answer still has to be written."""
    decision = request.form.get("decision")
    if decision not in ("confirm", "answer", "withdraw"):
        abort(400)
    if decision == "answer" and not form.validate():
        return False
    try:
        if decision == "answer":
            requests.answer(g.session, own, form.text.data)
        else:
            {"confirm": requests.confirm, "withdraw": requests.withdraw}[decision](g.session, own)
    except Refused as refused:
        flash(REFUSALS[refused.reason])
    return True
