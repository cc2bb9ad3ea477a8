"""The papers that a municipality's purchasing asks for."""

from flask import Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from app.subscribing import papers, queries
from app.subscribing.order_pdf import order_pdf
from app.subscribing.printed_order import Paper
from app.subscribing.routes import room
from app.web import languages
from app.web.access import public
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused


@page(room, "/tilaa/tarjous", "/bestall/offert")
@public
def offer() -> ResponseReturnValue:
    """Today's price as a PDF; `?municipality=445` says whose."""
    municipality = queries.customer_to_be(g.session, request.args.get("municipality", "")) or abort(404)
    try:
        paper = papers.offer(g.session, municipality, languages.current(), clock.today())
    except Refused:
        abort(404)
    return _pdf(paper, "tarjous" if paper.language == "fi" else "offert")


@page(room, "/tilaa/vahvista/<token>/tilausvahvistus", "/bestall/bekrafta/<token>/orderbekraftelse")
@public
def confirmation(token: str) -> ResponseReturnValue:
    """What was ordered, as a PDF."""
    paper = papers.confirmation(g.session, queries.order_of(g.session, token) or abort(404))
    return _pdf(paper, "tilausvahvistus" if paper.language == "fi" else "orderbekraftelse")


def _pdf(paper: Paper, name: str) -> Response:
    body = order_pdf(paper, current_app.config["SETTINGS"].operator)
    return Response(
        body,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )
