"""Signing in with a work account: the way to Microsoft and back again.

Whoever sends a browser there (`send`) says what for and about whom; both wait in the signed cookie, so that an answer
serves the visit that asked for it, for that one purpose, and once.
"""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import entra, queries, work_accounts
from app.accounts.actions import count_attempt
from app.accounts.entra import NotProven, Proof
from app.accounts.routes import room
from app.accounts.words import AT_MICROSOFTS
from app.config import Entra
from app.web import entrance, languages, login
from app.web.access import for_setting_up, public, signed_in
from app.web.addresses import own_page
from app.web.languages import page
from tenants import clock, membership
from tenants.errors import Refused

PATIENCE = timedelta(minutes=10)


def send(purpose: str, directory: UUID, subject: UUID | str, onward: str) -> ResponseReturnValue:
    """To Microsoft; with the proof that comes back the browser goes `onward`, a page of ours."""
    address, kept = entra.begin(_registration(), directory, _callback(), anew=purpose == "confirm")
    session["to_microsoft"] = kept | {
        "purpose": purpose,
        "directory": directory,
        "subject": subject,
        "onward": onward,
        "language": languages.current(),
        "at": clock.now(),
    }
    return redirect(address)


def proven(purpose: str, subject: UUID | str) -> Proof | None:
    """Whom a directory has let in for this purpose, in this visit and lately."""
    kept = session.get("from_microsoft")
    if not kept or (kept["purpose"], kept["subject"]) != (purpose, subject) or not _is_fresh(kept):
        return None
    return Proof(**kept["proof"])


def use_up() -> None:
    """A proof serves one act."""
    session.pop("from_microsoft", None)


@page(room, "/kirjaudu/tyotili", "/logga-in/arbetskonto")
@public
def work_account() -> ResponseReturnValue:
    """To the municipality's directory where the address tells which, else a choice; `next` as at signing in."""
    _registration()
    onward = request.args.get("next", "")
    onward = own_page(onward) or url_for("accounts.mine")
    places = queries.places_with_work_accounts(g.session, g.language)
    words = {request.args.get("municipality"), onward.split("/")[2]}
    named = [place for place in places if words & set(place.facts.slugs.values())] or places
    if len(named) == 1:
        return send("sign_in", named[0].entra_tenant, named[0].facts.id, onward)
    return render_template("accounts/work_account.html", places=named, onward=onward)


@page(room, "/omat/vahvista/tyotili", "/mina/bekrafta/arbetskonto")
@signed_in
@for_setting_up
def confirm_at_microsofts() -> ResponseReturnValue:
    """Say again who one is, where one's work account is."""
    directory = work_accounts.directory_to_confirm_at(g.session, current_user.id) or abort(404)
    return send(
        "confirm", directory, current_user.id, own_page(request.args.get("next")) or url_for("accounts.account")
    )


@room.get("/microsoft")
@public
def microsoft() -> ResponseReturnValue:
    """Where Microsoft sends the browser back to: the one address that is registered there."""
    registration, asked = _registration(), session.pop("to_microsoft", None)
    if not asked or not _is_fresh(asked):
        return _turned_away(_("The sign-in took too long, or it was begun in another window. Begin again."))
    g.language = asked["language"]
    try:
        proof = _answered(registration, asked)
    except Refused as refused:
        return _turned_away(AT_MICROSOFTS[refused.reason])
    if asked["purpose"] in ("sign_in", "confirm"):
        return _signed_in(proof, asked) if asked["purpose"] == "sign_in" else _confirmed(proof, asked)
    session["from_microsoft"] = asked | {"proof": asdict(proof)}
    return redirect(asked["onward"])


def _signed_in(proof: Proof, asked: dict[str, Any]) -> ResponseReturnValue:
    """A municipality's directory lets in that municipality's members and nobody else."""
    tenant_id = asked["subject"]
    with entrance.pen() as door:
        person_id = work_accounts.person_of(door, proof, tenant_id)
    with entrance.pen(person_id) as door:
        if person_id and tenant_id in membership.tenants_of(door, person_id):
            return login.arrive(door, person_id, "microsoft", asked["onward"], is_strong=proof.is_strong)
    return _turned_away(
        _(
            "This work account is not linked to any account here. If you have an account, sign in with your password"
            " and link the work account on the page My account. If you have been invited, open the invitation's link."
        )
    )


def _answered(registration: Entra, asked: dict[str, Any]) -> Proof:
    """Who has come back. Raises Refused with "too_many_attempts", for we ask Microsoft and wait, or "not_proven"."""
    place = request.remote_addr or ""
    with entrance.pen() as door:
        count_attempt(door, current_app.config["SECRET_KEY"], place, place, "work_account")
    try:
        anew = asked["purpose"] == "confirm"
        return entra.finish(registration, asked["directory"], _callback(), asked, request.args, anew=anew)
    except NotProven as why:
        current_app.logger.warning("a work account was not let in: %r", str(why))
        raise Refused("not_proven") from why


def _confirmed(proof: Proof, asked: dict[str, Any]) -> ResponseReturnValue:
    """It is the visitor who was sent there, and has come back with their own work account."""
    with entrance.pen() as door:
        is_same = current_user.is_authenticated and current_user.id == asked["subject"]
        if is_same and work_accounts.is_confirmed(door, proof, current_user.id):
            login.confirm(door, is_strong=proof.is_strong)
            return redirect(asked["onward"])
    return _turned_away(_("It was not shown that it is you. Try again, or sign out and in."))


def _turned_away(why: object) -> ResponseReturnValue:
    flash(str(why))
    return redirect(url_for("accounts.sign_in", language=languages.current()))


def _registration() -> Entra:
    return current_app.config["SETTINGS"].entra or abort(404)


def _callback() -> str:
    return f"{current_app.config['SETTINGS'].public_url}/microsoft"


def _is_fresh(kept: dict[str, Any]) -> bool:
    return clock.now() - kept["at"] < PATIENCE
