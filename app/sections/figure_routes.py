"""The figures of a section's texts: choosing them, putting them into the text, and what to do when they grow old."""

from functools import partial
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators import catalogue
from app.indicators.pages import asked_words
from app.indicators.words import GENDERS
from app.sections import figure_actions, figure_pages, pages
from app.sections.figure_actions import Seen
from app.sections.forms import KeepForm
from app.sections.pages import room
from app.sections.words import LANGUAGE_NAMES, NEWS, NEWS_OF_OWN, NEWS_OF_OWN_PANELS, REFUSALS
from app.text_figures.offers import MOST_FOUND, areas_of, latest_of
from app.text_figures.own_offers import own_offers
from app.text_figures.pages import for_the_editor
from app.text_figures.queries import active, figures_of_section
from app.text_figures.rules import KINDS, KeptFigure, label, latest_period, paragraph, period, shown, title, written
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.indicators.areas import Area
    from app.reports.models import Section

IN_SECTION_FI = "/<municipality>/kertomukset/<int:number>/osat/<int:position>"
IN_SECTION_SV = "/<municipality>/berattelser/<int:number>/delar/<int:position>"


@room.context_processor
def spoken() -> dict[str, object]:
    """How the room's templates write figures and what they call their news."""
    said = {"figure_label": label, "figure_shown": shown, "figure_written": written, "figure_period": period}
    said |= {"latest_period": latest_period, "figure_title": title}
    return said | {"news_words": _news_words, "language_names": LANGUAGE_NAMES, "genders": GENDERS}


def _news_words(kept: KeptFigure) -> dict[str, object]:
    if "own_indicator" not in kept.facts:
        return NEWS
    return NEWS_OF_OWN_PANELS if kept.kind == "panel" else NEWS_OF_OWN


@page(room, f"{IN_SECTION_FI}/luvut", f"{IN_SECTION_SV}/siffror")
@needs("section.take_part")
def figures(number: int, position: int) -> ResponseReturnValue:
    """The section's figures, and any other of the mirror and of the municipality's own to choose from."""
    section = pages.section_of(number, position)
    pages.require_level(section, "write")
    return _figures(section, request.args)


@page(room, f"{IN_SECTION_FI}/luvut", f"{IN_SECTION_SV}/siffror", methods=("POST",))
@needs("section.take_part")
def add_figure(number: int, position: int) -> ResponseReturnValue:
    """Choose the figure that is in sight, or its indicator as a panel."""
    section, kind = pages.section_of(number, position), request.form.get("kind")
    pages.require_level(section, "write")
    areas = areas_of(g.session, g.tenant.municipality_code)
    chosen = figure_pages.asked_offer(g.session, areas, request.form)
    if kind not in KINDS or chosen is None:
        abort(400)
    try:
        made = figure_actions.add_figure(g.session, current_user.id, section, kind, chosen, areas[0])
    except Refused as refused:
        return _figures(section, request.form, REFUSALS[refused.reason]), 409
    return _told(section, made) if request.accept_mimetypes.best == "application/json" else _chosen(section, made)


@page(room, f"{IN_SECTION_FI}/luvut/haku", f"{IN_SECTION_SV}/siffror/sokning")
@needs("section.take_part")
def find_figures(number: int, position: int) -> ResponseReturnValue:
    """Indicators by their names, each with the municipality's latest figure: for an open editor."""
    section = pages.section_of(number, position)
    pages.require_level(section, "write")
    rows = catalogue.search(g.session, asked_words(), g.language)
    ids = [row.id for row in rows if row.is_mirrored]
    own = _own()
    told = [each.facts for each in own_offers(g.session, own, asked_words(), g.language) if each.has_figures]
    return {"found": [_found(each, g.language) for each in [*told[:MOST_FOUND], *latest_of(g.session, own, ids)]]}


@page(room, f"{IN_SECTION_FI}/luvut/tekstiin", f"{IN_SECTION_SV}/siffror/till-texten", methods=("POST",))
@needs("section.take_part")
def append_figure(number: int, position: int) -> ResponseReturnValue:
    """Put one of the section's figures to the end of a language's text."""
    section, language = pages.section_of(number, position), request.form.get("language")
    pages.require_level(section, "write")
    figure = _named(section)
    if figure is None or language not in g.written_in:
        abort(400)
    words = {language: paragraph(_kept(figure), language)}
    done = _("It stands at the end of the text. Make a sentence of it.")
    return _decided(section, done, figure_actions.append, words, anchor="text")


@page(room, f"{IN_SECTION_FI}/luvut/vanhentunut", f"{IN_SECTION_SV}/siffror/foraldrad", methods=("POST",))
@needs("section.take_part")
def decide_figure(number: int, position: int) -> ResponseReturnValue:
    """Take the source's newer figure, or keep the old one with a note."""
    section, form, choice = pages.section_of(number, position), KeepForm(), request.form.get("choice")
    pages.require_level(section, "write")
    seen = _seen()
    if choice == "renew":
        act = partial(figure_actions.renew_figure, is_newest=request.form.get("take") == "newest")
        return _decided(section, _("The newer figure stands in the text."), act, _own(), seen)
    if choice != "keep":
        abort(400)
    if not form.validate():
        return _old_figure(section, seen, form)
    return _decided(section, _("The old figure is kept."), figure_actions.keep_figure, seen, form.note.data)


def _chosen(section: "Section", made) -> ResponseReturnValue:
    flash(_("Chosen. Put it into the text by its sign %(sign)s.", sign=_kept(made).token), "success")
    where = {"number": section.report.number, "position": section.position}
    return redirect(url_for("sections.figures", **where, _anchor=f"{made.kind}-{made.number}"))


def _told(section: "Section", made) -> ResponseReturnValue:
    """For an open editor: the number, and all that the section has now."""
    kept = figures_of_section(g.session, section.id)
    return {"number": made.number, "told": {each: for_the_editor(kept, each) for each in figure_pages.LANGUAGES}}


def _found(facts: dict, language: str) -> dict[str, object]:
    asked = {name: facts[name] for name in ("indicator", "own_indicator") if name in facts}
    return {"asked": asked, "label": label(facts, language), "shown": shown(facts, language)}


def _own() -> "Area":
    return areas_of(g.session, g.tenant.municipality_code)[0]


def _decided(section: "Section", done: str, act, *told: object, anchor: str | None = None) -> ResponseReturnValue:
    try:
        act(g.session, current_user.id, section, *told)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(done, "success")
    where = {"number": section.report.number, "position": section.position}
    return redirect(url_for("sections.show", **where, _anchor=anchor))


def _seen() -> Seen:
    number, revision = (figure_pages.asked_number(request.form.get(name)) for name in ("number", "revision"))
    kind = request.form.get("kind")
    if kind not in KINDS or number is None or revision is None:
        abort(400)
    return Seen(kind, number, revision)


def _named(section: "Section"):
    number, kind = figure_pages.asked_number(request.form.get("number")), request.form.get("kind")
    return active(g.session, section.id, kind, number) if number and kind in KINDS else None


def _kept(figure) -> KeptFigure:
    return KeptFigure(figure.kind, figure.number, figure.facts)


def _old_figure(section: "Section", seen: Seen, form: KeepForm) -> ResponseReturnValue:
    """The decision again, with what was wrong with it."""
    kept = figures_of_section(g.session, section.id)
    old = figure_pages.old_figure(section, kept, seen.kind, seen.number)
    if old is None:
        flash(REFUSALS["source_changed"], "error")
        return redirect(url_for("sections.show", number=section.report.number, position=section.position))
    return render_template(
        "sections/old_figure.html", section=section, report=section.report, old=old, form=form, writes=True
    ), 422


def _figures(section: "Section", typed, refusal: object = None) -> str:
    areas = areas_of(g.session, g.tenant.municipality_code)
    return render_template(
        "sections/figures.html",
        section=section,
        report=section.report,
        kept=figures_of_section(g.session, section.id),
        offer=figure_pages.asked_offer(g.session, areas, typed),
        at_hand=figure_pages.indicators_at_hand(g.session, section),
        own=own_offers(g.session, areas[0], "", g.language),
        found=catalogue.search(g.session, asked_words(), g.language),
        words=asked_words(),
        refusal=refusal,
    )
