"""The people of a municipality: who they are, their roles, and their leaving."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import handing_over, member_actions, member_queries, words
from app.accounts.member_forms import EndForm, RoleForm
from app.accounts.routes import room
from app.web.access import confirmed, needs
from app.web.languages import page
from tenants import clock, membership
from tenants.errors import Refused
from tenants.permissions import Role, may


@page(room, "/<municipality>/ihmiset", "/<municipality>/personer")
@needs("people.read")
def members() -> ResponseReturnValue:
    """The people of this municipality and their roles; for coordinators also what waits for them."""
    everybody = membership.members(g.session)
    return render_template(
        "accounts/members.html",
        members=everybody,
        unseen={each.person_id for each in everybody if member_queries.is_long_unseen(each)},
        invited=member_queries.invited(g.session),
        tasks={each.kind: each.count for each in _tasks()},
        roles=words.ROLES,
        now=clock.now(),
    )


def _tasks() -> list[member_queries.PeopleTask]:
    return member_queries.people_tasks(g.session) if may(g.role, "people.invite") else []


@page(
    room,
    "/<municipality>/ihmiset/<uuid:person_id>",
    "/<municipality>/personer/<uuid:person_id>",
    methods=("GET", "POST"),
)
@needs("people.invite")
@confirmed
def member(person_id: UUID) -> ResponseReturnValue:
    """One of them: another role."""
    somebody, form = membership.member(g.session, person_id) or abort(404), RoleForm()
    if not form.is_submitted():
        form.role.data = somebody.role
    elif form.validate():
        try:
            member_actions.change_role(g.session, current_user.id, person_id, Role(form.role.data))
            flash(_("The role is changed."), "success")
            return redirect(url_for("accounts.members"))
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "role")
    page_of = {"member": somebody, "form": form, "rights": words.what_roles_may(), "roles": words.ROLES}
    return render_template("accounts/member.html", **page_of), 422 if form.errors else 200


@page(
    room,
    "/<municipality>/ihmiset/<uuid:person_id>/poista",
    "/<municipality>/personer/<uuid:person_id>/avsluta",
    methods=("GET", "POST"),
)
@needs("people.invite")
@confirmed
def end_member(person_id: UUID) -> ResponseReturnValue:
    """Somebody leaves; who takes over what they are responsible for."""
    somebody, form = membership.member(g.session, person_id) or abort(404), EndForm()
    others = [each for each in membership.members(g.session) if each.person_id != person_id]
    form.heir.choices = [("", _("Choose a person")), *((str(each.person_id), each.name) for each in others)]
    if form.is_submitted() and _ended(form, person_id):
        flash(_("%(name)s has no access any more.", name=somebody.name), "success")
        return redirect(url_for("accounts.mine" if person_id == current_user.id else "accounts.members"))
    owned = handing_over.owned_by(g.session, person_id)
    return render_template("accounts/end_member.html", member=somebody, form=form, owned=owned), (
        422 if form.errors else 200
    )


def _ended(form: EndForm, person_id: UUID) -> bool:
    heirs = {value for value, _name in form.heir.choices if value}
    heir = UUID(form.heir.data) if form.heir.data in heirs else None
    try:
        member_actions.end(g.session, current_user.id, person_id, heir)
    except Refused as refused:
        form.refuse_as(refused, words.REFUSALS, "heir")
    return not form.errors


@page(room, "/<municipality>/ihmiset/tarkistus", "/<municipality>/personer/genomgang", methods=("GET", "POST"))
@needs("people.invite")
@confirmed
def check_members() -> ResponseReturnValue:
    """Once a year: who is still there, and who has left."""
    unconfirmed = member_queries.unconfirmed(g.session)
    if request.method == "POST":
        said = {each.person_id: request.form.get(f"member_{each.person_id}") for each in unconfirmed}
        member_actions.confirm_there(g.session, current_user.id, [each for each in said if said[each] == "there"])
        _end_those_who_left([each for each in unconfirmed if said[each.person_id] == "left"])
        return redirect(url_for("accounts.check_members"))
    return render_template("accounts/check_members.html", unconfirmed=unconfirmed, roles=words.ROLES)


def _end_those_who_left(left: list) -> None:
    """Each by itself; who cannot go is named with the reason."""
    for each in left:
        try:
            with g.session.begin_nested():
                member_actions.end(g.session, current_user.id, each.person_id)
        except Refused as refused:
            flash(f"{each.name}: {words.REFUSALS[refused.reason]}")
