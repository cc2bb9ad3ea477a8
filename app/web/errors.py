"""What a visitor sees when something cannot be done: what happened, and what to do about it.

Whatever they had written comes back with the page, so that an ended sign-in or a bad token loses no sentence.
"""

import re

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError, Unauthorized

from app.web import halfway
from app.web.access import access_of
from app.web.addresses import came_from

NOT_WRITTEN = re.compile("csrf_token|password|current|again|code|sealed|answer|next|move|version(_..)?")
"""Fields that hold a secret, or what the page itself sends along."""
PAGES = frozenset({400, 401, 402, 403, 404, 405, 413, 429, 500, 503})


def init(app: Flask) -> None:
    """One page for each kind of trouble."""
    app.register_error_handler(CSRFError, _bad_token)
    app.register_error_handler(HTTPException, _plain)
    app.login_manager.unauthorized_handler(_ask_to_sign_in)


def kept_texts() -> list[tuple[str, str]]:
    """What the visitor had typed, as (field, text), for copying; never a password or a token."""
    try:
        fields = request.form.items(multi=True)
    except RequestEntityTooLarge:
        return []
    return [(name, text) for name, text in fields if text.strip() and not NOT_WRITTEN.fullmatch(name)]


def _ask_to_sign_in() -> ResponseReturnValue:
    """A reader is sent to the sign-in page and back; a writer whose sign-in has ended keeps the text in sight."""
    if request.method == "POST":
        return _page(Unauthorized())
    if halfway.person_id():
        return redirect(url_for("accounts.second_step"))
    if access_of(current_app, request.endpoint).kind == "halfway":
        return redirect(url_for("accounts.sign_in"))
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def _bad_token(error: CSRFError) -> ResponseReturnValue:
    """The token goes with the cookie: where the cookie has ended, that is what the visitor has to know."""
    if access_of(current_app, request.endpoint).kind != "public" and not current_user.is_authenticated:
        return _page(Unauthorized())
    return render_template("errors/400.html", token_failed=True, kept_texts=kept_texts()), 400


def _plain(error: HTTPException) -> ResponseReturnValue:
    # Whoever calls us by another host's name gets no page: every link on it would need the name.
    if error.code is None or error.code < 400 or isinstance(error, SecurityError):
        return error
    return _page(error)


def _page(error: HTTPException) -> Response:
    """The page of an error code, with the headers the exception asks for (Allow, Retry-After)."""
    code = error.code if error.code in PAGES else 400 if error.code < 500 else 500
    template = f"errors/{getattr(error, 'page', code)}.html"
    words = {"kept_texts": kept_texts() if request.method == "POST" else [], "came_from": came_from()}
    page = render_template(template, **words)
    response = current_app.make_response((page, error.code))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response
