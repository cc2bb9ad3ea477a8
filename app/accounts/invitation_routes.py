"""The page that an invitation's letter leads to."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import actions
from app.accounts.forms import KnownPersonForm, NewPersonForm, OwnInvitationForm
from app.accounts.routes import room
from app.web import entrance, languages, login
from app.web.access import by_invitation
from app.web.languages import page
from tenants import clock, directories, registry
from tenants.errors import Refused
from tenants.invitations import invitation_of

if TYPE_CHECKING:
    from tenants.invitations import Invitation

AnyForm = NewPersonForm | KnownPersonForm | OwnInvitationForm


@page(room, "/kutsu/<token>", "/inbjudan/<token>", methods=("GET", "POST"))
@by_invitation
def invitation(token: str) -> ResponseReturnValue:
    """Become a member: with a new account, with the one that there is or as who is signed in. Once, and in time."""
    invited = invitation_of(g.session, token)
    if not invited.is_open(clock.now()):
        return render_template("accounts/invitation_closed.html"), 410
    form = _form(invited)
    try:
        person_id = _accepted(invited, form) if form.validate_on_submit() else None
    except Refused as refused:
        return _refused(refused, token)
    if person_id is None:
        return _asked(invited, form)
    flash(_("You are now a member."), "success")
    return redirect(url_for("accounts.mine"))


def _refused(refused: Refused, token: str) -> ResponseReturnValue:
    """Who has become a person just now is asked for the password instead."""
    if refused.reason == "has_account":
        return redirect(url_for("accounts.invitation", token=token))
    return render_template("accounts/invitation_closed.html"), 410


def _form(invited: "Invitation") -> AnyForm:
    if current_user.is_authenticated and current_user.email.lower() == invited.email.lower():
        return OwnInvitationForm()
    if entrance.has_account(invited.email):
        return KnownPersonForm()
    facts = registry.facts_of(g.session, [invited.tenant_id])[0]
    form = NewPersonForm((invited.email, invited.email.partition("@")[0], *facts.names.values()))
    if not form.is_submitted():
        form.name.data = invited.name
    return form


def _asked(invited: "Invitation", form: AnyForm) -> ResponseReturnValue:
    tenant = registry.facts_of(g.session, [invited.tenant_id])[0]
    words = {"form": form, "invited": invited, "tenant": tenant, "work_account_url": _work_account_url(invited)}
    answer = render_template("accounts/invitation.html", **words)
    return answer, 422 if form.is_submitted() else 200


def _work_account_url(invited: "Invitation") -> str | None:
    has_directory = current_app.config["SETTINGS"].entra and directories.active_directory(g.session, invited.tenant_id)
    return url_for("accounts.accept_with_work_account", token=request.view_args["token"]) if has_directory else None


def _accepted(invited: "Invitation", form: AnyForm) -> UUID | None:
    """The new member, who is then signed in; None for a wrong password. Raises Refused as the actions do."""
    if isinstance(form, OwnInvitationForm):
        actions.accept_as_known(g.session, invited, current_user.id)
        return current_user.id
    if isinstance(form, KnownPersonForm):
        person_id = _accepted_as_known(invited, form)
    else:
        typed = (form.name.data, languages.current(), form.password.data)
        person_id = actions.accept_as_new(g.session, invited, *typed)
    if person_id:
        login.arrive_afterwards(person_id, "password")
    return person_id


def _accepted_as_known(invited: "Invitation", form: KnownPersonForm) -> UUID | None:
    secret = current_app.config["SECRET_KEY"]
    try:
        with entrance.pen() as door:
            actions.count_attempt(door, secret, invited.email, request.remote_addr or "")
    except Refused:
        form.refuse("password", _("Too many attempts. Wait 15 minutes and try again."))
        return None
    with entrance.pen() as door:
        person = actions.sign_in(door, secret, invited.email, form.password.data)
    if person is None:
        form.refuse("password", _("The e-mail and the password do not belong together. Check both and try again."))
        return None
    actions.accept_as_known(g.session, invited, person.id)
    return person.id
