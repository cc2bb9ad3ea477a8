"""The public pages of ordering."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.actions import count_attempt
from app.subscribing import actions, contracts, queries, rules
from app.subscribing.actions import Wish
from app.subscribing.forms import OrderForm
from app.subscribing.words import REFUSALS
from app.web import entrance, languages
from app.web.access import public
from app.web.languages import page
from tenants import clock, municipalities
from tenants.email_domains import is_plainly_official
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.subscribing.models import SubscriptionOrder
    from billing.quotes import Price

room = Blueprint("subscribing", __name__)


@page(room, "/tilaa", "/bestall", methods=("GET", "POST"))
@public
def order() -> ResponseReturnValue:
    """Order a trial or a subscription; `?municipality=445` chooses beforehand."""
    language = languages.current()
    form = OrderForm(municipality=request.args.get("municipality", ""), language=language)
    choices = municipalities.names_where_the_act_applies(g.session, language)
    form.municipality.choices = [("", _("Choose a municipality")), *choices]
    if form.validate_on_submit() and _placed(form):
        return redirect(url_for("subscribing.ordered"))
    terms = contracts.contract_text(contracts.CURRENT, language)
    status = 422 if form.is_submitted() else 200
    page_of = {"form": form, "terms": terms, "contract_version": contracts.CURRENT, "refusal": _known_already(form)}
    return render_template("subscribing/order.html", **page_of), status


@page(room, "/tilaa/lahetetty", "/bestall/skickad")
@public
def ordered() -> ResponseReturnValue:
    """The order is stored; what comes next is in the letter."""
    return render_template("subscribing/ordered.html")


@page(room, "/tilaa/vahvista/<token>", "/bestall/bekrafta/<token>", methods=("GET", "POST"))
@public
def confirm(token: str) -> ResponseReturnValue:
    """Where the letter leads: what was ordered, and the button that confirms it."""
    placed = queries.order_of(g.session, token) or abort(404)
    try:
        rules.check_confirmable(placed.ordered_at, placed.declined_at, clock.now())
        if request.method == "POST":
            actions.confirm_order(g.session, token)
    except Refused as refused:
        return render_template("subscribing/closed.html", why=REFUSALS[refused.reason]), 410
    return render_template("subscribing/confirm.html", order=placed, token=token, rest=_to_be_invoiced(placed))


def _known_already(form: OrderForm) -> object:
    """Why the municipality that the address chose cannot order: told before the form is filled in."""
    chosen = form.municipality.data
    if form.is_submitted() or not chosen or chosen not in dict(form.municipality.choices):
        return None
    refusal = queries.refusal_to_order(g.session, chosen)
    return REFUSALS[refusal] if refusal else None


def _to_be_invoiced(order: "SubscriptionOrder") -> "Price | None":
    """What is invoiced when the order is opened today; None when nothing is."""
    if order.is_trial or order.opened_at:
        return None
    return queries.price_of_rest(order.price["yearly_net_cents"], clock.today())


def _placed(form: OrderForm) -> bool:
    """Whether the order was taken; if not, each field says why."""
    try:
        with entrance.pen() as door:
            secret, place = current_app.config["SECRET_KEY"], request.remote_addr or ""
            count_attempt(door, secret, form.orderer_email.data, place, "order")
        actions.place_order(g.session, _wish(form))
    except Refused as refused:
        _refuse(form, refused)
    return not form.errors


def _refuse(form: OrderForm, refused: Refused) -> None:
    if refused.reason == "too_many_attempts":
        form.refuse("orderer_email", _("Too many attempts. Wait 15 minutes and try again."))
    else:
        form.refuse_as(refused, REFUSALS, "municipality")


def _wish(form: OrderForm) -> Wish:
    slugs = municipalities.slugs_of(g.session, form.municipality.data)
    is_demo = current_app.config["SETTINGS"].is_demo
    return Wish(
        municipality_code=form.municipality.data,
        is_trial=form.kind.data == "trial",
        language=languages.current(),
        orderer=form.orderer(),
        billing_details=form.details,
        is_plainly_official=is_plainly_official(form.orderer_email.data, slugs, is_demo=is_demo),
    )
