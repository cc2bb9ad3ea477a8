"""Everything a visitor meets, divided into rooms by subject; see the README's "Life of a request"."""

from flask import Flask

from app import (
    accessibility,
    accounts,
    attachments,
    audit,
    calendar,
    carrying,
    commands,
    consulting,
    coverage,
    demo,
    embedding,
    feedback,
    follow_up,
    front,
    hand_over,
    handling,
    home,
    indicators,
    leaving,
    ledger,
    look,
    messages,
    negotiating,
    notices,
    observations,
    open_data,
    own_figures,
    payments,
    plain_language,
    plan,
    publishing,
    reports,
    sections,
    staff,
    subscribers,
    subscribing,
    support,
    translating,
)
from app.config import CHECKOUT, Settings, settings_from_environment
from app.web import access, addresses, entrance, errors, frame, languages, login, rendering, security, transactions
from app.writing.contents import reading_minutes, word_count
from app.writing.html import as_html
from app.writing.parse import parse
from tenants.boundary import guard
from tenants.database import engines_for

ROOMS = (
    home, accounts, subscribing, support, publishing, open_data, feedback, payments, ledger, staff, front, reports,
    accessibility, attachments, sections, observations, coverage, calendar, carrying, consulting, handling,
    hand_over, negotiating, indicators, own_figures, plan, follow_up, audit, leaving, messages, notices, translating,
    plain_language, look, subscribers, embedding,
)  # fmt: skip


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application, nothing else: no query is made and no connection opened."""
    settings = settings or settings_from_environment()
    app = Flask(__name__)
    app.config["SETTINGS"] = settings
    engines = engines_for(settings.databases)
    guard(engines)
    languages.init(app, str(CHECKOUT / "translations"))  # first: it brings the templates' environment
    security.init(app, settings)
    addresses.init(app)
    rendering.init(app)
    app.jinja_env.filters["text_as_html"] = lambda text, *where: as_html(parse(text), *where)
    app.jinja_env.filters.update(word_count=word_count, reading_minutes=reading_minutes)
    frame.init(app)
    login.init(app)
    entrance.init(app, engines)
    transactions.init(app)
    errors.init(app)
    for room in (*ROOMS, demo) if settings.mail.caught_in else ROOMS:
        app.register_blueprint(room.routes.room)
    commands.init(app)
    access.require_declarations(app)
    return app
