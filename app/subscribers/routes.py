"""The public pages of letters on new editions: asking, confirming, stopping; and how many follow a municipality."""

from typing import TYPE_CHECKING

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.too_many_routes import may_send
from app.subscribers import actions, queries
from app.subscribers.forms import FollowForm
from app.web.access import needs, public
from app.web.languages import page
from app.web.security import csrf
from tenants.municipalities import county_names, names_where_the_act_applies

if TYPE_CHECKING:
    from app.subscribers.models import Subscription

room = Blueprint("subscribers", __name__)
PAGE_FI, PAGE_SV = "/raportit/ilmoitukset", "/rapporter/meddelanden"


@page(room, PAGE_FI, PAGE_SV, methods=("GET", "POST"))
@public
def follow() -> ResponseReturnValue:
    """Ask for letters. The answer is the same whoever asks."""
    form = FollowForm(names_where_the_act_applies(g.session, g.language), county_names(g.session, g.language))
    if form.validate_on_submit() and _may_ask(form):
        places = (form.municipality.data or None, form.county.data or None)
        actions.ask(g.session, form.email.data, g.language, *places)
        return redirect(url_for("subscribers.asked"))
    return render_template("subscribers/follow.html", form=form), 422 if form.is_submitted() else 200


@page(room, f"{PAGE_FI}/lahetetty", f"{PAGE_SV}/skickat")
@public
def asked() -> ResponseReturnValue:
    """What comes next is in the letter."""
    return render_template("subscribers/asked.html")


@page(room, f"{PAGE_FI}/kirje/<token>", f"{PAGE_SV}/brev/<token>", methods=("GET", "POST"))
@public
def confirm(token: str) -> ResponseReturnValue:
    """Where the first letter leads. Programs open links, too: a button confirms."""
    subscription = queries.subscription_by_letter(g.session, token)
    if subscription is None:
        return render_template("subscribers/closed.html"), 404
    if request.method == "POST":
        actions.confirm(g.session, subscription)
        return redirect(url_for("subscribers.confirm", token=token))
    return _shown("subscribers/confirm.html", token, subscription)


@page(room, f"{PAGE_FI}/lopeta/<token>", f"{PAGE_SV}/avsluta/<token>", methods=("GET", "POST"))
@csrf.exempt
@public
def stop(token: str) -> ResponseReturnValue:
    """Where every letter leads who wants no more: one press, also by a mail program (RFC 8058), which has no cookie to
    prove anything with. The token alone says whose letters end.
    """
    subscription = queries.subscription_by_letter(g.session, token)
    if subscription is None:
        return render_template("subscribers/closed.html"), 404
    if request.method == "POST":
        actions.stop(g.session, subscription)
        return render_template("subscribers/stopped.html")  # a mail program follows no redirect
    return _shown("subscribers/stop.html", token, subscription)


@page(room, "/<municipality>/seuraajat", "/<municipality>/foljare")
@needs("public_pages.change")
def followers() -> ResponseReturnValue:
    """How many follow the municipality's reports; never who."""
    place = queries.place_followed(g.session, g.tenant.municipality_code)
    counts = queries.followers_counted(g.session, place.code)
    return render_template("subscribers/followers.html", place=place, counts=counts)


def _shown(template: str, token: str, subscription: "Subscription") -> str:
    names = queries.names_followed(g.session, subscription)
    followed = names[g.language] if names else _("all municipalities")
    return render_template(template, token=token, subscription=subscription, followed=followed)


def _may_ask(form: FollowForm) -> bool:
    return may_send(form, "subscription", "email", _("Too many requests from here. Wait an hour and try again."))
