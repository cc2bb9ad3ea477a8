"""How pages are drawn: where templates and built files lie, how numbers and times are written in them.

Templates write `{{ value | number(1) }}`, `{{ change | signed(1) }}`, `{{ adopted_on | day }}` and
`{{ saved_at | moment }}`; the page's language is known here, so no template has to pass it along.
Figures and days may be handed over as in an edition's content: "12.7", "2026-11-21".
"""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from app.web import languages, numbers
from app.web.figure_table import figure_table, kept_figure_table

BUILT = Path(__file__).parents[1] / "static" / "built"
KIT = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
ONE_YEAR = 365 * 24 * 60 * 60


class InterfaceNotBuiltError(RuntimeError):
    """Styles and scripts are made at set-up, not committed."""

    def __init__(self) -> None:
        super().__init__("The interface is not built: run `npm ci` and `npm run build` in app/static.")


def init(app: Flask) -> None:
    """Give the application's templates the kit's components, our filters and the built files."""
    app.static_folder = BUILT
    app.after_request(_keep_built_files)
    environment = app.jinja_env
    environment.loader = ChoiceLoader([environment.loader, KIT])
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.do")
    # Jinja's own chain of maps is asked for every global at every import of a component.
    environment.make_globals = lambda given: environment.globals | given if given else environment.globals
    environment.globals["asset"] = asset
    environment.filters.update(number=_number, signed=_signed, money=_money, day=_day, moment=_moment)
    environment.filters.update(figure_table=figure_table, kept_figure_table=kept_figure_table)


@cache
def asset(name: str) -> str:
    """The address of a built file: `asset("app.css")` is "/static/app-C7R4ZI74.css"."""
    return url_for("static", filename=_manifest()[name])


@cache
def _manifest() -> dict[str, str]:
    try:
        return json.loads((BUILT / "manifest.json").read_text("utf-8"))
    except FileNotFoundError as missing:
        raise InterfaceNotBuiltError from missing


def _keep_built_files(response: Response) -> Response:
    """A built file's name changes with its content, so a browser need never ask again."""
    if request.endpoint == "static" and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def _number(value: Decimal | str | int, decimals: int = 0) -> str:
    return numbers.number(Decimal(value), decimals, languages.current())


def _signed(value: Decimal | str | int, decimals: int = 0) -> str:
    return numbers.signed(Decimal(value), decimals, languages.current())


def _money(cents: int) -> str:
    return numbers.money(cents, languages.current())


def _day(value: date | str) -> str:
    return numbers.day(date.fromisoformat(value) if isinstance(value, str) else value, languages.current())


def _moment(value: datetime | str) -> str:
    return numbers.moment(datetime.fromisoformat(value) if isinstance(value, str) else value, languages.current())
