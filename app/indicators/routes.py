"""A municipality's pages about figures: the catalogue, its profile, one indicator, what changes and what is new."""

from datetime import UTC, datetime
from decimal import Decimal

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from app.charts.lines import line_chart
from app.charts.maps import municipality_map
from app.charts.spines import spine
from app.charts.strips import strip_chart
from app.indicators import catalogue, chart_words, finder, table_words, words
from app.indicators.choice_actions import mark_seen
from app.indicators.choice_queries import chosen_indicators
from app.indicators.measuring import is_money, period_label
from app.indicators.news import news, seen_until
from app.indicators.one_indicator import IndicatorPage, indicator_page
from app.indicators.pages import Asked, asked, asked_profile, asked_words
from app.indicators.source_texts import cleaned
from app.statistics.caution import is_small
from app.web.access import needs
from app.web.csv_files import as_csv
from app.web.excel_files import as_excel
from app.web.languages import kept_filters, page
from tenants import clock
from tenants.municipalities import latest_population

room = Blueprint("indicators", __name__)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@room.context_processor
def spoken() -> dict[str, object]:
    """What the room's templates call things."""
    named = {name.lower(): value for name, value in vars(words).items() if name.isupper()}
    return named | {
        "basket_names": words.BASKETS,
        "is_money": is_money,
        "is_small": is_small,
        "kept_filters": kept_filters,
        "period_label": period_label,
        "sources": table_words.sources,
    }


@room.app_template_filter("source_text")
def source_text(html: str) -> Markup:
    """What the source wrote, made harmless."""
    return Markup(cleaned(html))  # noqa: S704 - just cleaned


@page(room, "/<municipality>/tunnusluvut/", "/<municipality>/siffror/")
@needs("report.read")
def index() -> ResponseReturnValue:
    """The catalogue, by basket and by search."""
    asked_for = asked_words()
    baskets, own = catalogue.every_basket(), chosen_indicators(g.session)
    listed = catalogue.listed(g.session, [number for ids in (*baskets.values(), own) for number in ids])
    found = catalogue.search(g.session, asked_for, g.language)
    return render_template(
        "indicators/index.html", words=asked_for, found=found, baskets=baskets, listed=listed, own=own
    )


@page(room, "/<municipality>/tunnusluvut/profiili", "/<municipality>/siffror/profil")
@needs("report.read")
def profile() -> ResponseReturnValue:
    """Every indicator of the municipality beside one comparison area."""
    return render_template("indicators/profile.html", profile=asked_profile(), spine_of=_spine)


@page(
    room,
    "/<municipality>/tunnusluvut/profiili.<any(csv, xlsx):suffix>",
    "/<municipality>/siffror/profil.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def profile_file(suffix: str) -> ResponseReturnValue:
    """The same to take away."""
    asked_for = asked_profile()
    rows = table_words.of_profile(asked_for.baskets, asked_for.other.names[g.language], g.language)
    return file_of("profile", rows, suffix)


@page(room, "/<municipality>/tunnusluvut/muutokset", "/<municipality>/siffror/forandringar")
@needs("report.read")
def changes() -> ResponseReturnValue:
    """What is worse and getting worse, what better and getting better."""
    asked_for = asked_profile()
    return render_template("indicators/changes.html", profile=asked_for, groups=finder.found(asked_for.rows))


@page(
    room,
    "/<municipality>/tunnusluvut/muutokset.<any(csv, xlsx):suffix>",
    "/<municipality>/siffror/forandringar.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def changes_file(suffix: str) -> ResponseReturnValue:
    """The same to take away."""
    asked_for = asked_profile()
    told = {row.indicator.id for rows in finder.found(asked_for.rows).values() for row in rows}
    baskets = {
        name: [row for row in rows if row.indicator.id in told] for name, rows in asked_for.baskets.items()
    }
    rows = table_words.of_profile(baskets, asked_for.other.names[g.language], g.language)
    return file_of("changes", rows, suffix)


@page(room, "/<municipality>/tunnusluvut/<int:indicator_id>", "/<municipality>/siffror/<int:indicator_id>")
@needs("report.read")
def show(indicator_id: int) -> ResponseReturnValue:
    """One indicator: over time, beside others, on the map; what it means and how it has been revised."""
    asked_for = asked()
    shown = _indicator(indicator_id, asked_for)
    if shown is None:
        return _not_mirrored(indicator_id)
    return render_template(
        "indicators/show.html",
        shown=shown,
        asked=asked_for,
        charts=_charts(shown, asked_for),
        own_set=chosen_indicators(g.session),
        population=latest_population(g.session, g.tenant.municipality_code),
    )


@page(
    room,
    "/<municipality>/tunnusluvut/<int:indicator_id>.<any(csv, xlsx):suffix>",
    "/<municipality>/siffror/<int:indicator_id>.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def indicator_file(indicator_id: int, suffix: str) -> ResponseReturnValue:
    """One indicator's figures to take away."""
    shown = _indicator(indicator_id, asked()) or abort(404)
    return file_of(f"indicator-{indicator_id}", table_words.of_indicator(shown, g.language), suffix)


@page(room, "/<municipality>/tunnusluvut/uutta", "/<municipality>/siffror/nytt", methods=("GET", "POST"))
@needs("report.read")
def whats_new() -> ResponseReturnValue:
    """What has changed in the figures since this person last said that they had seen it."""
    if request.method == "POST":
        mark_seen(g.session, current_user.id, _shown_until())
        return redirect(url_for("indicators.whats_new"))
    since = seen_until(g.session, current_user.id, clock.now())
    own = asked().areas[0]
    return render_template("indicators/news.html", since=since, news=news(g.session, since, own.area_id))


def _shown_until() -> datetime:
    """When the newest of the news was fetched that the person has had before their eyes."""
    try:
        return datetime.fromisoformat(request.form.get("until", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        abort(400)


def _indicator(indicator_id: int, asked_for: Asked) -> IndicatorPage | None:
    everybody = asked_for.everybody.numbers
    return indicator_page(g.session, indicator_id, asked_for.areas, everybody, asked_for.gender)


def _not_mirrored(indicator_id: int) -> ResponseReturnValue:
    """Sotkanet has it, and its figures can be asked for."""
    listed = catalogue.listed(g.session, [indicator_id]).get(indicator_id) or abort(404)
    return render_template("indicators/not_mirrored.html", listed=listed, own_set=chosen_indicators(g.session))


def _charts(shown: IndicatorPage, asked_for: Asked) -> dict[str, object]:
    """Drawn on the server; `print` in the address draws them in greys with hatches."""
    if shown.year is None:
        return {}
    for_print = "print" in request.args
    over_time = chart_words.line_chart_of(shown, g.language)
    return {
        "lines": line_chart(over_time, for_print),
        "is_axis_broken": not chart_words.starts_at_zero_in(over_time),
        "strip": strip_chart(chart_words.strip_chart_of(shown, g.language), for_print),
        "map": municipality_map(
            chart_words.map_of(shown, asked_for.everybody, g.tenant.municipality_code, g.language), for_print
        ),
    }


def _spine(row) -> str:
    drawn = chart_words.spine_of(row, g.language)
    return spine(drawn) if drawn else ""


def file_of(name: str, rows: table_words.Table, suffix: str) -> ResponseReturnValue:
    """`rows` as CSV with the language's decimal mark, or as an Excel workbook with real numbers."""
    body = as_excel({_("Figures"): rows}) if suffix == "xlsx" else as_csv([map(_typed, row) for row in rows])
    response = Response(body, mimetype=EXCEL if suffix == "xlsx" else "text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}-{g.tenant.slugs[g.language]}.{suffix}")
    return response


def _typed(cell: table_words.Cell) -> object:
    """As it is written here: a decimal comma, and nothing for what is missing."""
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    return "" if cell is None else cell
