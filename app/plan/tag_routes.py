"""The pages of statutory plans in the welfare plan: the law's, and those that the municipality adds."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import tags, words
from app.plan.forms import TagForm
from app.plan.pages import PLANS_FI, PLANS_SV, opened
from app.plan.routes import room
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

TAGS_FI, TAGS_SV = f"{PLANS_FI}lakisaateiset", f"{PLANS_SV}lagstadgade"


@page(room, TAGS_FI, TAGS_SV, methods=("GET", "POST"))
@needs("plan.write")
def statutes() -> ResponseReturnValue:
    """All of them, and one more."""
    form = TagForm(g.written_in)
    if form.validate_on_submit():
        try:
            tags.add_tag(g.session, current_user.id, form.pair("title"), form.pair("law"))
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, next(iter(form._fields)))
        else:
            return _stored()
    every = tags.every_tag(g.session).values()
    return render_template("plan/tags.html", form=form, tags=every), 422 if form.errors else 200


@page(room, f"{TAGS_FI}/<int:number>", f"{TAGS_SV}/<int:number>", methods=("GET", "POST"))
@needs("plan.write")
def statute(number: int) -> ResponseReturnValue:
    """Other words for one of the municipality's own, or its end."""
    tag = tags.own_tag(g.session, number) or abort(404)
    form = TagForm(g.written_in, data=opened(vars(tag)))
    if deed := {"end": tags.end_tag, "resume": tags.resume_tag}.get(request.form.get("deed")):
        deed(g.session, current_user.id, tag)
        return _stored()
    if form.validate_on_submit():
        try:
            tags.change_tag(g.session, current_user.id, tag, form.pair("title"), form.pair("law"))
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, next(iter(form._fields)))
        else:
            return _stored()
    return render_template("plan/tag.html", form=form, tag=tag), 422 if form.errors else 200


def _stored() -> ResponseReturnValue:
    flash(_("Stored."), "success")
    return redirect(url_for("plan.statutes"))
