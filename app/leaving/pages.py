"""Pages that stand by themselves: an export is read without this service, without a network, in twenty years."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, g, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from app.config import Operator
from app.leaving.documents import Piece
from app.publishing.models import Edition
from app.publishing.pages import draw
from tenants.registry import TenantFacts


class StandingPages:
    """Draws what `app.leaving.documents` asks for, outside any visit."""

    def __init__(self, app: Flask):
        self.app = app

    @property
    def operator(self) -> Operator:
        """The association."""
        return self.app.config["SETTINGS"].operator

    def report(self, content: dict[str, Any], language: str, files: dict[int, str]) -> str:
        """A report as a whole page."""
        with self._in(language):
            body = draw(content, language, files=lambda each: files[each["number"]])
            return _framed(content["title"][language], body, language)

    def edition(self, edition: Edition, language: str, body: bytes) -> bytes:
        """What was published, byte for byte, with a frame around it."""
        with self._in(language):
            return _framed(edition.title(language), body.decode(), language).encode()

    def index(self, tenant: TenantFacts, shown: dict[str, list], language: str) -> str:
        """Where to begin reading."""
        with self._in(language):
            title = _("%(name)s: all information in the service", name=tenant.names[language])
            return _framed(title, render_template("leaving/index.html", **shown), language)

    def words_of_trail(self, language: str) -> list[str]:
        """The headings of its columns."""
        with self._in(language):
            return [_("Time"), _("Who"), _("Kind"), _("Event")]

    def speaking(self, language: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The same pieces, each made in a language."""
        with self._in(language):
            yield from pieces

    @contextmanager
    def _in(self, language: str) -> Iterator[None]:
        address = self.app.config["SETTINGS"].public_url
        with self.app.app_context(), self.app.test_request_context(f"/{language}/", base_url=address):
            g.language = language
            yield


def _framed(title: str, body: str, language: str) -> str:
    return render_template("leaving/document.html", title=title, body=Markup(body), language=language)  # noqa: S704
