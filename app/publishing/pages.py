"""The pages of an edition: the body, drawn once when it is published and kept with it, and the frame around it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import g, render_template, request, session
from sqlalchemy import Row

from app.attachments.showing import pictures
from app.plan import words
from app.publishing import queries
from app.text_figures.pages import shown_in
from app.text_figures.rules import KeptFigure
from app.web.languages import speaking
from app.writing.shown import Shown

MOST_KEPT = 64
"""Framed pages that a process keeps, of about 60 kB each."""


def draw(content: dict[str, Any], language: str, files: Callable[[Mapping[str, Any]], str] | None = None) -> str:
    """An edition's content as HTML in one language, without the frame around it.

    `files` gives the addresses of its attachments; an edition's own stand below its own address, in either language.
    """
    address = files or (lambda attachment: f"{content['edition']}/{attachment['number']}")
    attachments = content.get("attachments", ())

    def shown(section: dict[str, Any], language: str) -> Shown:
        return replace(_shown(section, language), image=pictures(attachments, address))

    documents = [(each, address(each)) for each in attachments if not each["width"]]
    with speaking(language):
        return render_template(
            "publishing/body.html", edition=content, language=language, shown=shown, documents=documents, words=words
        )


def _shown(section: dict[str, Any], language: str) -> Shown:
    """What a section's text in a language has numbers for. An edition from before there were any has none."""
    kept = [KeptFigure(**each) for each in section.get("figures", ())]
    return shown_in(kept, language, f"s{section['number']}")


def framed(row: Row) -> str:
    """The whole page. One that anybody may read alike - no cookie says who this is - is framed once.

    The switch of language takes a question in the address along, so that a page with one is kept for nobody.
    """
    if session or request.query_string:
        return _framed(row)
    g.edition_row, g.script_nonce = row, ""
    return _framed_for_anybody(request.path, row.checksum)


def _framed(row: Row) -> str:
    body = queries.file_body(g.session, row.tenant_id, row.file_id).decode()
    return render_template("publishing/edition.html", edition=row, body=body)


@lru_cache(MOST_KEPT)
def _framed_for_anybody(address: str, checksum: str) -> str:
    """The checksum is of the body: nothing that is no longer published, or is another's, has this key."""
    return _framed(g.edition_row)
