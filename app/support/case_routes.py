"""Asking the association, and one's own questions with their answers."""

import uuid

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.actions import count_attempt
from app.support import actions, queries
from app.support.actions import Question
from app.support.forms import AskForm, ConsultingForm, MemberForm, ReplyForm, VisitorForm
from app.support.queries import Conversation
from app.support.routes import room
from app.support.words import CASE_STATES, WHERE
from app.web import entrance, languages
from app.web.access import public, signed_in
from app.web.addresses import OUR_OWN_PAGE
from app.web.languages import page
from tenants.errors import Refused
from tenants.tokens import digest_of

LONGEST_PAGE = 300


@page(room, "/tuki/kysy", "/stod/fraga", methods=("GET", "POST"))
@signed_in
def ask() -> ResponseReturnValue:
    """Somebody with an account asks."""
    form = MemberForm(queries.own_municipalities(g.session, current_user.id, g.language), _page_of(request.args))
    if form.validate_on_submit() and _may_write(form, current_user.id):
        case = actions.ask(g.session, current_user.id, _question(form), _desk())
        flash(_("Your question has come to us. We answer here, and you get a letter."), "success")
        return redirect(url_for("support.my_case", number=case.number))
    return render_template("support/ask.html", form=form), 422 if form.is_submitted() else 200


@page(room, "/tuki/neuvonta", "/stod/radgivning", methods=("GET", "POST"))
@signed_in
def consulting() -> ResponseReturnValue:
    """Ask for training or advice."""
    form = ConsultingForm(queries.own_municipalities(g.session, current_user.id, g.language))
    if form.validate_on_submit() and _may_write(form, current_user.id):
        case = actions.ask(g.session, current_user.id, _wish(form), _desk())
        flash(_("Your wish has come to us. We answer here, and you get a letter."), "success")
        return redirect(url_for("support.my_case", number=case.number))
    return render_template("support/consulting.html", form=form), 422 if form.is_submitted() else 200


@page(room, "/tuki/kysy-ilman-tunnusta", "/stod/fraga-utan-konto", methods=("GET", "POST"))
@public
def ask_as_visitor() -> ResponseReturnValue:
    """Somebody without an account asks; a letter's link confirms the address."""
    form = VisitorForm(page=_page_of(request.args))
    if form.validate_on_submit() and _asked(form):
        return redirect(url_for("support.asked"))
    return render_template("support/ask_as_visitor.html", form=form), 422 if form.is_submitted() else 200


@page(room, "/tuki/kysy/lahetetty", "/stod/fraga/skickad")
@public
def asked() -> ResponseReturnValue:
    """What comes next is in the letter."""
    return render_template("support/asked.html")


@page(room, "/tuki/kirje/<token>", "/stod/brev/<token>", methods=("GET", "POST"))
@public
def by_letter(token: str) -> ResponseReturnValue:
    """Where a letter leads: the question is confirmed, its answers read and replied to."""
    shown = queries.conversation(g.session, queries.with_token(digest_of(token))) or abort(404)
    form = ReplyForm()
    if shown.case.confirmed_at is None:
        if request.method == "POST":
            actions.confirm(g.session, shown.case, _desk())
            return redirect(url_for("support.by_letter", token=token))
    elif form.validate_on_submit() and _may_write(form, shown.case.id):
        return _replied(shown, form, None, url_for("support.by_letter", token=token))
    return _case(shown, form)


@page(room, "/tuki/kysymykset", "/stod/fragor")
@signed_in
def mine() -> ResponseReturnValue:
    """What one has asked."""
    return render_template("support/mine.html", cases=queries.own_cases(g.session), states=CASE_STATES)


@page(room, "/tuki/kysymykset/<int:number>", "/stod/fragor/<int:number>", methods=("GET", "POST"))
@signed_in
def my_case(number: int) -> ResponseReturnValue:
    """One's own question, and what has been written since."""
    shown = queries.conversation(g.session, queries.numbered(number)) or abort(404)
    form = ReplyForm()
    if form.validate_on_submit() and _may_write(form, current_user.id):
        return _replied(shown, form, current_user.id, url_for("support.my_case", number=number))
    return _case(shown, form)


def _case(shown: Conversation, form: ReplyForm) -> ResponseReturnValue:
    answer = render_template("support/my_case.html", shown=shown, form=form, states=CASE_STATES)
    return answer, 422 if form.is_submitted() else 200


def _replied(shown: Conversation, form: ReplyForm, author: uuid.UUID | None, onward: str) -> ResponseReturnValue:
    actions.reply(g.session, shown.case, author, form.text.data, _desk())
    flash(_("Your message has come to us."), "success")
    return redirect(onward)


def _may_write(form: AskForm | ReplyForm, who: uuid.UUID) -> bool:
    """Whether one more letter goes to the desk: each counts for a person, or for the case of a letter's link."""
    if _counted(str(who), "conversation"):
        return True
    form.refuse("text", _("You have sent many messages in a short time. Wait an hour and try again."))
    return False


def _counted(who: str, kind: str) -> bool:
    """Count an attempt, whatever comes of it; False when it must wait."""
    try:
        with entrance.pen() as door:
            count_attempt(door, current_app.config["SECRET_KEY"], who, request.remote_addr or "", kind)
    except Refused:
        return False
    return True


def _asked(form: VisitorForm) -> bool:
    """Whether the question was taken."""
    if not _counted(form.email.data, "question"):
        form.refuse("email", _("Too many attempts. Wait an hour and try again."))
        return False
    actions.ask_as_visitor(g.session, form.name.data, form.email.data, _question(form))
    return True


def _question(form: AskForm) -> Question:
    about = uuid.UUID(form.municipality.data) if "municipality" in form and form.municipality.data else None
    return Question(
        subject=form.subject.data,
        text=form.text.data,
        language=languages.current(),
        page=_page_of({"page": form.page.data}) or None,
        about_tenant=about,
        is_shared=bool(about and form.is_shared.data),
    )


def _wish(form: ConsultingForm) -> Question:
    facts = (_("When: %(when)s", when=form.when.data), str(WHERE[form.where.data]))
    return Question(
        subject=_("A wish for training or advice"),
        text="\n".join([form.text.data, "", *facts]),
        language=languages.current(),
        kind="consulting",
        about_tenant=uuid.UUID(form.municipality.data) if form.municipality.data else None,
    )


def _page_of(words) -> str:
    """Where the asker came from, if that is a page of ours."""
    said = words.get("page") or ""
    return said if OUR_OWN_PAGE.fullmatch(said) and len(said) <= LONGEST_PAGE else ""


def _desk() -> str:
    return current_app.config["SETTINGS"].operator.email
