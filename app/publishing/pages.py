"""The pages of an edition: the body, drawn once when it is published and kept with it, and the frame around it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from flask import Response, current_app, g, make_response, render_template, request, session, url_for
from flask_babel import gettext

from app.attachments.showing import pictures
from app.indicators import words as indicator_words
from app.plan import words
from app.publishing import queries
from app.publishing.content import BOTH
from app.publishing.corrections import as_read
from app.publishing.own_indicators import own_indicators_in
from app.publishing.ways import Links, ways
from app.text_figures.pages import shown_in
from app.text_figures.rules import KeptFigure
from app.web.kept_pages import KeptPages
from app.web.languages import speaking
from app.writing.shown import Shown
from tenants import clock
from tenants.mergers import municipality_today
from tenants.municipalities import Municipality

KEPT = KeptPages(most_bytes=4_000_000)
"""Framed pages, of which most have about 60 kB."""


BODIES = {
    "html": "publishing/body.html",
    "summary": "publishing/summary_body.html",
    "definitions": "publishing/definitions_body.html",
}
FRAMES = {
    "html": "publishing/edition.html",
    "summary": "publishing/summary.html",
    "definitions": "publishing/definitions.html",
}
"""By the page's name among an edition's files."""
BESIDE = {"summary": "publishing.summary", "charts": "embedding.charts"}
"""By the ways to read an edition that are no files of it, the pages that they are."""


def draw(
    content: dict[str, Any],
    language: str,
    page: str = "html",
    files: Callable[[Mapping[str, Any]], str] | None = None,
) -> str:
    """An edition's content as HTML in one language, without the frame around it; `page` is one of `BODIES`.

    `files` gives the addresses of its attachments; an edition's own stand below its own address, in either language.
    """
    below = f"{content['edition']}/" if page == "html" else ""
    address = files or (lambda attachment: f"{below}{attachment['number']}")
    attachments = content.get("attachments", ())

    def shown(section: dict[str, Any], language: str) -> Shown:
        return replace(_shown(section, language), image=pictures(attachments, address))

    documents = [(each, address(each)) for each in attachments if not each["width"]]
    with speaking(language):
        correction = as_read(content["correction"], language, gettext) if content.get("correction") else None
        return render_template(
            BODIES[page],
            edition=content,
            language=language,
            shown=shown,
            documents=documents,
            correction=correction,
            words=words,
            indicator_words=indicator_words,
            own_indicators=own_indicators_in(content),
            day_of=date.fromisoformat,
            fetched_on=lambda it: clock.day_of(datetime.fromisoformat(it["fetched_at"])),
        )


def _shown(section: dict[str, Any], language: str) -> Shown:
    """What a section's text in a language has numbers for. An edition from before there were any has none."""
    kept = [KeptFigure(**each) for each in section.get("figures", ())]
    return shown_in(kept, language, f"s{section['number']}")


def for_everybody(answer: Response, checksum: str | None = None) -> Response:
    """Anybody may keep it, and asks each time whether it is still published; any page of anybody's may read it.

    Without a `checksum` it is known by that of its body.
    """
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.set_etag(checksum or sha256(answer.get_data()).hexdigest())
    return answer.make_conditional(request)


def framed(row: queries.FoundFile, page: str = "html") -> Response:
    """The whole page, one of `FRAMES`. One that anybody may read alike - no cookie says who this is - is framed once,
    and a browser that has it asks only whether it is still the same.

    The switch of language takes a question in the address along, so that a page with one is kept for nobody.
    """
    part_of = municipality_today(g.session, row.slug_fi, clock.today()) if row.merged_into else None
    if session or request.query_string:
        return make_response(_framed(row, page, part_of))
    g.script_nonce = ""
    # All that the page tells, beside what a release says everywhere: nothing that is no longer published, or is
    # another's, is found by it, and what changes is found no more.
    merged = (part_of.name_fi, part_of.name_sv, part_of.slug_fi, part_of.slug_sv) if part_of else ()
    made_of = (request.path, *row[:-1], *row.formats, merged, repr(current_app.jinja_env.globals["topical"]()))
    body, etag = KEPT.page(made_of, lambda: _framed_for_anybody(row, page, part_of))
    # By hand: `make_conditional` looks at dates and ranges too, and there are none.
    is_known = request.if_none_match.contains_weak(etag)
    answer = Response(status=304) if is_known else make_response(body)
    answer.set_etag(etag)
    return answer


def _framed_for_anybody(row: queries.FoundFile, page: str, part_of: Municipality | None) -> tuple[bytes, str]:
    body = _framed(row, page, part_of).encode()
    return body, sha256(body).hexdigest()


def _framed(row: queries.FoundFile, page: str, part_of: Municipality | None) -> str:
    body = queries.file_body(g.session, row.tenant_id, row.file_id).decode()
    address = current_app.config["SETTINGS"].public_url + request.path
    picture = queries.kept_file(g.session, row.edition_id, g.language, "picture.txt", row.tenant_id)
    told = {"part_of": part_of, "picture": picture.decode() if picture else None, "ways": _ways(row)}
    return render_template(FRAMES[page], edition=row, body=body, address=address, **told)


def _ways(row: queries.FoundFile) -> list[tuple[object, Links]]:
    slug = row.slug_sv if g.language == "sv" else row.slug_fi
    place = {"municipality": slug, "years": row.years, "number": row.number}

    def address(way: str) -> str:
        return url_for(BESIDE[way], **place) if way in BESIDE else url_for("publishing.file", format=way, **place)

    return ways({*row.formats, *(["charts"] if "csv" in row.formats else [])}, address)


def addresses(slugs: Mapping[str, str], **edition: object) -> dict[str, str]:
    """Where one edition is read (its `years` and `number`), or all of its municipality, by language: for whoever reads
    of them on paper.
    """
    endpoint = "publishing.edition" if edition else "publishing.of_municipality"
    begin = current_app.config["SETTINGS"].public_url
    return {
        language: begin + url_for(endpoint, language=language, municipality=slugs[language], **edition)
        for language in BOTH
    }
