"""Two equal languages: every page has an address in each, and the switch keeps you on the same page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import urlsplit

from babel.support import Translations
from flask import Blueprint, Flask, Response, current_app, g, request, url_for
from flask_babel import Babel, force_locale
from markupsafe import Markup
from werkzeug.http import dump_cookie

from app.web.translated_templates import BilingualEnvironment

LANGUAGES = ("fi", "sv")
OTHER = {"fi": "sv", "sv": "fi"}
A_YEAR = 365 * 24 * 3600
OF_ADDRESSES = frozenset({"endpoint", "language"})

babel = Babel()


def page(blueprint: Blueprint, fi: str, sv: str, methods: tuple[str, ...] = ("GET",)) -> Callable:
    """Register a view at its Finnish and its Swedish address; `url_for` finds the one of the page's language."""

    def register(view: Callable) -> Callable:
        for language, address in (("fi", fi), ("sv", sv)):
            blueprint.add_url_rule(
                f"/{language}{address}",
                endpoint=view.__name__,
                view_func=view,
                methods=methods,
                defaults={"language": language},
            )
        return view

    return register


def init(app: Flask, translations: str) -> None:
    """Let the address decide the language, also for what Babel formats."""
    app.jinja_environment = BilingualEnvironment
    app.config.update(BABEL_TRANSLATION_DIRECTORIES=translations, BABEL_DEFAULT_TIMEZONE="Europe/Helsinki")
    babel.init_app(app, locale_selector=current)
    app.jinja_env.told = current
    app.jinja_env.catalogues = {language: Translations.load(translations, [language]) for language in LANGUAGES}
    app.jinja_env.globals["_"] = _saying(app.jinja_env.catalogues)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_add_language)
    app.after_request(_remember)


def _saying(catalogues: dict[str, Translations]) -> Callable[..., Markup]:
    """What templates call `_()`: a page says dozens of sentences, so each costs one look into a catalogue."""

    def said(text: str, **words: object) -> Markup:
        sentence = catalogues[current()].gettext(text)
        return Markup(sentence) % words if words else Markup(sentence % ())  # noqa: S704 - our own, words escaped

    return said


def current() -> str:
    """The page's language; where no address says it, the reader's choice, then the browser's, then Finnish."""
    try:
        return g.language
    except AttributeError:
        g.language = _chosen()
        return g.language


def _chosen() -> str:
    first_word = request.path.split("/", 2)[1] if request.path.count("/") else ""
    for language in (first_word, request.cookies.get(_cookie())):
        if language in LANGUAGES:
            return language
    return request.accept_languages.best_match(LANGUAGES, "fi")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Draw something in a language other than the page's, such as the other half of a publication."""
    before, g.language = current(), language
    try:
        with force_locale(language):
            yield
    finally:
        g.language = before


def kept_filters() -> dict[str, list[str]]:
    """The address's own questions, which come along to the same page elsewhere; `_` words are url_for's own, and what
    an address is made of is never asked for.
    """
    taken = OF_ADDRESSES | set(request.view_args or ()) | ({"municipality"} if g.get("slugs") else set())
    return {word: values for word, values in request.args.lists() if not word.startswith("_") and word not in taken}


def in_other_language() -> str:
    """The address of this same page in the other language; the front page where there is no such page."""
    other = OTHER[current()]
    if request.endpoint is None or not g.get("is_bilingual_page"):
        return url_for("home.front", language=other)
    words = kept_filters() | (request.view_args or {}) | {"language": other}
    if g.get("slugs"):
        words["municipality"] = g.slugs[other]
    same = url_for(request.endpoint, **words)
    return same if request.method != "POST" or _is_page(same) else url_for("home.front", language=other)


def _is_page(address: str) -> bool:
    """Whether an address can be opened: that of a form may be for sending only."""
    return current_app.create_url_adapter(request).test(urlsplit(address).path, method="GET")


def _take_language(endpoint: str | None, values: dict | None) -> None:
    if values and "language" in values:
        g.language = values.pop("language")
        g.is_bilingual_page = True


def _add_language(endpoint: str, values: dict) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = current()


def _cookie() -> str:
    """Browsers let no other host set a cookie whose name begins so."""
    return "__Host-language" if current_app.config["SESSION_COOKIE_SECURE"] else "language"


def forgetful(view: Callable) -> Callable:
    """The page stands in somebody else's: its reader is told to keep nothing. Stands below public."""
    view.is_forgetful = True
    return view


def _remember(response: Response) -> Response:
    """Remember the language last read, for the next visit to the bare address."""
    is_new = g.get("is_bilingual_page") and request.cookies.get(_cookie()) != g.language
    if is_new and response.status_code != 304 and response.mimetype == "text/html" and not _is_forgetful():
        is_https = current_app.config["SESSION_COOKIE_SECURE"]
        response.headers.add("Set-Cookie", _remembering(_cookie(), g.language, is_https))
    return response


def _is_forgetful() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint), "is_forgetful", False)


@lru_cache
def _remembering(cookie: str, language: str, is_https: bool) -> str:
    """Whoever reads their first page is told it, and all of them the same."""
    return dump_cookie(cookie, language, max_age=A_YEAR, samesite="Lax", httponly=True, secure=is_https)
