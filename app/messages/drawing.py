"""Draws a letter: one plain text per language, its first line the subject; the HTML is made of that same text."""

import re
from dataclasses import dataclass

from flask import Flask, g, url_for
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from app.messages import kinds
from app.messages.rules import single_line
from tenants.registry import TenantFacts


@dataclass(frozen=True)
class Drawing:
    """A letter in one language."""

    subject: str
    text: str
    html: str


def draw(app: Flask, kind: str, language: str, tenant: TenantFacts | None, words: dict[str, object]) -> Drawing:
    """A letter's text with its blanks filled; an unfilled one raises UndefinedError.

    `link(endpoint, **values)` in a text is the whole address of a page in the reader's language; inside a
    municipality's pages the letter's own municipality is understood. `municipality` is its name.
    """
    settings = app.config["SETTINGS"]
    with app.app_context(), app.test_request_context(f"/{language}/", base_url=settings.public_url):
        g.language, g.tenant = language, tenant
        known = {
            "link": _link,
            "municipality": tenant.names[language] if tenant else "",
            "operator": settings.operator,
            "operator_name": settings.operator.name[language],
        }
        texts = _texts(app)
        subject, _, body = texts.get_template(f"{kind}.{language}.txt").render(known | words).partition("\n")
        signature = texts.get_template(f"signature/{language}.txt").render(known | words)
        text = f"{body.strip()}\n\n{signature.strip()}\n"
        layout = app.jinja_env.get_template("letters/layout.html")
        html = layout.render(language=language, subject=subject, body=as_html(text, settings.public_url))
    return Drawing(subject.strip(), text, html)


def address_of(app: Flask, endpoint: str, language: str, **values: object) -> str:
    """The whole address of a page in a language."""
    with app.test_request_context(f"/{language}/", base_url=app.config["SETTINGS"].public_url):
        g.language = language
        return _link(endpoint, **values)


def as_html(text: str, public_url: str) -> Markup:
    """The same text with its paragraphs and lists; a line that is an address of ours becomes a link."""
    return Markup("\n").join(_block(block.split("\n"), public_url) for block in re.split(r"\n{2,}", text.strip()))


def _block(lines: list[str], public_url: str) -> Markup:
    if all(line.startswith("- ") for line in lines):
        items = Markup("").join(Markup("<li>{}</li>").format(line[2:]) for line in lines)
        return Markup("<ul>{}</ul>").format(items)
    return Markup("<p>{}</p>").format(Markup("<br>\n").join(_line(line, public_url) for line in lines))


def _line(line: str, public_url: str) -> Markup:
    is_ours = line.startswith(f"{public_url}/") and " " not in line
    return Markup('<a href="{0}">{0}</a>').format(line) if is_ours else escape(line)


def _link(endpoint: str, **values: object) -> str:
    return url_for(endpoint, **values, _external=True)


def _texts(app: Flask) -> Environment:
    """The pages' own filters on plain texts; what is filled in keeps to its line."""
    return app.jinja_env.overlay(
        loader=FileSystemLoader(kinds.LETTERS), autoescape=False, undefined=StrictUndefined, finalize=_kept_to_its_line
    )


def _kept_to_its_line(value: object) -> object:
    return single_line(value) if isinstance(value, str) else value
