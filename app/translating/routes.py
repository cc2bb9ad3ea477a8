"""The page where one writes beside the other language."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.attachments.queries import attachments
from app.reports.rules import WRITABLE
from app.sections import links, pages
from app.text_figures.queries import figures_of_section
from app.translating import actions, rules, words
from app.translating.actions import OtherFigures
from app.translating.forms import RowsForm, rows_form
from app.web import numbers
from app.web.access import needs
from app.web.languages import page
from app.writing.contents import tokens_in
from app.writing.tokens import FIGURE
from app.writing.translating import Pair, same_figures
from tenants import clock
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Section
    from app.sections.actions import Saved
    from app.writing.shown import Shown

room = Blueprint("translating", __name__)
IN_SECTION_FI = "/<municipality>/kertomukset/<int:number>/osat/<int:position>/kaannos"
IN_SECTION_SV = "/<municipality>/berattelser/<int:number>/delar/<int:position>/oversattning"


@page(room, IN_SECTION_FI, IN_SECTION_SV)
@needs("report.read")
def side_by_side(number: int, position: int) -> ResponseReturnValue:
    """Each paragraph of the original beside its translation, with a field for those who may write."""
    section = _section(number, position)
    pairs = links.pairs_of(section)
    shown = {row.name: row.text for row in map(rules.as_shown, pairs)}
    versions = {"version_fi": section.version_fi, "version_sv": section.version_sv}
    return _shown(section, rows_form(shown, shown | versions | {"into": links.target_language(section)}))


@page(room, IN_SECTION_FI, IN_SECTION_SV, methods=("POST",))
@needs("section.take_part")
def write(number: int, position: int) -> ResponseReturnValue:
    """Store the translation, and do what the button that was pressed says besides."""
    section, move = _section(number, position), request.form.get("move", "save")
    pages.require_level(section, "write")
    form = rows_form(name for name in request.form if rules.NAME.fullmatch(name))
    if not form.validate():
        return _shown(section, form), 422
    try:
        told = (form.typed, form.begun_from, move, form.into.data)
        saved = actions.write(g.session, current_user.id, section, *told)
    except Refused as refused:
        return _refused(section, form, refused)
    return _saved(section, saved, move, list(form.typed))


def _section(number: int, position: int) -> "Section":
    """404 where only one language is written."""
    return pages.section_of(number, position) if len(g.written_in) > 1 else abort(404)


def _saved(section: "Section", saved: "Saved", move: str, names: list[str]) -> ResponseReturnValue:
    flash(_("Saved at %(time)s.", time=numbers.moment(clock.now(), g.language)), "success")
    where = {"number": section.report.number, "position": section.position}
    if saved.kept:
        flash(_("Somebody else had changed the same paragraphs. Both texts are kept: choose below."), "error")
        return redirect(url_for("sections.show", **where, _anchor="kept"))
    kind, _colon, name = move.partition(":")
    place = names.index(name) + 1 + {"up": -1, "down": 1}.get(kind, 0) if name in names else None
    return redirect(url_for("translating.side_by_side", **where, _anchor=f"row-{place}" if place else None))


def _refused(section: "Section", form: RowsForm, refused: Refused) -> ResponseReturnValue:
    if not isinstance(refused, OtherFigures):
        form.refuse(form.rows[0].name if form.rows else "version_fi", words.REFUSALS[refused.reason])
        return _shown(section, form), 409
    pairs = _by_names(section, form.typed)
    for name in refused.names:
        form.refuse(name, words.other_figures(pairs[name].source.text, form.typed[name]))
    return _shown(section, form), 422


def _shown(section: "Section", form: RowsForm) -> str:
    pairs = _by_names(section, form.typed)
    # A refused form stays open whatever has happened to the section: its typed words must stay in sight.
    writes = bool(form.errors) or (section.state in WRITABLE and pages.may_still(section, "write"))
    chosen = figures_of_section(g.session, section.id)
    pictures = [each.as_picture() for each in attachments(g.session, section.report)]
    return render_template(
        "translating/side_by_side.html",
        section=section,
        report=section.report,
        form=form,
        rows=[(field, pairs[field.name]) for field in form.rows],
        into=links.target_language(section),
        writes=writes,
        words=words,
        difference=pages.difference,
        shown=lambda language, name: pages.shown_text(section.report.number, chosen, pictures, language, name),
        named=_named,
        mends=_mends,
    )


def _named(text: str, shown: "Shown") -> list[tuple[str, str | None]]:
    """The figures and panels that a paragraph names: as they are typed, and figures as they are read."""
    found = [(token, FIGURE.fullmatch(token)) for token in tokens_in(text)]
    return [(token, shown.figure(int(figure[1])) if figure else None) for token, figure in found]


def _mends(pair: Pair) -> str:
    """What is to be mended in a translation that was made of nothing that is known."""
    is_same = not pair.target or same_figures(pair.source.text, pair.target.text)
    return words.TURNED if is_same else words.other_figures(pair.source.text, pair.target.text)


def _by_names(section: "Section", names: dict[str, str]) -> dict[str, Pair]:
    """What stands in each row now: known by its original, else by its translation."""
    pairs = links.pairs_of(section)
    by_source = {pair.source.id: pair for pair in pairs if pair.source}
    by_target = {pair.target.id: pair for pair in pairs if pair.target}
    found = {}
    for name in names:
        source_id, target_ids = rules.NAME.fullmatch(name).groups()
        target_id = target_ids.partition(".")[0]
        found[name] = by_source.get(source_id) or by_target.get(target_id) or Pair(None, None, "extra")
    return found
