"""A chart in a frame, and the page that gives the words with which another page frames it."""

from flask import Blueprint, Response, abort, g, make_response, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.embedding import queries
from app.embedding.charts import panel_of
from app.embedding.frames import POLICY, STYLE, framing
from app.open_data.pages import whole
from app.publishing.pages import for_everybody
from app.publishing.queries import FoundFile
from app.publishing.routes import EDITION_FI, EDITION_SV, of_edition
from app.text_figures.pages import said_in
from app.web.access import public
from app.web.languages import forgetful, page

room = Blueprint("embedding", __name__)
room.context_processor(lambda: {"style": STYLE})
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
    frame = "embedding/withdrawn.html"
    told = of_edition(municipality, years, number, KIND, lambda row: _chart(row, indicator_id), withdrawn_page=frame)
    answer = make_response(told)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _chart(row: FoundFile, indicator_id: int) -> Response:
    told = queries.charted(g.session, row)
    indicator = told.indicators.get(indicator_id) or abort(404)
    words = {"edition": row, "panel": panel_of(indicator, g.language, said_in(g.language))}
    return for_everybody(make_response(render_template("embedding/chart.html", name=told.names[g.language], **words)))


def _charts(row: FoundFile) -> Response:
    told = queries.charted(g.session, row)
    found = [_framing(row, told, number) for number in told.indicators]
    if session:
        return make_response(render_template("embedding/charts.html", edition=row, charts=found))
    g.script_nonce = ""  # known again by what it says, which is the same for everybody who is nobody in particular
    return for_everybody(make_response(render_template("embedding/charts.html", edition=row, charts=found)))


def _framing(row: FoundFile, told: queries.Charted, number: int) -> dict[str, str]:
    """A chart's title, its address, and what is copied."""
    title = panel_of(told.indicators[number], g.language, said_in(g.language)).title
    place = {"municipality": g.slugs[g.language], "years": row.years, "number": row.number}
    address = whole("embedding.chart", indicator_id=number, **place)
    name = _("Chart: %(title)s", title=f"{title}, {told.names[g.language]}")
    return {"title": title, "address": address, "code": framing(address, name), "field": f"code-{number}"}
