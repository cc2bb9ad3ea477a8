"""What an open page of translations says by itself. Everything works without it."""

from collections.abc import Iterable

from flask import abort, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.sections import pages
from app.sections.queries import waiting_texts
from app.sections.storing import held_section
from app.translating import actions, words
from app.translating.actions import Autosaved
from app.translating.forms import AutosaveForm
from app.translating.routes import IN_SECTION_FI, IN_SECTION_SV, room
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused


@page(room, f"{IN_SECTION_FI}/tallennus", f"{IN_SECTION_SV}/sparning", methods=("POST",))
@needs("section.take_part")
def autosave(number: int, position: int) -> ResponseReturnValue:
    """Store what stands in the rows, joined with what others have stored since they were shown."""
    section = held_section(g.session, number, position) or abort(404)
    pages.require_level(section, "write")
    form = AutosaveForm.told(request.get_json(silent=True))
    if not form.validate():
        return {"error": str(next(iter(form.errors.values()))[0])}, 422
    typed = form.typed, form.begun_from, form.into.data, form.request_name
    try:
        saved = actions.autosave(g.session, current_user.id, section, *typed)
    except Refused as refused:
        return {"error": str(words.REFUSALS[refused.reason])}, 422 if refused.reason == "turned_meanwhile" else 409
    return _told(saved, form.typed) | {"kept": waiting_texts(g.session, section.id, form.into.data)}


def _told(saved: Autosaved, sent: Iterable[str]) -> dict[str, object]:
    """The answer: the rows that were sent, as they are stored and as they are called from now on."""
    rows = zip(sent, saved.rows, strict=False)
    remarks = (words.unfinished(place + 1, row.source.text, row.text) for place, row in saved.unfinished.items())
    return {
        "version": saved.version,
        "rows": [[row.name if row.source or row.targets else name, row.text] for name, row in rows],
        "merged": saved.is_merged,
        "saved_at": clock.now().isoformat(),
        "remark": " ".join(remarks),
    }
