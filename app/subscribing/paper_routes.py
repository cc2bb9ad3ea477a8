"""The papers that a municipality's purchasing asks for, while it orders."""

from flask import Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from app.subscribing import contracts, papers, queries
from app.subscribing.pdf import contract_pdf, order_pdf
from app.subscribing.printed_contract import Contract
from app.subscribing.printed_order import Paper
from app.subscribing.routes import room
from app.web import languages
from app.web.access import public
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

NAMES = {
    "offer": {"fi": "tarjous", "sv": "offert"},
    "confirmation": {"fi": "tilausvahvistus", "sv": "orderbekraftelse"},
    "contract": {"fi": "sopimus", "sv": "avtal"},
}


@page(room, "/tilaa/tarjous", "/bestall/offert")
@public
def offer() -> ResponseReturnValue:
    """Today's price as a PDF; `?municipality=445` says whose."""
    municipality = queries.customer_to_be(g.session, request.args.get("municipality", "")) or abort(404)
    try:
        return paper_answer(papers.offer(g.session, municipality, languages.current(), clock.today()))
    except Refused:
        abort(404)


@page(room, "/tilaa/vahvista/<token>/tilausvahvistus", "/bestall/bekrafta/<token>/orderbekraftelse")
@public
def confirmation(token: str) -> ResponseReturnValue:
    """What was ordered, as a PDF."""
    return paper_answer(papers.confirmation(g.session, queries.order_of(g.session, token) or abort(404)))


@page(room, "/tilaa/sopimus/<version>", "/bestall/avtal/<version>")
@public
def contract(version: str) -> ResponseReturnValue:
    """A version of the contract as a PDF, to be read before it is accepted."""
    if version not in contracts.versions():
        abort(404)
    return contract_answer(papers.public_contract(version, languages.current()))


def paper_answer(paper: Paper) -> Response:
    """An offer or a confirmation."""
    body = order_pdf(paper, current_app.config["SETTINGS"].operator)
    return _pdf(body, NAMES["confirmation" if paper.orderer else "offer"][paper.language])


def contract_answer(text: Contract) -> Response:
    """A contract."""
    body = contract_pdf(text, current_app.config["SETTINGS"].operator, clock.today())
    return _pdf(body, f"{NAMES['contract'][text.language]}-{text.version}")


def _pdf(body: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return Response(body, mimetype="application/pdf", headers=headers)
