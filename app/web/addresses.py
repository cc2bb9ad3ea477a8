"""The shape of addresses: what stands in them, and that a redirect never repeats what the browser calls us."""

import re
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.routing import BaseConverter, IntegerConverter

OUR_OWN_PAGE = re.compile(r"/(fi|sv)/[^\\\s\x00-\x1f]*")


class RunningNumber(IntegerConverter):
    """1, 2, 3: one spelling for each number, and none that is larger than the database can ask for."""

    regex = "[1-9][0-9]{0,8}"


class Word(BaseConverter):
    """A municipality's name or a period; NUL is the one sign that the database cannot be asked about."""

    regex = "[^/\\0]+"


def init(app: Flask) -> None:
    """`<municipality>` in an address is a word, `<int:number>` a running number. Call before any address is added."""
    app.url_map.converters |= {"default": Word, "int": RunningNumber}
    app.after_request(_without_host)


def own_page(address: str | None) -> str | None:
    """The address, if it is one of this service's pages: where a sign-in may lead on to. Anything that could name
    another host is None.
    """
    return address if address and OUR_OWN_PAGE.fullmatch(address) else None


def came_from() -> str | None:
    """The page of ours that the visitor sent a form from."""
    return own_page(urlsplit(request.referrer or "").path)


def _without_host(response: Response) -> Response:
    """Routing adds a forgotten slash with a whole address, made from a Host header that anybody can forge."""
    if response.location and response.location.startswith(request.host_url):
        response.location = "/" + response.location.removeprefix(request.host_url)
    return response
