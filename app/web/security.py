"""Headers, cookies and the CSRF token: what every answer carries."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from flask import Flask, Request, Response, current_app, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings

csrf = CSRFProtect()

POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
        "form-action 'self'",
    ]
)
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
LARGEST_BODY = 2 * 1024 * 1024


class CookieSessions(SecureCookieSessionInterface):
    """Flask's own, which for a visitor without a cookie makes nothing to read one with."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds, or the empty beginning of one."""
        if self.get_cookie_name(app) in request.cookies:
            return super().open_session(app, request)
        return self.session_class()


def body_up_to(size: int) -> Callable:
    """Let a page take larger files than others; more than that is not read at all."""

    def register(view: Callable) -> Callable:
        view.largest_body = size
        return view

    return register


def script_nonce() -> str:
    """Today's word for the scripts of this one answer: what else calls itself a script is not run."""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(16)
    return g.script_nonce


def forms_may_lead_to(address: str) -> None:
    """Let this page's forms be answered by a redirect to another house, such as https://checkout.stripe.com."""
    g.forms_lead_to = address


def _policy() -> str:
    """A page that is kept for many readers cannot have a word of its own: there, any script of ours is run."""
    forms = f" {g.forms_lead_to}" if "forms_lead_to" in g else ""
    scripts = f"; script-src 'nonce-{g.script_nonce}'" if g.get("script_nonce") else ""
    return POLICY + forms + scripts


def init(app: Flask, settings: Settings) -> None:
    """Secure cookies and HSTS only when the settings say https; a laptop's localhost has neither."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # Links in letters are made from PUBLIC_URL; a request that calls us by another name is not for us.
        TRUSTED_HOSTS=[settings.our_name] if settings.is_https else None,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_https else "session",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        # The token lives as long as the sign-in: a form left open over lunch must not lose its text.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_https,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
    )
    app.session_interface = CookieSessions()
    app.before_request(_limit_body)
    csrf.init_app(app)
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.trusted_proxies] * 4)

    @app.after_request
    def carry(response: Response) -> Response:
        if response.status_code != 304:  # a browser has them with the page that it has
            _protect(response)
        if settings.is_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if "Cache-Control" not in response.headers:
            # What has an ETag is public, and a browser may ask whether it is still the same.
            is_somebodys = "Cookie" in request.headers and response.get_etag()[0] is None
            response.headers["Cache-Control"] = "no-store" if is_somebodys else "private, no-cache"
        return response


def _protect(response: Response) -> None:
    """Add what the page has not said itself."""
    told = {name.lower() for name, _ in response.headers}
    for name, value in (HEADERS | {"Content-Security-Policy": _policy()}).items():
        if name.lower() not in told:
            response.headers.add(name, value)


def _limit_body() -> None:
    """Before anybody looks into the form."""
    view = current_app.view_functions.get(request.endpoint)
    if size := getattr(view, "largest_body", None):
        request.max_content_length = size
