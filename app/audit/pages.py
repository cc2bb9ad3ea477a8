"""The page of a trail, and the trail as a file: the same for a municipality and for the association."""

import json

from flask import abort, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.forms import TrailForm
from app.audit.queries import ON_A_PAGE, Line, Trail, lines, who_acted
from app.audit.rules import place_in
from app.audit.words import KINDS
from app.web import numbers
from app.web.csv_files import as_csv
from tenants.clock import HELSINKI


def trail_page(trail: Trail, files: str) -> ResponseReturnValue:
    """A page of what was chosen; `files` is the endpoint of the same as a file."""
    form = TrailForm(who_acted(trail))
    if not form.validate():
        return render_template("audit/trail.html", form=form, lines=[], files=[], older=None), 422
    before = place_in(request.args["before"]) or abort(400) if "before" in request.args else None
    found = lines(trail, form.wanted(), g.language, before=before)
    shown, chosen = found[:ON_A_PAGE], form.in_address()
    return render_template(
        "audit/trail.html",
        form=form,
        lines=shown,
        is_newest=before is None,
        newest=_here(chosen),
        older=_here(chosen | {"before": str(shown[-1].place)}) if len(found) > ON_A_PAGE else None,
        files=[(suffix.upper(), url_for(files, suffix=suffix, **chosen)) for suffix in FILES],
    )


def trail_file(trail: Trail, suffix: str) -> ResponseReturnValue:
    """All of what was chosen, in the page's language."""
    form = TrailForm(who_acted(trail))
    if not form.validate():
        abort(400)
    write, mimetype = FILES[suffix]
    answer = make_response(write(lines(trail, form.wanted(), g.language, most=None)))
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="trail.{suffix}"'
    return answer


def _here(words: dict[str, str]) -> str:
    return url_for(request.endpoint, **words)


def _csv(found: list[Line]) -> bytes:
    heading = (_("Time"), _("Who"), _("Kind"), _("Event"))
    rows = [(numbers.moment(each.at, g.language), each.person, KINDS[each.kind], each.sentence) for each in found]
    return as_csv([heading, *rows])


def _json(found: list[Line]) -> str:
    entries = [
        {"at": each.at.astimezone(HELSINKI).isoformat(), "who": each.person, "kind": each.kind, "deed": each.deed,
         "details": each.details, "sentence": each.sentence}
        for each in found
    ]  # fmt: skip
    return json.dumps(entries, ensure_ascii=False, indent=1)


FILES = {"csv": (_csv, "text/csv"), "json": (_json, "application/json")}
"""How the trail is written and what it is then, by the ending of the file's name."""
