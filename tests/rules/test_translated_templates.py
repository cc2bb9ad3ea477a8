"""Templates in two languages: what is always said stands in the compiled template, what is filled in is said later."""

import pytest
from babel.support import NullTranslations
from flask import Flask
from jinja2 import DictLoader

from app.web import languages, rendering

PAGE = """{{ _("Save") }} {% set word = _("Save") %}{{ word }} {{ shown(_("Save")) }} {{ _("%(n)s < 2", n=n) }}
{%- if _("") %}empty{% endif %} {{ _("100 %%") }}"""


class Catalogue(NullTranslations):
    """Words of one language; what it does not have it gives back."""

    def __init__(self, words: dict[str, str]):
        super().__init__()
        self.words = words
        self.asked: list[str] = []

    def gettext(self, message: str) -> str:
        self.asked.append(message)
        return self.words.get(message, message)


@pytest.fixture
def catalogues():
    return {"fi": Catalogue({"Save": "Tallenna & jatka"}), "sv": Catalogue({"Save": "Spara"})}


@pytest.fixture
def draw(catalogues):
    app = Flask("app")
    languages.init(app, "no-catalogues")
    rendering.init(app)
    app.jinja_env.loader = DictLoader({"page.html": PAGE, "whole.html": '{% include "page.html" %}'})
    app.jinja_env.catalogues = catalogues

    def drawn(name: str, language: str) -> str:
        with app.test_request_context(f"/{language}/"):
            return app.jinja_env.get_template(name).render(n="<1>", shown=lambda text: text)

    return drawn


@pytest.mark.parametrize("name", ["page.html", "whole.html"])
def test_a_page_speaks_the_language_of_its_address_also_in_what_it_includes(draw, name):
    assert draw(name, "fi") == "Tallenna & jatka Tallenna & jatka Tallenna & jatka &lt;1&gt; < 2 100 %"
    assert draw(name, "sv") == "Spara Spara Spara &lt;1&gt; < 2 100 %"


def test_what_is_always_said_is_looked_up_once_however_often_the_page_is_drawn(draw, catalogues):
    draw("page.html", "fi")
    catalogues["fi"].asked.clear()
    draw("page.html", "fi")
    assert catalogues["fi"].asked == []


def test_the_application_compiles_its_pages_so(app):
    with app.test_request_context("/sv/"):
        assert app.jinja_env.get_template("base.html").environment is app.jinja_env.of_language["sv"]
