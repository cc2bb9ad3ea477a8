"""The municipality's own directory (Microsoft Entra ID), through which its people sign in with their work accounts."""

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import microsoft_routes
from app.accounts.forms import DirectoryForm
from app.accounts.routes import room
from app.web.access import confirmed, needs
from app.web.languages import page
from tenants import directories, people


@page(room, "/<municipality>/ihmiset/tyotilit", "/<municipality>/personer/arbetskonton", methods=("GET", "POST"))
@needs("directory.change")
@confirmed
def directory() -> ResponseReturnValue:
    """Which directory it is and whether it is in use; another one is entered here."""
    form = DirectoryForm()
    if form.validate_on_submit():
        directories.enter(g.session, current_user.id, form.number)
        flash(_("The directory is stored. Now sign in through it once."), "success")
        return redirect(url_for("accounts.directory"))
    entered = directories.directory_of(g.session)
    names = people.names_of(g.session, {entered.entered_by, entered.activated_by} - {None}) if entered else {}
    words = {"form": form, "entered": entered, "names": names, "proof": _proof(entered), "is_offered": _is_offered()}
    return render_template("accounts/directory.html", **words), 422 if form.is_submitted() else 200


@page(room, "/<municipality>/ihmiset/tyotilit/kirjaudu", "/<municipality>/personer/arbetskonton/logga-in")
@needs("directory.change")
@confirmed
def begin_activating() -> ResponseReturnValue:
    """The coordinator shows that they are among the directory's users."""
    entered = directories.directory_of(g.session)
    if entered is None:
        return redirect(url_for("accounts.directory"))
    return microsoft_routes.send("directory", entered.entra_tenant, _subject(), url_for("accounts.directory"))


@page(
    room,
    "/<municipality>/ihmiset/tyotilit/muutos",
    "/<municipality>/personer/arbetskonton/andring",
    methods=("POST",),
)
@needs("directory.change")
@confirmed
def change_directory() -> ResponseReturnValue:
    """Take the directory into use, having signed in through it; or remove it: passwords and memberships stay."""
    decision = request.form.get("decision")
    if decision not in ("activate", "remove"):
        abort(400)
    if decision == "remove":
        directories.remove(g.session, current_user.id)
        flash(_("The directory is removed. Nobody signs in through it any more."), "success")
    elif _activated():
        flash(_("The directory is in use. Everybody can now link a work account on the page My account."), "success")
    else:
        flash(_("The directory was not taken into use. Sign in through it again."))
    microsoft_routes.use_up()
    return redirect(url_for("accounts.directory"))


def _activated() -> bool:
    """Whether the one who has just signed in through it has taken it into use."""
    proof = _proof(directories.directory_of(g.session))
    if proof:
        directories.activate(g.session, current_user.id, proof.entra_tenant)
    return proof is not None


def _subject() -> str:
    return f"{g.tenant.id} {current_user.id}"


def _proof(entered: directories.Directory | None) -> microsoft_routes.Proof | None:
    """Whom the directory that is entered now has let in."""
    proof = microsoft_routes.proven("directory", _subject())
    return proof if proof and entered and proof.entra_tenant == entered.entra_tenant else None


def _is_offered() -> bool:
    return current_app.config["SETTINGS"].entra is not None
