"""Public pages about the service itself."""

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.home.queries import calculator
from app.publishing.queries import latest_editions
from app.web import languages
from app.web.access import public
from app.web.languages import page
from tenants import clock

room = Blueprint("home", __name__)


@room.get("/")
@public
def root() -> ResponseReturnValue:
    """The bare address leads to the front page in the reader's language."""
    answer = redirect(url_for("home.front", language=languages.current()))
    answer.vary.update(["Accept-Language", "Cookie"])
    return answer


@room.get("/logo")
@public
def logo() -> ResponseReturnValue:
    """The association's logo, where the settings name one."""
    return send_file(current_app.config["SETTINGS"].operator.logo or abort(404), max_age=3600)


@page(room, "/", "/")
@public
def front() -> ResponseReturnValue:
    """What the service is, for municipalities and residents; `?municipality=445` asks what it costs that one."""
    prices = calculator(g.session, languages.current(), request.args.get("municipality", ""), clock.today())
    return render_template("home/front.html", editions=latest_editions(g.session, 5), prices=prices)


@page(room, "/saavutettavuus", "/tillganglighet")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement (Act 306/2019)."""
    return _about("accessibility")


@page(room, "/tietosuoja", "/dataskydd")
@public
def privacy() -> ResponseReturnValue:
    """What personal data the service holds and why."""
    return _about("privacy")


def _about(name: str) -> str:
    """Whole texts are written in each language by itself, not translated sentence by sentence."""
    operator = current_app.config["SETTINGS"].operator
    return render_template(f"home/{name}.{languages.current()}.html", service_operator=operator)
