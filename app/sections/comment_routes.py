"""Comments on a section: all of them, one with its answers, a new one."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.sections import comment_actions, comment_queries, pages, queries
from app.sections.comment_forms import AnswerForm, CommentForm
from app.sections.pages import room
from app.sections.paragraphs import paragraphs
from app.sections.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Section

IN_SECTION_FI = "/<municipality>/kertomukset/<int:number>/osat/<int:position>"
IN_SECTION_SV = "/<municipality>/berattelser/<int:number>/delar/<int:position>"


@page(room, f"{IN_SECTION_FI}/kommentit", f"{IN_SECTION_SV}/kommentarer")
@needs("report.read")
def comments(number: int, position: int) -> ResponseReturnValue:
    """The comments of a section; by default the open ones."""
    section, which = pages.section_of(number, position), pages.which_asked()
    found = comment_queries.comments(g.session, section, which, pages.before_asked())
    shown = pages.comments_shown(found[: comment_queries.ON_A_PAGE], section)
    onward = pages.onward(found, comment_queries.ON_A_PAGE)
    return render_template(
        "sections/comments.html", section=section, report=section.report, comments=shown, which=which, onward=onward
    )


@page(room, f"{IN_SECTION_FI}/kommentit/uusi", f"{IN_SECTION_SV}/kommentarer/ny", methods=("GET", "POST"))
@needs("section.take_part")
def new_comment(number: int, position: int) -> ResponseReturnValue:
    """Comment on the section, or on the paragraph that is chosen or that a link has named."""
    section = pages.section_of(number, position)
    pages.require_level(section, "comment")
    known = paragraphs(section, g.written_in)
    form = CommentForm(known.values(), queries.members(g.session), data={"paragraph": request.args.get("paragraph")})
    if form.validate_on_submit() and _commented(section, form, known):
        return redirect(url_for("sections.show", number=number, position=position, _anchor="comments"))
    words = {"section": section, "report": section.report, "form": form}
    return render_template("sections/new_comment.html", **words), 422 if form.is_submitted() else 200


@page(
    room, f"{IN_SECTION_FI}/kommentit/<uuid:comment_id>", f"{IN_SECTION_SV}/kommentarer/<uuid:comment_id>",
)  # fmt: skip
@needs("report.read")
def comment(number: int, position: int, comment_id: uuid.UUID) -> ResponseReturnValue:
    """One comment with its answers."""
    return _one(pages.section_of(number, position), comment_id, AnswerForm(formdata=None))


@page(
    room, f"{IN_SECTION_FI}/kommentit/<uuid:comment_id>", f"{IN_SECTION_SV}/kommentarer/<uuid:comment_id>",
    methods=("POST",),
)  # fmt: skip
@needs("section.take_part")
def act_on_comment(number: int, position: int, comment_id: uuid.UUID) -> ResponseReturnValue:
    """Answer it, resolve it or open it again."""
    section, move = pages.section_of(number, position), request.form.get("move")
    pages.require_level(section, "comment")
    said = comment_queries.comment_with_id(g.session, section, comment_id) or abort(404)
    if move == "answer":
        return _answered(section, comment_id)
    moves = {"resolve": comment_actions.resolve, "reopen": comment_actions.reopen}
    try:
        moves.get(move, _unknown)(g.session, current_user.id, section, said)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("The comment is resolved.") if move == "resolve" else _("The comment is open again."), "success")
    return redirect(url_for("sections.comment", number=number, position=position, comment_id=comment_id))


def _unknown(*given: object) -> None:
    abort(400)


def _commented(section: "Section", form: CommentForm, known: dict) -> bool:
    to = uuid.UUID(form.assigned_to.data) if form.assigned_to.data else None
    try:
        comment_actions.comment(
            g.session, current_user.id, section, form.text.data, known.get(form.paragraph.data), to
        )
    except Refused as refused:
        form.refuse("text", REFUSALS[refused.reason])
        return False
    flash(_("The comment is stored."), "success")
    return True


def _answered(section: "Section", comment_id: uuid.UUID) -> ResponseReturnValue:
    form = AnswerForm()
    if form.validate():
        try:
            comment_actions.answer(g.session, current_user.id, section, comment_id, form.text.data)
        except Refused as refused:
            form.refuse("text", REFUSALS[refused.reason])
        else:
            flash(_("The answer is stored."), "success")
            place = {"number": section.report.number, "position": section.position, "comment_id": comment_id}
            return redirect(url_for("sections.comment", **place))
    return _one(section, comment_id, form), 422


def _one(section: "Section", comment_id: uuid.UUID, form: AnswerForm) -> str:
    found = comment_queries.one_comment(g.session, section, comment_id) or abort(404)
    (shown,) = pages.comments_shown([found], section)
    answers = [
        each | {"written_at": datetime.fromisoformat(each["written_at"])}
        for each in comment_queries.answers(g.session, comment_id)
    ]
    words = {"section": section, "report": section.report, "comment": shown, "answers": answers, "form": form}
    return render_template("sections/comment.html", may_comment=pages.may_still(section, "comment"), **words)
