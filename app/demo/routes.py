"""The letters that a checkout has caught. These pages are there only where letters go nowhere else."""

from flask import Blueprint, Response, abort, current_app, g, render_template
from flask.typing import ResponseReturnValue

from app.demo import second_factors
from app.demo.catching import letters_in
from app.messages.drawing import as_html
from app.web import entrance
from app.web.access import public
from app.web.languages import page
from tenants import clock, one_time_codes, people

room = Blueprint("demo", __name__)
HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@page(room, "/esittely/kirjeet", "/demo/brev")
@public
def letters() -> ResponseReturnValue:
    """Every letter, the newest first, and the codes with which the example staff sign in."""
    codes = {each.email: code for each in second_factors.STAFF if (code := _code(each.email))}
    seconds = second_factors.next_change(clock.now())
    return render_template("demo/letters.html", letters=_letters(), codes=codes, seconds=seconds)


@page(room, "/esittely/kirjeet/<name>", "/demo/brev/<name>")
@public
def letter(name: str) -> ResponseReturnValue:
    """One letter as the plain text that it carries."""
    found = _letters().get(name) or abort(404)
    text = found.get_body(("plain",)).get_content()
    body = as_html(text, current_app.config["SETTINGS"].public_url)
    return render_template("demo/letter.html", name=name, letter=found, body=body)


@page(room, "/esittely/kirjeet/<name>/html", "/demo/brev/<name>/html")
@public
def letter_as_html(name: str) -> ResponseReturnValue:
    """One letter as a program that reads mail shows it."""
    found = _letters().get(name) or abort(404)
    shown = Response(found.get_body(("html",)).get_content())
    shown.headers["Content-Security-Policy"] = HARMLESS
    return shown


@page(room, "/esittely/kirjeet/<name>/<int:number>", "/demo/brev/<name>/<int:number>")
@public
def enclosure(name: str, number: int) -> ResponseReturnValue:
    """A file that came with a letter."""
    files = list((_letters().get(name) or abort(404)).iter_attachments())
    if not 1 <= number <= len(files):
        abort(404)
    file = files[number - 1]
    return Response(
        file.get_content(),
        mimetype=file.get_content_type(),
        headers={"Content-Security-Policy": HARMLESS},
    )


def _code(email: str) -> str | None:
    """What the example app of a staff member shows now."""
    person_id = people.id_of(g.session, email)
    if person_id is None:
        return None
    with entrance.pen(person_id) as door:
        secret = second_factors.secret_of(door, current_app.config["SECRET_KEY"], person_id)
    return one_time_codes.code_at(secret, clock.now()) if secret else None


def _letters() -> dict:
    return letters_in(current_app.config["SETTINGS"].mail.caught_in)
