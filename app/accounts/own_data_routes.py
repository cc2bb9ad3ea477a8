"""One's own data, to take along; and the work account that one signs in with."""

import json

from flask import Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import microsoft_routes, own_data, queries
from app.accounts.routes import room
from app.web.access import confirmed, signed_in
from app.web.languages import page
from tenants import outside_identities
from tenants.errors import Refused


@page(room, "/omat/tili/omat-tiedot.json", "/mina/konto/mina-uppgifter.json")
@signed_in
@confirmed
def own_data_file() -> ResponseReturnValue:
    """All that is kept about the visitor (GDPR articles 15 and 20), as a file that people and programs can read."""
    told = json.dumps(own_data.own_data(g.session, current_user.id, g.language), ensure_ascii=False, indent=2)
    return Response(
        told + "\n",
        mimetype="application/json",
        headers={"Content-Disposition": 'attachment; filename="own-data.json"', "Cache-Control": "no-store"},
    )


@page(room, "/omat/tili/tyotili/<slug>", "/mina/konto/arbetskonto/<slug>")
@signed_in
@confirmed
def begin_linking(slug: str) -> ResponseReturnValue:
    """To the directory of one of one's own municipalities."""
    places = queries.own_account(g.session, current_user.id, g.language).places
    place = next((place for place in places if slug in place.facts.slugs.values()), None) or abort(404)
    return microsoft_routes.send("link", place.entra_tenant, current_user.id, url_for("accounts.account"))


@page(room, "/omat/tili/tyotili", "/mina/konto/arbetskonto", methods=("POST",))
@signed_in
@confirmed
def change_work_account() -> ResponseReturnValue:
    """Link the work account that one has just signed in to, or end the link."""
    decision = request.form.get("decision")
    if decision not in ("link", "unlink"):
        abort(400)
    if decision == "link" and _is_linked():
        flash(_("The work account is linked. From now on you can sign in with it."), "success")
    elif decision == "unlink" and _is_unlinked():
        flash(_("The work account is no longer linked."), "success")
    microsoft_routes.use_up()
    return redirect(url_for("accounts.account"))


def _is_linked() -> bool:
    """With the proof that this visit has brought; the directory must still be that of a municipality of one's own."""
    proof = microsoft_routes.proven("link", current_user.id)
    own = queries.own_account(g.session, current_user.id, g.language)
    if proof is None or proof.entra_tenant not in {place.entra_tenant for place in own.places}:
        flash(_("The work account was not linked. Sign in to it again."))
        return False
    try:
        outside_identities.link(g.session, current_user.id, proof.entra_tenant, proof.object_id)
    except Refused:
        flash(_("This work account belongs to another account here, or you have linked one already."))
        return False
    return True


def _is_unlinked() -> bool:
    try:
        outside_identities.unlink(g.session, current_user.id)
    except Refused:
        flash(_("You have no password here, so the work account is your only way in. Make a password first."))
        return False
    return True
