"""The municipalities that readers choose among: hundreds, so they are asked for once a minute and drawn once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import Flask, current_app
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.publishing.search_queries import municipalities_with_editions
from app.web.languages import speaking
from tenants import clock
from tenants.boundary import ask_at_the_door
from tenants.database import Engines
from tenants.municipalities import alphabetical

if TYPE_CHECKING:
    from sqlalchemy import Row

REMEMBERED = timedelta(minutes=1)
"""How long a municipality is not yet, or still, among them; what is found of it is always asked."""


class Choices:
    """Those that have something published, as the options of a field."""

    def __init__(self, engines: Engines):
        self.engines = engines
        self.until: datetime | None = None
        self.drawn: dict[str, str] = {}

    def options(self, language: str, chosen: str) -> Markup:
        """All of them by name in a language; the chosen one by its code."""
        now = clock.now()
        if self.until is None or now >= self.until:
            with ask_at_the_door(self.engines) as door:
                published = municipalities_with_editions(door)
            self.drawn = {each: _drawn(published, each) for each in ("fi", "sv")}
            self.until = now + REMEMBERED
        value = f' value="{escape(chosen)}"'
        marked = str(self.drawn[language]).replace(value, f"{value} selected", 1)
        return Markup(marked)  # noqa: S704 - each of them was escaped


def init(app: Flask) -> None:
    """Each process remembers its own."""
    app.extensions["published_choices"] = Choices(app.extensions["engines"])


def options(language: str, chosen: str) -> Markup:
    """The application's choices."""
    return current_app.extensions["published_choices"].options(language, chosen)


def _drawn(published: list["Row"], language: str) -> str:
    names = sorted(((each.code, getattr(each, f"name_{language}")) for each in published), key=_by_name)
    with speaking(language):
        everybody = _("All")
    return Markup("").join(Markup('<option value="{}">{}</option>').format(*each) for each in (("", everybody), *names))


def _by_name(choice: tuple[str, str]) -> str:
    return alphabetical(choice[1])
