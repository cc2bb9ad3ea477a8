"""Inviting people: one, or a pasted list; what becomes of the invitations; the e-mail domains of one's own."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import invitation_list, inviting, member_actions, member_queries, words
from app.accounts.invitation_list import ListedRow, Wanted
from app.accounts.member_forms import AddressForm, DomainForm, InviteForm, ListForm
from app.accounts.routes import room
from app.accounts.second_step_routes import counted
from app.web import languages
from app.web.access import confirmed, needs
from app.web.languages import page
from tenants import email_domains, invitations, membership
from tenants.errors import Refused
from tenants.permissions import Role


@page(room, "/<municipality>/ihmiset/kutsu", "/<municipality>/personer/bjud-in", methods=("GET", "POST"))
@needs("people.invite")
@confirmed
def invite() -> ResponseReturnValue:
    """Invite one person."""
    form = InviteForm()
    if form.validate_on_submit():
        (row,) = _rows(f"{form.email.data};{form.role.data}")
        if row.wanted:
            wanted = Wanted(form.email.data, Role(form.role.data), form.name.data or "")
            return _sent([wanted], form.language.data)
        form.refuse("email", _("This person %(problem)s.", problem=words.BAD_ROWS[row.problem]))
    rights = words.what_roles_may(is_county=g.tenant.is_county)
    return render_template("accounts/invite.html", form=form, rights=rights), 422 if form.errors else 200


@page(room, "/<municipality>/ihmiset/kutsu/lista", "/<municipality>/personer/bjud-in/lista", methods=("GET", "POST"))
@needs("people.invite")
@confirmed
def invite_list() -> ResponseReturnValue:
    """Invite many: the list is shown as it was understood before anything is sent."""
    form, rows = ListForm(), []
    if form.validate_on_submit():
        rows = _rows(form.rows.data)
        wanted, was_shown = invitation_list.good(rows), request.form.get("shown") == invitation_list.fingerprint(rows)
        is_to_send = request.form.get("decision") == "send" and wanted and was_shown
        if is_to_send and counted(form, "rows", str(current_user.id), "invitation_list"):
            return _sent(wanted, form.language.data)
        _tell_what_is_wrong(form, rows)
    page_of = {"form": form, "rows": rows, "shown": invitation_list.fingerprint(rows), "roles": words.ROLES}
    page_of["rights"] = words.what_roles_may(is_county=g.tenant.is_county)
    return render_template("accounts/invite_list.html", **page_of), 422 if form.errors else 200


def _rows(text: str) -> list[ListedRow]:
    members = {each.email.lower() for each in membership.members(g.session)}
    return invitation_list.read_list(text, members, member_queries.invited_emails(g.session))


def _tell_what_is_wrong(form: ListForm, rows: list[ListedRow]) -> None:
    if not rows:
        form.refuse("rows", _("The list has no rows."))
    for row in rows:
        if row.problem:
            problem = words.BAD_ROWS[row.problem]
            form.refuse("rows", _("Row %(number)s: %(problem)s.", number=row.number, problem=problem))


def _sent(wanted: list[Wanted], language: str) -> ResponseReturnValue:
    try:
        member_actions.invite_all(g.session, current_user.id, wanted, language)
        flash(_("Invitations sent: %(count)s.", count=len(wanted)), "success")
    except Refused as refused:
        flash(words.REFUSALS[refused.reason])
    return redirect(url_for("accounts.members"))


@page(
    room,
    "/<municipality>/ihmiset/kutsut/<uuid:invitation_id>",
    "/<municipality>/personer/inbjudningar/<uuid:invitation_id>",
    methods=("POST",),
)
@needs("people.invite")
def change_invitation(invitation_id: UUID) -> ResponseReturnValue:
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
    except Refused as refused:
        flash(words.REFUSALS[refused.reason])
    return redirect(url_for("accounts.members"))


@page(
    room,
    "/<municipality>/ihmiset/kutsut/<uuid:invitation_id>/osoite",
    "/<municipality>/personer/inbjudningar/<uuid:invitation_id>/adress",
    methods=("GET", "POST"),
)
@needs("people.invite")
@confirmed
def correct_invitation(invitation_id: UUID) -> ResponseReturnValue:
    """Send an invitation whose letter was refused to the right address."""
    invited, form = invitations.waiting_with_id(g.session, invitation_id) or abort(404), AddressForm()
    if form.validate_on_submit():
        try:
            inviting.invite_again(g.session, current_user.id, invitation_id, languages.current(), form.email.data)
            flash(_("The invitation is sent again. Only the new link works."), "success")
        except Refused as refused:
            flash(words.REFUSALS[refused.reason])
        return redirect(url_for("accounts.members"))
    return render_template("accounts/correct_invitation.html", invited=invited, form=form), 422 if form.errors else 200


@page(room, "/<municipality>/ihmiset/sahkopostit", "/<municipality>/personer/e-postdomaner", methods=("GET", "POST"))
@needs("people.invite")
@confirmed
def domains() -> ResponseReturnValue:
    """The e-mail domains besides the municipality's name whose account requests come to the coordinators."""
    form, removed = DomainForm(), request.form.get("remove")
    if removed:
        member_actions.remove_domain(g.session, current_user.id, removed)
    elif form.validate_on_submit():
        member_actions.vouch_for_domain(g.session, current_user.id, form.domain.data)
    if request.method == "POST" and not form.errors:
        flash(_("The list is changed."), "success")
        return redirect(url_for("accounts.domains"))
    confirmed = email_domains.confirmed_domains(g.session)
    return render_template("accounts/domains.html", form=form, domains=confirmed), 422 if form.errors else 200
