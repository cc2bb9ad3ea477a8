"""The pages of evidence cards: what was heard, asked and seen."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.own_figures import evidence_actions, evidence_queries, queries, words
from app.own_figures.evidence_forms import CardForm
from app.own_figures.routes import room
from app.web.access import needs
from app.web.languages import page

if TYPE_CHECKING:
    from app.own_figures.models import EvidenceCard


@page(room, "/<municipality>/laadullinen-tieto/", "/<municipality>/kvalitativ-information/")
@needs("report.read")
def cards() -> ResponseReturnValue:
    """Every card, by whom it is about."""
    every = evidence_queries.every_card(g.session)
    used = [each for each in every if each.archived_at is None]
    groups = [(word, [each for each in used if each.age_group == group]) for group, word in words.AGE_GROUPS.items()]
    archived = [each for each in every if each.archived_at]
    return render_template("own_figures/cards.html", groups=groups, archived=archived, words=words)


@page(
    room,
    "/<municipality>/laadullinen-tieto/uusi",
    "/<municipality>/kvalitativ-information/ny",
    methods=("GET", "POST"),
)
@needs("figures.enter")
def write_card() -> ResponseReturnValue:
    """A new card."""
    form = CardForm()
    form.let_choose(queries.every_indicator(g.session), g.language)
    if form.validate_on_submit() and _is_known(form):
        card = evidence_actions.write_card(g.session, current_user.id, form.told())
        flash(_("The card is stored."), "success")
        return redirect(url_for("own_figures.card", number=card.number))
    return render_template("own_figures/card_form.html", form=form), 422 if form.errors else 200


@page(room, "/<municipality>/laadullinen-tieto/<int:number>", "/<municipality>/kvalitativ-information/<int:number>")
@needs("report.read")
def card(number: int) -> ResponseReturnValue:
    """One card."""
    found = _card(number)
    about, names = evidence_queries.indicator_of(g.session, found), evidence_queries.names_in(g.session, found)
    return render_template("own_figures/card.html", card=found, about=about, names=names, words=words)


@page(
    room,
    "/<municipality>/laadullinen-tieto/<int:number>/muokkaa",
    "/<municipality>/kvalitativ-information/<int:number>/redigera",
    methods=("GET", "POST"),
)
@needs("figures.enter")
def edit_card(number: int) -> ResponseReturnValue:
    """Change a card."""
    found, own = _card(number), queries.every_indicator(g.session)
    form = CardForm(obj=found, **_typed(found, own))
    form.let_choose(own, g.language)
    if form.validate_on_submit() and _is_known(form):
        evidence_actions.change_card(g.session, current_user.id, found, form.told())
        flash(_("The card is changed."), "success")
        return redirect(url_for("own_figures.card", number=number))
    return render_template("own_figures/card_form.html", form=form, card=found), 422 if form.errors else 200


@page(
    room,
    "/<municipality>/laadullinen-tieto/<int:number>/arkisto",
    "/<municipality>/kvalitativ-information/<int:number>/arkiv",
    methods=("POST",),
)
@needs("figures.enter")
def archive_card(number: int) -> ResponseReturnValue:
    """Put a card into the archive, or take it out again."""
    found, decision = _card(number), request.form.get("decision")
    if decision == "archive":
        evidence_actions.archive_card(g.session, current_user.id, found)
        flash(_("The card is in the archive. It stays in sight below the others."), "success")
    elif decision == "restore":
        evidence_actions.restore_card(g.session, current_user.id, found)
        flash(_("The card is in use again."), "success")
    else:
        abort(400)
    return redirect(url_for("own_figures.card", number=number))


def _card(number: int) -> "EvidenceCard":
    return evidence_queries.card_by_number(g.session, number) or abort(404)


def _is_known(form: CardForm) -> bool:
    """Whether Sotkanet has the indicator whose number was typed."""
    if form.indicator_id is not None and evidence_queries.listed(g.session, form.indicator_id) is None:
        form.refuse("indicator", _("Sotkanet has no indicator with this number."))
    return not form.errors


def _typed(found: "EvidenceCard", own: list) -> dict[str, str]:
    """What stands in the fields that are not the card's own columns."""
    numbers = {each.id: str(each.number) for each in own}
    return {
        "happened": found.period_in(g.language),
        "indicator": str(found.indicator_id or ""),
        "own_indicator": numbers.get(found.own_indicator_id, ""),
    }
