"""What every paper for residents begins with: whose it is, of which report, and where the whole report is. Pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from babel.support import Translations

from app.charts.labels import shortened
from app.config import CHECKOUT
from app.indicators.reader import Reader
from app.residents import words
from app.web.numbers import years
from app.web.square_code import printed_square_code

Content = Mapping[str, Any]
WIDEST_TITLE, WIDEST_ADDRESS = 1200, 900
NO_PICTURES: Mapping[int, str] = MappingProxyType({})


def reader_of(language: str, pictures: Mapping[int, str] = NO_PICTURES) -> Reader:
    """Who reads a paper; `pictures` as `Reader` has them."""
    words = Translations.load(CHECKOUT / "translations", [language])
    return Reader(language, words.gettext, pictures=pictures)


def head(content: Content, reader: Reader, *, draft: bool, made_on: date) -> dict[str, Any]:
    """`made_on` dates the file of a content that has no date of its own."""
    period = content["period"]
    dated = date.fromisoformat(content["published_on"]) if content["published_on"] else made_on
    return {
        "language": reader.language,
        "municipality": reader.said(content["municipality"]["name"])["text"],
        "report": shortened(reader.said(content["title"])["text"], WIDEST_TITLE),
        "period": years(period["first_year"], period["last_year"]),
        "state": words.states(content, reader, draft=draft),
        "watermark": reader._("Draft") if draft else None,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "address": _address(content, reader),
    }


def _address(content: Content, reader: Reader) -> dict[str, str] | None:
    """Where the report is read: in letters and as a square code. Whoever makes the paper tells it beside the content,
    for it is where the service stands today.
    """
    if not (told := content.get("address")):
        return None
    url = told[reader.language]
    return {"url": url, "text": url.split("://")[-1], "square": printed_square_code(url)}
