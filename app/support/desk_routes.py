"""The association's desk: what people ask, whose turn it is, and answers that are given again and again."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.support import actions, queries
from app.support.forms import AnswerForm, CannedForm, TriageForm
from app.support.queries import Conversation, Sought
from app.support.routes import room
from app.support.rules import KINDS, CaseState
from app.support.words import CASE_STATES, KIND_WORDS, URGENCY_WORDS
from app.web.access import staff_only
from app.web.languages import page
from tenants import registry, support

WORDS = {"states": CASE_STATES, "kinds": KIND_WORDS, "urgencies": URGENCY_WORDS}


@page(room, "/liitto/tuki", "/forbundet/stod")
@staff_only
def desk() -> ResponseReturnValue:
    """The cases: those that wait for the association first."""
    sought = _sought()
    cases, names = queries.desk_cases(g.session, sought), registry.names_by_tenant(g.session, g.language)
    people = dict(support.association(g.session))
    return render_template("support/desk.html", cases=cases, names=names, people=people, sought=sought, **WORDS)


@page(room, "/liitto/tuki/<int:number>", "/forbundet/stod/<int:number>", methods=("GET", "POST"))
@staff_only
def case(number: int) -> ResponseReturnValue:
    """One case; it is answered, or something is noted for colleagues."""
    shown, canned = _found(number), queries.canned_answers(g.session)
    form, deed = AnswerForm([(each.id, each.name) for each in canned]), request.form.get("deed")
    if deed == "put":
        form.put(next((each.text(shown.case.language) for each in canned if str(each.id) == form.canned.data), ""))
        return _case(shown, form)
    if form.validate_on_submit():
        act = actions.add_note if deed == "note" else actions.answer
        act(g.session, current_user.id, shown.case, form.text.data)
        flash(_("The note is stored.") if deed == "note" else _("The answer is sent."), "success")
        return redirect(url_for("support.case", number=number))
    return _case(shown, form), 422 if form.is_submitted() else 200


@page(room, "/liitto/tuki/<int:number>/kasittely", "/forbundet/stod/<int:number>/behandling", methods=("POST",))
@staff_only
def triage(number: int) -> ResponseReturnValue:
    """What the case is, how urgent, whose turn, and who has it."""
    shown, form = _found(number), TriageForm(support.association(g.session))
    if not form.validate_on_submit():
        abort(400)
    sorted_as = (form.kind.data, form.urgency.data, form.state.data, form.assignee())
    actions.triage(g.session, current_user.id, shown.case, *sorted_as)
    flash(_("The case is sorted anew."), "success")
    return redirect(url_for("support.case", number=number))


@page(room, "/liitto/tuki/vastaukset", "/forbundet/stod/svar", methods=("GET", "POST"))
@staff_only
def canned_answers() -> ResponseReturnValue:
    """All canned answers, and a new one."""
    form = CannedForm()
    if form.validate_on_submit():
        return _kept(form)
    status = 422 if form.is_submitted() else 200
    return render_template("support/canned_answers.html", form=form, answers=queries.canned_answers(g.session)), status


@page(
    room, "/liitto/tuki/vastaukset/<uuid:answer_id>", "/forbundet/stod/svar/<uuid:answer_id>", methods=("GET", "POST")
)
@staff_only
def canned_answer(answer_id: UUID) -> ResponseReturnValue:
    """Change one, or offer it no more."""
    kept = next((each for each in queries.canned_answers(g.session) if each.id == answer_id), None) or abort(404)
    if request.form.get("deed") == "remove":
        actions.remove_canned_answer(g.session, current_user.id, kept)
        flash(_("The canned answer is removed."), "success")
        return redirect(url_for("support.canned_answers"))
    form = CannedForm(obj=kept)
    if form.validate_on_submit():
        return _kept(form, kept.id)
    return render_template("support/canned_answer.html", form=form), 422 if form.is_submitted() else 200


def _kept(form: CannedForm, answer_id: UUID | None = None) -> ResponseReturnValue:
    actions.keep_canned_answer(g.session, current_user.id, answer_id, **form.data)
    flash(_("The canned answer is stored."), "success")
    return redirect(url_for("support.canned_answers"))


def _sought() -> Sought:
    state, kind = request.args.get("state"), request.args.get("kind")
    return Sought(
        state=state if state in set(CaseState) else "open",
        kind=kind if kind in KINDS else None,
        assigned_to=current_user.id if request.args.get("mine") else None,
    )


def _found(number: int) -> Conversation:
    return queries.conversation(g.session, queries.numbered(number)) or abort(404)


def _case(shown: Conversation, form: AnswerForm) -> str:
    known = shown.case
    sorting = TriageForm(
        support.association(g.session),
        kind=known.kind,
        urgency=known.urgency,
        state=known.state,
        assigned_to=str(known.assigned_to or ""),
    )
    names = registry.names_by_tenant(g.session, g.language)
    return render_template("support/case.html", shown=shown, form=form, sorting=sorting, names=names, **WORDS)
