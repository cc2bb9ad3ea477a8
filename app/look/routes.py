"""A municipality's look: the page on which it is chosen, and what browsers ask for to show it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.attachments.kinds import MEDIA_TYPES
from app.look import actions, contrast, queries
from app.look.forms import ColourForm, EmblemForm, ratio_told
from app.look.words import REFUSALS
from app.web.access import needs, public
from app.web.forms import Form
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.look.models import PublicLook

room = Blueprint("look", __name__)
LOOK_FI, LOOK_SV = "/<municipality>/ulkoasu", "/<municipality>/utseende"
A_YEAR = 365 * 24 * 3600


@page(room, LOOK_FI, LOOK_SV)
@needs("public_pages.change")
def settings() -> ResponseReturnValue:
    """The colour and the coat of arms or logo, with a preview."""
    return _page(queries.look(g.session))


@page(room, f"{LOOK_FI}/vari", f"{LOOK_SV}/farg", methods=("POST",))
@needs("public_pages.change")
def colour() -> ResponseReturnValue:
    """Choose the colour, or only look at it."""
    g.session.take_turn()  # the first of two presses makes the row
    look, form = queries.look(g.session), ColourForm()
    form.choose(request.form.get("use"))
    if not form.validate():
        return _page(look, colour_form=form, form=form), 422
    if request.form.get("move") == "preview" or not _is_chosen(look, form):
        return _page(look, colour_form=form, form=form), 409 if form.errors else 200
    flash(_("The colour is saved."), "success")
    return redirect(url_for("look.settings"))


def _is_chosen(look: "PublicLook", form: ColourForm) -> bool:
    """Unless somebody else has chosen another colour meanwhile, which the form shows then."""
    try:
        actions.choose_colour(g.session, current_user.id, look, form.colour.data, form.begun_from.data)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "colour")
        form.show_what_is_in_use(look.colour)
        return False
    return True


@page(room, f"{LOOK_FI}/vaakuna", f"{LOOK_SV}/vapen", methods=("POST",))
@needs("public_pages.change")
def emblem() -> ResponseReturnValue:
    """Bring in the coat of arms or logo, or take it away: whichever button was pressed."""
    g.session.take_turn()
    look = queries.look(g.session)
    form, is_removal = EmblemForm(g.written_in, has_one=bool(look.emblem_format)), request.form.get("move") == "remove"
    if not is_removal and not form.validate():
        return _page(look, emblem_form=form, form=form), 422
    try:
        (_remove if is_removal else _keep)(look, form)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "file")
        form.show_what_is_shown_now(look.emblem_mark)
        return _page(look, emblem_form=form, form=form), 409
    return redirect(url_for("look.settings"))


def _remove(look: "PublicLook", form: EmblemForm) -> None:
    actions.remove_emblem(g.session, current_user.id, look, form.begun_from.data)
    flash(_("The picture is taken away."), "success")


def _keep(look: "PublicLook", form: EmblemForm) -> None:
    format = form.kind.format if form.kind else ""
    chosen = (form.alternatives, form.body, format)
    actions.keep_emblem(g.session, current_user.id, look, *chosen, form.begun_from.data)
    flash(_("The picture is saved."), "success")


@room.get("/ulkoasu-utseende/<municipality>/<mark>.css")
@public
def style(municipality: str, mark: str) -> Response:
    """The few rules of a look. Its address has its mark, so that a browser never asks twice."""
    chosen = queries.colour_of_look(g.session, municipality, mark)
    if chosen is None or not contrast.HEX.fullmatch(chosen):
        abort(404)
    return _for_long(f".app-publisher{{background-color:{chosen}}}\n".encode(), "text/css", mark)


@room.get("/ulkoasu-utseende/<municipality>/<mark>")
@public
def picture(municipality: str, mark: str) -> Response:
    """The coat of arms or logo of a look."""
    found = queries.emblem_of_look(g.session, municipality, mark) or abort(404)
    return _for_long(found.emblem, MEDIA_TYPES[found.emblem_format], mark)


def _for_long(body: bytes, media_type: str, mark: str) -> Response:
    answer = make_response(body)
    answer.headers["Content-Type"] = media_type
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    answer.set_etag(mark)
    return answer.make_conditional(request)


def _page(
    look: "PublicLook",
    colour_form: ColourForm | None = None,
    emblem_form: EmblemForm | None = None,
    form: Form | None = None,
) -> str:
    """`form` is the one whose errors stand at the top."""
    shown = dict.fromkeys(("colour", "picked", "seen", "begun_from"), look.colour)
    colour_form = colour_form or ColourForm(formdata=None, data=shown)
    if emblem_form is None:
        known = {"formdata": None, "obj": look, "begun_from": look.emblem_mark}
        emblem_form = EmblemForm(g.written_in, has_one=bool(look.emblem_format), **known)
    words = {"look": look, "colour_form": colour_form, "emblem_form": emblem_form, "form": form}
    told = ratio_told(contrast.ratio(look.colour))
    return render_template("look/settings.html", ratio=told, **words)
