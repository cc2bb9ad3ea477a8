"""An invitation accepted with a work account: a new person then needs no password here."""

from typing import TYPE_CHECKING

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import microsoft_routes, work_accounts
from app.accounts.forms import WorkAccountForm
from app.accounts.routes import room
from app.web import entrance, languages, login
from app.web.access import by_invitation
from app.web.languages import page
from tenants import clock, directories, registry
from tenants.errors import Refused
from tenants.invitations import invitation_of
from tenants.tokens import digest_of

if TYPE_CHECKING:
    from app.accounts.entra import Proof
    from tenants.invitations import Invitation


@page(room, "/kutsu/<token>/tyotili", "/inbjudan/<token>/arbetskonto", methods=("GET", "POST"))
@by_invitation
def accept_with_work_account(token: str) -> ResponseReturnValue:
    """To Microsoft first; back again, who one is there is shown and the invitation is accepted with it."""
    invited = invitation_of(g.session, token)
    proof = microsoft_routes.proven("invitation", digest_of(token))
    if not invited.is_open(clock.now()):
        return render_template("accounts/invitation_closed.html"), 410
    if proof is None:
        return _to_microsoft(invited, token)
    form = WorkAccountForm(name=proof.name)
    if form.validate_on_submit():
        return _accepted(invited, token, form, proof)
    return _shown(invited, form, proof)


def _to_microsoft(invited: "Invitation", token: str) -> ResponseReturnValue:
    directory = directories.active_directory(g.session, invited.tenant_id)
    if directory is None:
        return redirect(url_for("accounts.invitation", token=token))
    onward = url_for("accounts.accept_with_work_account", token=token)
    return microsoft_routes.send("invitation", directory, digest_of(token), onward)


def _accepted(invited: "Invitation", token: str, form: WorkAccountForm, proof: "Proof") -> ResponseReturnValue:
    with entrance.pen() as door:
        accounts = work_accounts.accounts_of(door, proof, invited.email)
    try:
        person_id = work_accounts.accept(g.session, invited, accounts, proof, form.name.data, languages.current())
    except Refused as refused:
        if refused.reason == "invitation_closed":
            return render_template("accounts/invitation_closed.html"), 410
        flash(_("The invitation's e-mail, or this work account, belongs to another account. Use that account."))
        return redirect(url_for("accounts.invitation", token=token))
    login.arrive_afterwards(person_id, "microsoft", is_strong=proof.is_strong)
    flash(_("You are now a member."), "success")
    return redirect(url_for("accounts.mine"))


def _shown(invited: "Invitation", form: WorkAccountForm, proof: "Proof") -> ResponseReturnValue:
    tenant = registry.facts_of(g.session, [invited.tenant_id])[0]
    words = {"form": form, "invited": invited, "tenant": tenant, "proof": proof}
    return render_template("accounts/accept_with_work_account.html", **words), 422 if form.is_submitted() else 200
