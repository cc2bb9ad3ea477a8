"""The municipality's side: the feedback it has got, and the answer to each."""

import uuid

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.feedback import actions, queries
from app.feedback.forms import AnswerForm
from app.feedback.routes import room
from app.feedback.words import KINDS, REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

LIST_FI, LIST_SV = "/<municipality>/palautteet", "/<municipality>/respons"


@page(room, LIST_FI, LIST_SV)
@needs("feedback.answer")
def index() -> ResponseReturnValue:
    """Everything that has been written, what waits for an answer first."""
    every = queries.all_feedback(g.session)
    return render_template("feedback/index.html", every=every, kinds=KINDS, today=clock.today())


@page(room, f"{LIST_FI}/<uuid:feedback_id>", f"{LIST_SV}/<uuid:feedback_id>", methods=("GET", "POST"))
@needs("feedback.answer")
def show(feedback_id: uuid.UUID) -> ResponseReturnValue:
    """What somebody wrote, and the answer or the form for it."""
    row, form = queries.one_feedback(g.session, feedback_id) or abort(404), AnswerForm()
    if form.validate_on_submit():
        try:
            actions.answer(g.session, current_user.id, row.Feedback, form.text.data)
        except Refused as refused:
            form.refuse("text", REFUSALS[refused.reason])
        else:
            told = _("The answer is sent.") if row.Feedback.email else _("The answer is stored.")
            flash(told, "success")
            return redirect(url_for("feedback.index"))
    words = {"row": row, "form": form, "kinds": KINDS, "today": clock.today()}
    return render_template("feedback/show.html", **words), 422 if form.is_submitted() else 200
