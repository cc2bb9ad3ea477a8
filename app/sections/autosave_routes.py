"""What an open editor says and asks by itself: its text, and who else is there. Everything works without it."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.sections import actions, pages, presence
from app.sections.forms import AutosaveForm
from app.sections.pages import room
from app.sections.queries import present_people, waiting_texts
from app.sections.section_page import section_page
from app.sections.storing import held_section
from app.sections.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/tallennus",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/sparning",
    methods=("POST",),
)
@needs("section.take_part")
def autosave(number: int, position: int) -> ResponseReturnValue:
    """Store one language's text, joined with what others have stored since it was begun."""
    section = held_section(g.session, number, position) or abort(404)
    form = AutosaveForm(formdata=None, **_told())
    pages.require_level(section, "write")
    if not form.validate():
        return {"error": str(next(iter(form.errors.values()))[0])}, 422
    try:
        saved = actions.save_text(g.session, current_user.id, section, *form.typed)
    except Refused as refused:
        return {"error": str(REFUSALS[refused.reason])}, 409
    kept = waiting_texts(g.session, section.id, form.language.data)
    told = {"version": saved.version, "text": saved.text, "merged": saved.is_merged, "kept": kept}
    return told | {"saved_at": clock.now().isoformat()}


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/lasna",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/narvarande",
    methods=("POST",),
)
@needs("section.take_part")
def here(number: int, position: int) -> ResponseReturnValue:
    """The visitor has the section open; tells who else has."""
    section = pages.section_of(number, position)
    presence.notice(g.session, section, current_user.id)
    return {"names": present_people(g.session, section.id, clock.now(), but=current_user.id)}


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/rinnakkaiset",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/parallella",
)
@needs("report.read")
def kept(number: int, position: int) -> ResponseReturnValue:
    """The texts that wait to be settled, as a piece of a page."""
    section = section_page(g.session, number, position, current_user.id) or abort(404)
    return render_template("sections/kept_piece.html", section=section, report=section.report)


def _told() -> dict[str, object]:
    """What the browser sent, in so far as it is of the right kind; the form says what is wrong with the rest."""
    told = request.get_json(silent=True)
    told = told if isinstance(told, dict) else {}
    kinds = {"language": str, "text": str, "base": int, "request": str}
    return {name: told[name] for name, kind in kinds.items() if type(told.get(name)) is kind}
