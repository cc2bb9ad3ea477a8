"""A chart in a frame, and the page that gives the words with which another page frames it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, abort, g, make_response, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.embedding import queries
from app.embedding.charts import Place, listed, named, own_panel_of, panel_of
from app.embedding.frames import POLICY, STYLE, framing
from app.open_data.pages import whole
from app.publishing.pages import for_everybody
from app.publishing.queries import FoundFile
from app.publishing.routes import EDITION_FI, EDITION_SV, of_edition
from app.text_figures.pages import said_in
from app.text_figures.panels import Panel
from app.web.access import public
from app.web.languages import forgetful, page

room = Blueprint("embedding", __name__)
room.context_processor(lambda: {"style": STYLE})
PANEL = "<int:position>/<int:panel>"
KIND = "html"
"""Whoever may read an edition's page may have its charts."""


@page(room, f"{EDITION_FI}/kuviot", f"{EDITION_SV}/diagram")
@public
def charts(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """Every chart of an edition, each with what is copied to another page."""
    return of_edition(municipality, years, number, KIND, _charts)


@page(room, f"{EDITION_FI}/kuviot/<int:indicator_id>", f"{EDITION_SV}/diagram/<int:indicator_id>")
@public
@forgetful
def chart(municipality: str, years: str, number: int, indicator_id: int) -> ResponseReturnValue:
    """One chart, for a frame on anybody's page."""
    return _in_a_frame(municipality, years, number, lambda row: _chart(row, indicator_id))


@page(room, f"{EDITION_FI}/kuviot/omat/{PANEL}", f"{EDITION_SV}/diagram/egna/{PANEL}")
@public
@forgetful
def own_chart(municipality: str, years: str, number: int, position: int, panel: int) -> ResponseReturnValue:
    """A panel of the municipality's own figures in one of its texts, for a frame on anybody's page."""
    return _in_a_frame(municipality, years, number, lambda row: _own_chart(row, (position, panel)))


def _in_a_frame(municipality: str, years: str, number: int, given: Callable[[FoundFile], Response]) -> Response:
    frame = "embedding/withdrawn.html"
    answer = make_response(of_edition(municipality, years, number, KIND, given, withdrawn_page=frame))
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _chart(row: FoundFile, indicator_id: int) -> Response:
    told = queries.charted(g.session, row)
    indicator = told.indicators.get(indicator_id) or abort(404)
    return _drawn(row, told.names, panel_of(indicator, g.language, said_in(g.language)))


def _own_chart(row: FoundFile, place: Place) -> Response:
    told = queries.own_charted(g.session, row)
    facts = told.panels.get(place) or abort(404)
    return _drawn(row, told.names, own_panel_of(facts, g.language, said_in(g.language)))


def _drawn(row: FoundFile, names: Mapping[str, str], panel: Panel) -> Response:
    words = {"edition": row, "panel": panel, "name": names[g.language]}
    return for_everybody(make_response(render_template("embedding/chart.html", **words)))


def _charts(row: FoundFile) -> Response:
    found = [*_of_indicators(row), *_of_own_panels(row)]
    if session:
        return make_response(render_template("embedding/charts.html", edition=row, charts=found))
    g.script_nonce = ""  # known again by what it says, which is the same for everybody who is nobody in particular
    return for_everybody(make_response(render_template("embedding/charts.html", edition=row, charts=found)))


def _of_indicators(row: FoundFile) -> Iterator[dict[str, str]]:
    told, say = queries.charted(g.session, row), said_in(g.language)
    for number, indicator in told.indicators.items():
        address = whole("embedding.chart", indicator_id=number, **_place(row))
        yield _framing(panel_of(indicator, g.language, say), told.names, address, f"code-{number}")


def _of_own_panels(row: FoundFile) -> Iterator[dict[str, str]]:
    told, say = queries.own_charted(g.session, row), said_in(g.language)
    for position, number in listed(told.panels):
        panel = own_panel_of(told.panels[position, number], g.language, say)
        address = whole("embedding.own_chart", position=position, panel=number, **_place(row))
        yield _framing(panel, told.names, address, f"code-own-{position}-{number}")


def _place(row: FoundFile) -> dict[str, Any]:
    return {"municipality": g.slugs[g.language], "years": row.years, "number": row.number}


def _framing(panel: Panel, names: Mapping[str, str], address: str, field: str) -> dict[str, str]:
    """A chart's title, its address, and what is copied."""
    title, language = named(panel), panel.language_of_title
    code = framing(address, _("Chart: %(title)s", title=f"{title}, {names[g.language]}"))
    return {"title": title, "language": language, "address": address, "code": code, "field": field}
