"""Headers, cookies and the CSRF token: what every answer carries."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask, Response, current_app, request
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings

csrf = CSRFProtect()

POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
LARGEST_BODY = 2 * 1024 * 1024


def body_up_to(size: int) -> Callable:
    """Let a page take larger files than others; more than that is not read at all."""

    def register(view: Callable) -> Callable:
        view.largest_body = size
        return view

    return register


def init(app: Flask, settings: Settings) -> None:
    """Secure cookies and HSTS only when the settings say https; a laptop's localhost has neither."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
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
    app.before_request(_limit_body)
    csrf.init_app(app)
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.trusted_proxies] * 4)

    @app.after_request
    def carry(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.is_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if response.mimetype == "text/html" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if "Cookie" in request.headers else "private, no-cache"
        return response


def _limit_body() -> None:
    """Before anybody looks into the form."""
    view = current_app.view_functions.get(request.endpoint)
    if size := getattr(view, "largest_body", None):
        request.max_content_length = size
