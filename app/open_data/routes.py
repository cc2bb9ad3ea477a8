"""The interface for programs: read-only, for everybody, without cookies, in no language of its own."""

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.open_data import catalogue, queries
from app.open_data.forms import wanted_in
from app.open_data.pages import edition_told, whole
from app.publishing.open_data import SCHEMA
from app.publishing.pages import for_everybody
from app.publishing.queries import WithdrawnMeanwhile, edition_file, file_body, withdrawn_edition
from app.web.access import public

room = Blueprint("open_data", __name__, url_prefix="/api/1")
DESCRIPTION = Path(__file__).with_name("openapi.json")
EDITION = "/editions/<municipality>/<years>/<int:number>"


@room.get("/openapi.json")
@public
def description() -> ResponseReturnValue:
    """What can be asked and what is answered (OpenAPI 3.1)."""
    return _of_file(DESCRIPTION)


@room.get("/edition-data.schema.json")
@public
def schema() -> ResponseReturnValue:
    """What the data of an edition holds (JSON Schema 2020-12)."""
    return _of_file(SCHEMA, "application/schema+json")


@room.get("/editions")
@public
def editions() -> ResponseReturnValue:
    """The register, a page at a time."""
    wanted, page = wanted_in(request.args)
    total = queries.number_of_editions(g.session, wanted)
    told = [edition_told(each) for each in queries.page_of_editions(g.session, wanted, page)]
    return _answer({"total": total, "page": page, **_around(page, total), "editions": told})


@room.get(EDITION)
@public
def edition(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """One edition."""
    row = queries.edition_at(g.session, municipality, years, number)
    return _answer(edition_told(row)) if row else _gone(municipality, years, number)


@room.get(f"{EDITION}/figures")
@public
def figures(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """Its figures and plan, as they were kept when it was published."""
    row = edition_file(g.session, municipality, years, number, "fi", "json")
    try:
        body = file_body(g.session, row.tenant_id, row.file_id) if row else None
    except WithdrawnMeanwhile:
        body = None
    if body is None:
        return _gone(municipality, years, number)
    answer = _kept(body, "application/json", row.checksum)
    answer.headers["Link"] = f'<{whole("open_data.schema")}>; rel="describedby"'
    return answer


@room.get("/catalog.jsonld")
@public
def catalog() -> ResponseReturnValue:
    """The DCAT-AP catalogue, a page at a time."""
    wanted, page = wanted_in(request.args)
    total = queries.number_of_editions(g.session, wanted)
    told = [edition_told(each) for each in queries.page_of_editions(g.session, wanted, page)]
    publisher = current_app.config["SETTINGS"].operator.name
    around = {f"hydra:{name}": address for name, address in _around(page, total).items() if address}
    made = catalogue.catalogue(whole("open_data.catalog"), publisher, told, around)
    return _answer(made, "application/ld+json")


@room.errorhandler(HTTPException)
def refused(error: HTTPException) -> ResponseReturnValue:
    """Why there is no answer, for a program (RFC 9457)."""
    return _problem(error.code or 500, {"title": error.name, "detail": error.description})


@room.after_request
def for_every_page(answer: Response) -> Response:
    """Any page of anybody may ask, and knows nobody by it."""
    told = {"Origin": "*", "Methods": "GET, HEAD, OPTIONS", "Headers": "If-None-Match"}
    answer.headers.update({f"Access-Control-Allow-{name}": value for name, value in told.items()})
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _around(page: int, total: int) -> dict[str, str | None]:
    """The pages before and after, with the same questions."""
    asked = request.args.to_dict() | {"page": page}
    last = max(1, -(-total // queries.ON_A_PAGE))
    return {
        "previous": whole(request.endpoint, **asked | {"page": page - 1}) if 1 < page <= last + 1 else None,
        "next": whole(request.endpoint, **asked | {"page": page + 1}) if page < last else None,
    }


def _gone(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """That it was withdrawn, and why; or that there never was such a one."""
    row = withdrawn_edition(g.session, municipality, years, number) or abort(404)
    reason = {"fi": row.reason_fi, "sv": row.reason_sv}
    return _problem(410, {"title": "Withdrawn", "reason": reason, "withdrawn_at": row.withdrawn_at.isoformat()})


def _problem(status: int, told: dict[str, Any]) -> Response:
    answer = make_response(_json({"type": "about:blank", "status": status, **told}), status)
    answer.headers["Content-Type"] = "application/problem+json"
    return answer


def _of_file(path: Path, media_type: str = "application/json") -> Response:
    """With whole addresses: a program that keeps the file still finds what it names."""
    service = current_app.config["SETTINGS"].public_url
    return _kept(path.read_text().replace('"/api/1', f'"{service}/api/1').encode(), media_type)


def _answer(told: dict[str, Any], media_type: str = "application/json") -> Response:
    return _kept(_json(told), media_type)


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _kept(body: bytes, media_type: str, checksum: str | None = None) -> Response:
    answer = make_response(body)
    answer.headers["Content-Type"] = media_type
    return for_everybody(answer, checksum)
