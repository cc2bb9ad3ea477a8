"""What stands around every page: names, navigation, the switch of language. Read by `templates/base.html`."""

from collections.abc import Callable
from functools import lru_cache
from math import ceil

from flask import Flask, current_app, g, request, session, url_for
from flask_login import current_user

from app.web import languages, security
from tenants import clock
from tenants.permissions import may

MUNICIPALITY = (
    ("front.tasks", "report.read", lambda _: _("My tasks")),
    ("negotiating.received", "pack.receive", lambda _: _("Shared packs")),
    ("reports.index", "report.read", lambda _: _("Welfare reports")),
    ("plan.index", "plan.read", lambda _: _("Welfare plans")),
    ("indicators.index", "report.read", lambda _: _("Figures")),
    ("calendar.index", "calendar.read", lambda _: _("Annual clock")),
    ("accounts.members", "people.read", lambda _: _("People")),
    ("payments.licence", "licence.read", lambda _: _("Licence")),
    ("audit.trail", "trail.read", lambda _: _("Trail")),
    ("support.access", "support.open", lambda _: _("Support")),
)
STAFF = (
    ("staff.desk", lambda _: _("Desk")),
    ("subscribing.orders", lambda _: _("Orders")),
    ("staff.licences", lambda _: _("Licences")),
    ("staff.invoices", lambda _: _("Invoices")),
    ("ledger.queue", lambda _: _("Payments")),
    ("messages.letters", lambda _: _("Letters")),
    ("audit.association", lambda _: _("Trail")),
)
PUBLIC = (
    ("publishing.register", lambda _: _("Published reports")),
    ("subscribing.order", lambda _: _("Order the service")),
    ("accounts.ask", lambda _: _("Ask for an account")),
)


def init(app: Flask) -> None:
    """Every template gets these words."""
    app.context_processor(surroundings)


def surroundings() -> dict[str, object]:
    """Names are given in the page's language; a visitor is only looked up where a sign-in cookie came along."""
    settings = current_app.config["SETTINGS"]
    language = languages.current()
    tenant = g.get("tenant")
    visitor = current_user if "_user_id" in session and current_user.is_authenticated else None
    return {
        "language": language,
        "other_language_url": languages.in_other_language(),
        "home_url": fixed_address("accounts.mine" if visitor else "home.front", language),
        "municipality_name": tenant.names[language] if tenant else None,
        "municipality_url": fixed_address("front.tasks", language, tenant.slugs[language]) if tenant else None,
        "navigation": _navigation(language, tenant, visitor),
        "endpoint": request.endpoint,
        "person_name": visitor.name if visitor else None,
        "account_url": fixed_address("accounts.account", language),
        "sign_in_url": fixed_address("accounts.sign_in", language),
        "sign_out_url": fixed_address("accounts.sign_out", language),
        "operator": {
            "name": settings.operator.name[language],
            "contact_email": settings.operator.email,
            "logo_url": url_for("home.logo") if settings.operator.logo else None,
        },
        "accessibility_url": _accessibility_address(language),
        "privacy_url": fixed_address("home.privacy", language),
        "help_url": _help_address(language),
        "status_url": fixed_address("notices.status", language),
        "demo": settings.is_demo,
        "caught_letters_url": url_for("demo.letters") if settings.mail.caught_in else None,
        "may": lambda permission: may(g.role, permission),
        "publisher": g.get("publisher"),
        "slugs": g.get("slugs"),
        "written_in": g.get("written_in"),
        "support_visit": g.get("support_visit"),
        "minutes_left": lambda visit: max(1, ceil((visit.ends_at - clock.now()).total_seconds() / 60)),
        "script_nonce": security.script_nonce(),
    }


def _accessibility_address(language: str) -> str:
    """The statement of the municipality that has published what is read; elsewhere that of the service."""
    if "publisher" not in g:
        return fixed_address("home.accessibility", language)
    publisher = g.publisher
    slug = publisher.slug_sv if language == "sv" else publisher.slug_fi
    return fixed_address("accessibility.statement", language, slug)


def _help_address(language: str) -> str:
    """Leads to the help of this very view, where there is one."""
    pages = fixed_address("support.help_pages", language)
    return f"{pages}?view={request.endpoint}" if request.endpoint else pages


@lru_cache(maxsize=4000)
def fixed_address(endpoint: str, language: str, municipality: str | None = None) -> str:
    """The address of a page that is one and the same for everybody, or for all of a municipality; made once."""
    return url_for(endpoint, language=language, municipality=municipality)


def _navigation(language: str, tenant, visitor) -> tuple[tuple[str, str, str], ...]:
    """The words, the address and the endpoint of each item."""
    if tenant:
        items = tuple((at, word) for at, permission, word in MUNICIPALITY if may(g.role, permission))
        return _named(items, language, tenant.slugs[language])
    return _named(STAFF if visitor and visitor.is_staff else PUBLIC, language)


@lru_cache(maxsize=1000)
def _named(items: tuple[tuple[str, Callable], ...], language: str, municipality: str | None = None) -> tuple:
    """Made once for each municipality and role, for every page has it."""
    said = current_app.jinja_env.globals["_"]
    return tuple((word(said), fixed_address(at, language, municipality), at) for at, word in items)
