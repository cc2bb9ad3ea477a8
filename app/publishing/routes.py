"""What residents read: published reports, each at its permanent address; what was withdrawn says so there."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.attachments.kinds import kind_of
from app.attachments.routes import handed_out
from app.publishing import pages, queries
from app.publishing.formats import FORMATS
from app.web.access import public
from app.web.entrance import at_the_door
from app.web.languages import page
from tenants import clock
from tenants.mergers import municipality_today

if TYPE_CHECKING:
    from sqlalchemy import Row

    from tenants.municipalities import Municipality

room = Blueprint("publishing", __name__)
EDITION_FI = "/raportit/<municipality>/<years>/<int:number>"
EDITION_SV = "/rapporter/<municipality>/<years>/<int:number>"


@page(room, "/raportit/<municipality>/", "/rapporter/<municipality>/")
@public
def of_municipality(municipality: str) -> ResponseReturnValue:
    """One municipality's published reports, also while there are none; the list of one that has merged into another
    is the other's.
    """
    place = municipality_today(g.session, municipality, clock.today()) or abort(404)
    editions = queries.editions_listed(g.session, place.code)
    its_own = [each for each in editions if each.slug_fi == place.slug_fi]
    elsewhere = published_by(its_own[0], municipality) if its_own else _spelled(place, municipality)
    page = {"editions": editions, "place": place, "is_joint": len(its_own) < len(editions)}
    return elsewhere or render_template("publishing/municipality.html", **page)


@page(room, EDITION_FI, EDITION_SV)
@public
def edition(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """One edition as a web page, at its permanent address."""
    return of_edition(municipality, years, number, "html", pages.framed)


@page(room, f"{EDITION_FI}/selkokieli", f"{EDITION_SV}/lattlast")
@public
def summary(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """What an edition says in plain language, at its permanent address."""
    return of_edition(municipality, years, number, "summary", lambda row: pages.framed(row, "summary"))


@page(room, f"{EDITION_FI}/tunnusluvut", f"{EDITION_SV}/siffror")
@public
def definitions(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """What an edition's indicators mean and where they are from, as the source told it then."""
    return of_edition(municipality, years, number, "definitions", lambda row: pages.framed(row, "definitions"))


@page(room, f"{EDITION_FI}.<format>", f"{EDITION_SV}.<format>")
@public
def file(municipality: str, years: str, number: int, format: str) -> ResponseReturnValue:
    """The same edition as a file in one of the formats."""
    if format not in FORMATS:
        abort(404)
    return of_edition(municipality, years, number, format, lambda row: _file(row, format))


@page(room, f"{EDITION_FI}/<int:attachment>", f"{EDITION_SV}/<int:attachment>")
@public
def attachment(municipality: str, years: str, number: int, attachment: int) -> ResponseReturnValue:
    """A picture or a document of an edition; the same in both languages."""
    return of_edition(municipality, years, number, f"attachment-{attachment}", _attached, "fi")


def as_file(body: bytes, format: str, name: str) -> Response:
    """One of the formats on its way to a reader."""
    known, answer = FORMATS[format], make_response(body)
    answer.headers["Content-Type"] = known.media_type
    answer.headers["Content-Disposition"] = f'{known.way}; filename="{name}.{format}"'
    return answer


def of_edition(
    slug: str,
    years: str,
    number: int,
    kind: str,
    given: Callable[[queries.FoundFile], ResponseReturnValue],
    language: str | None = None,
    typed: str | None = None,
    withdrawn_page: str = "publishing/withdrawn.html",
) -> ResponseReturnValue:
    """What an address of an edition answers: whatever is asked of it, nothing of a withdrawn one gets out here.

    `typed` is what somebody sent to it, and may take along; `withdrawn_page` the template that says why it is gone.
    """
    with at_the_door() as door:
        row = queries.edition_file(door, slug, years, number, language or g.language, kind)
    if row:
        with suppress(queries.WithdrawnMeanwhile):
            return published_by(row, slug) or given(row)
    withdrawn = queries.withdrawn_edition(g.session, slug, years, number) or abort(404)
    told = {"edition": withdrawn, "typed": typed}
    return _spelled(withdrawn, slug) or (render_template(withdrawn_page, **told), 410)


def _file(row: queries.FoundFile, format: str) -> Response:
    body = queries.file_body(g.session, row.tenant_id, row.file_id)
    name = f"{g.slugs[g.language]}-{row.years}-{row.number}-{g.language}"
    return pages.for_everybody(as_file(body, format, name), row.checksum)


def _attached(row: queries.FoundFile) -> Response:
    body = queries.file_body(g.session, row.tenant_id, row.file_id)
    name = f"{row.slug_fi}-{row.years}-{row.number}-{request.view_args['attachment']}"
    return pages.for_everybody(handed_out(body, kind_of(body), name, row.checksum), row.checksum)


def published_by(row: "queries.FoundFile | Row", slug: str) -> Response | None:
    """A page of a municipality that has published something: what stands around it is that municipality's, too.

    A spelling of its name in the other language leads to the right one.
    """
    g.publisher = row
    return _spelled(row, slug)


def _spelled(row: "queries.FoundFile | Row | Municipality", slug: str) -> Response | None:
    """Send the other language's spelling of the name to the right one."""
    g.slugs = {"fi": row.slug_fi, "sv": row.slug_sv}
    if slug == g.slugs[g.language]:
        return None
    return redirect(url_for(request.endpoint, **request.view_args | {"municipality": g.slugs[g.language]}), 301)
