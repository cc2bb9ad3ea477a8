"""The people of a municipality, and those who have been invited."""

import uuid

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import inviting
from app.accounts.routes import room
from app.web import languages
from app.web.access import needs
from app.web.languages import page
from tenants import clock, invitations, membership
from tenants.errors import Refused


@page(room, "/<municipality>/ihmiset", "/<municipality>/personer")
@needs("people.read")
def members() -> ResponseReturnValue:
    """The people of this municipality and their roles."""
    return render_template(
        "accounts/members.html",
        members=membership.members(g.session),
        invited=invitations.unanswered(g.session),
        now=clock.now(),
    )


@page(
    room,
    "/<municipality>/ihmiset/kutsut/<uuid:invitation_id>",
    "/<municipality>/personer/inbjudningar/<uuid:invitation_id>",
    methods=("POST",),
)
@needs("people.invite")
def change_invitation(invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Send an invitation again with a new link, or withdraw it; the old link opens nothing any more."""
    decision = request.form.get("decision")
    if decision not in ("again", "withdraw"):
        abort(400)
    try:
        if decision == "again":
            inviting.invite_again(g.session, current_user.id, invitation_id, languages.current())
            flash(_("The invitation is sent again. Only the new link works."), "success")
        else:
            inviting.withdraw_invitation(g.session, current_user.id, invitation_id)
            flash(_("The invitation is withdrawn."), "success")
    except Refused:
        flash(_("This invitation has been accepted or withdrawn already."))
    return redirect(url_for("accounts.members"))
