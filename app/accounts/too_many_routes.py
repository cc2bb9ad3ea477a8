"""An open form may be sent so often from one place and about one address; counted for the rooms that have one."""

from flask import current_app, request

from app.accounts.actions import count_attempt
from app.web import entrance
from app.web.forms import OpenForm
from tenants.errors import Refused


def may_send(form: OpenForm, kind: str, field: str, refusal: str) -> bool:
    """Whether this is not one of too many, counted whatever comes of it; if it is, the `refusal` stands at the field.

    `kind` is one of attempts.LIMITS.
    """
    secret, place = current_app.config["SECRET_KEY"], request.remote_addr or ""
    try:
        with entrance.pen() as door:
            count_attempt(door, secret, form.email.data or place, place, kind)
    except Refused:
        form.refuse(field, refusal)
    return not form.errors
