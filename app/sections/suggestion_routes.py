"""Suggestions of another text for a paragraph: all of them, one with its difference, a new one."""

import uuid
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.sections import comment_queries, pages, suggestion_actions
from app.sections.actions import version_of
from app.sections.comment_forms import ChoiceForm, DecisionForm, SuggestionForm
from app.sections.comment_routes import IN_SECTION_FI, IN_SECTION_SV
from app.sections.pages import room
from app.sections.paragraphs import Paragraph, paragraphs
from app.sections.texts import blocks_of
from app.sections.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Section
    from app.sections.comment_models import Suggestion

NEEDED = {"accept": "write", "reject": "write", "withdraw": "comment"}


@page(room, f"{IN_SECTION_FI}/ehdotukset", f"{IN_SECTION_SV}/forslag")
@needs("report.read")
def suggestions(number: int, position: int) -> ResponseReturnValue:
    """The suggestions for a section; by default those that wait."""
    section, which = pages.section_of(number, position), pages.which_asked()
    found = comment_queries.suggestions(g.session, section, which, pages.before_asked())
    words = {"section": section, "report": section.report, "which": which}
    return render_template(
        "sections/suggestions.html",
        suggestions=pages.suggestions_shown(found[: comment_queries.ON_A_PAGE]),
        onward=pages.onward(found, comment_queries.ON_A_PAGE),
        **words,
    )


@page(room, f"{IN_SECTION_FI}/ehdotukset/uusi", f"{IN_SECTION_SV}/forslag/nytt", methods=("GET", "POST"))
@needs("section.take_part")
def suggest(number: int, position: int) -> ResponseReturnValue:
    """Choose a paragraph, then write it as one would have it."""
    section = pages.section_of(number, position)
    pages.require_level(section, "comment")
    chosen = paragraphs(section).get(request.args.get("paragraph", ""))
    if request.method == "GET":
        return _asked(section, chosen)
    form = SuggestionForm()
    read = _as_read(section, request.args.get("paragraph", ""), form) or abort(404)
    if form.validate() and (made := _suggested(section, read, form)):
        place = {"number": number, "position": position, "suggestion_id": made.id}
        return redirect(url_for("sections.suggestion", **place))
    words = {"section": section, "report": section.report, "paragraph": read}
    return render_template("sections/suggest.html", form=form, **words), 422


@page(
    room, f"{IN_SECTION_FI}/ehdotukset/<uuid:suggestion_id>", f"{IN_SECTION_SV}/forslag/<uuid:suggestion_id>",
)  # fmt: skip
@needs("report.read")
def suggestion(number: int, position: int, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    """One suggestion: what it changes, and the paragraph of today where that is another."""
    section = pages.section_of(number, position)
    made = comment_queries.suggestion_with_id(g.session, section, suggestion_id) or abort(404)
    return _one(section, made, DecisionForm(formdata=None))


@page(
    room, f"{IN_SECTION_FI}/ehdotukset/<uuid:suggestion_id>", f"{IN_SECTION_SV}/forslag/<uuid:suggestion_id>",
    methods=("POST",),
)  # fmt: skip
@needs("section.take_part")
def decide(number: int, position: int, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    """Accept or reject it, or withdraw one's own."""
    section, move = pages.section_of(number, position), request.form.get("move")
    pages.require_level(section, "comment")
    pages.require_level(section, NEEDED.get(move) or abort(400))
    made = comment_queries.suggestion_with_id(g.session, section, suggestion_id) or abort(404)
    form = DecisionForm()
    if form.validate() and _decided(section, made, form, move):
        return redirect(url_for("sections.show", number=number, position=position))
    return _one(section, made, form), 422


def _asked(section: "Section", chosen: Paragraph | None) -> str:
    words = {"section": section, "report": section.report, "paragraph": chosen}
    if chosen is None:
        form = ChoiceForm(paragraphs(section, g.written_in).values())
        return render_template("sections/suggest.html", form=form, **words)
    form = SuggestionForm(data={"text": chosen.text, "version": section.version(chosen.language)})
    return render_template("sections/suggest.html", form=form, **words)


def _as_read(section: "Section", key: str, form: SuggestionForm) -> Paragraph | None:
    """The paragraph as it was in the version that the visitor read."""
    language, _colon, block = key.partition(":")
    if language not in ("fi", "sv"):
        return None
    number = form.version.data or 0
    read = version_of(g.session, section, language, number) if number in range(section.version(language)) else None
    if read is None:
        return paragraphs(section).get(key)
    texts = {each.id: each.text for each in blocks_of(read.text, read.ids)}
    return Paragraph(language, block, texts[block]) if block in texts else None


def _suggested(section: "Section", read: Paragraph, form: SuggestionForm) -> "Suggestion | None":
    try:
        made = suggestion_actions.suggest(
            g.session, current_user.id, section, read, form.text.data, form.reason.data or ""
        )
    except Refused as refused:
        form.refuse("text", REFUSALS[refused.reason])
        return None
    flash(_("Your suggestion is stored. Those who write the section decide about it."), "success")
    return made


def _decided(section: "Section", made: "Suggestion", form: DecisionForm, move: str) -> bool:
    kept = 0
    try:
        if move == "withdraw":
            suggestion_actions.withdraw(g.session, current_user.id, section, made)
        elif move == "reject":
            suggestion_actions.reject(g.session, current_user.id, section, made, form.word.data or "")
        else:
            kept = suggestion_actions.accept(g.session, current_user.id, section, made, form.word.data or "")
    except Refused as refused:
        form.refuse("word", REFUSALS[refused.reason])
        return False
    done = {
        "accept": _("The suggestion is in the text now."),
        "reject": _("The suggestion is rejected, and the text is as it was."),
        "withdraw": _("The suggestion is withdrawn."),
    }
    flash(_("The paragraph had changed. Both texts are kept: choose below.") if kept else done[move], "success")
    return True


def _one(section: "Section", made: "Suggestion", form: DecisionForm) -> str:
    became, now = pages.standing(section, made)
    return render_template(
        "sections/suggestion.html",
        section=section,
        report=section.report,
        suggestion=made,
        people=comment_queries.names(g.session, made),
        became=became,
        now=now,
        difference=pages.difference(made.base, made.text),
        form=form,
        may_write=pages.may_still(section, "write"),
        is_mine=made.written_by == current_user.id,
    )
