"""Where account requests are answered: by a municipality's coordinators, and at the association's desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import request_actions, words
from app.accounts.request_forms import AnswerForm
from app.accounts.routes import room
from app.web.access import confirmed, needs, staff_only
from app.web.languages import page
from tenants import departures, people, requests
from tenants.errors import Refused
from tenants.permissions import Role

if TYPE_CHECKING:
    from tenants.requests import AccountRequest

MOST_ANSWERED = 50


@page(room, "/<municipality>/ihmiset/pyynnot", "/<municipality>/personer/begaranden")
@needs("people.invite")
def account_requests() -> ResponseReturnValue:
    """The requests that came to this municipality."""
    return _queue("accounts.account_request")


@page(
    room,
    "/<municipality>/ihmiset/pyynnot/<uuid:request_id>",
    "/<municipality>/personer/begaranden/<uuid:request_id>",
    methods=("GET", "POST"),
)
@needs("people.invite")
@confirmed
def account_request(request_id: UUID) -> ResponseReturnValue:
    """One of them, and its answer."""
    asked = requests.request_with_id(g.session, request_id) or abort(404)
    return _one(asked, ["approve", "more", "decline"], request_actions.approve, "accounts.account_requests")


@page(room, "/liitto/tunnuspyynnot", "/forbundet/kontobegaranden")
@staff_only
def requests_to_association() -> ResponseReturnValue:
    """The requests that came to the association, and those that a municipality has not answered."""
    return _queue("accounts.request_to_association")


@page(
    room,
    "/liitto/tunnuspyynnot/<uuid:request_id>",
    "/forbundet/kontobegaranden/<uuid:request_id>",
    methods=("GET", "POST"),
)
@staff_only
@confirmed
def request_to_association(request_id: UUID) -> ResponseReturnValue:
    """One of them, and its answer where the association gives it."""
    asked = requests.request_with_id(g.session, request_id) or abort(404)
    approve = request_actions.approve_for_association
    return _one(asked, _answers_of_staff(asked), approve, "accounts.requests_to_association")


def _queue(at: str) -> ResponseReturnValue:
    waiting, answered = requests.to_answer(g.session), requests.answered(g.session, MOST_ANSWERED)
    names = people.names_of(g.session, {each.decided_by for each in answered})
    return render_template("accounts/requests.html", waiting=waiting, answered=answered, names=names, at=at)


def _answers_of_staff(asked: "AccountRequest") -> list[str]:
    """A municipality that has left is offered no trial: it comes back by way of the operator."""
    if asked.to_tenant is not None:
        return []
    if departures.has_left_with_code(g.session, asked.municipality_code):
        return ["more", "decline"]
    return ["approve" if requests.tenant_of(g.session, asked.municipality_code) else "offer", "more", "decline"]


def _one(asked: "AccountRequest", kinds: list[str], approve: Callable, queue: str) -> ResponseReturnValue:
    form = AnswerForm(kinds) if asked.is_open and kinds else None
    if form and form.validate_on_submit():
        try:
            flash(_given(form, asked.id, approve), "success")
            return redirect(url_for(queue))
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "answer")
    names = people.names_of(g.session, {asked.decided_by} - {None})
    page_of = {"asked": asked, "form": form, "names": names, "queue": queue, "rights": words.what_roles_may()}
    return render_template("accounts/request.html", **page_of), 422 if form and form.errors else 200


def _given(form: AnswerForm, request_id: UUID, approve: Callable) -> str:
    """Give the answer; returns what was done. Raises Refused."""
    by, message = current_user.id, form.message.data
    match form.answer.data:
        case "approve":
            approve(g.session, by, request_id, Role(form.role.data))
            return _("The request is approved, and an invitation is sent.")
        case "offer":
            request_actions.offer_trial(g.session, by, request_id)
            return _("The way to a trial is sent.")
        case "more":
            request_actions.ask_more(g.session, by, request_id, message)
            return _("Your question is sent.")
        case _:
            request_actions.decline(g.session, by, request_id, message)
            return _("The request is declined, and the reason is sent.")
