"""Verbs of a look: choose the colour, bring in the coat of arms or logo, take it away.

Each in the municipality's turn. `seen` is what its chooser went on from: what somebody else has chosen since is not
written over unseen.
"""

import uuid
from hashlib import sha256

from app.look.models import PublicLook, mark_of
from tenants import audit
from tenants.boundary import TenantSession
from tenants.errors import Refused


def choose_colour(
    session: TenantSession, by: uuid.UUID, look: PublicLook, colour: str, seen: str | None = None
) -> None:
    """A colour that is told well enough from white (`contrast`). Raises Refused("other_colour")."""
    if seen not in (None, look.colour) and colour != look.colour:
        raise Refused("other_colour")
    look.colour = colour
    _keep(session, look)
    audit.write(session, by, "look.coloured", colour=colour)


def keep_emblem(
    session: TenantSession,
    by: uuid.UUID,
    look: PublicLook,
    alternatives: dict[str, str],
    body: bytes,
    format: str,
    seen: str | None = None,
) -> None:
    """A picture with its alternative texts; without a `body` only the texts. Raises Refused("other_picture")."""
    checksum = sha256(body).hexdigest() if body else look.emblem_checksum
    _check(look, seen, mark_of(checksum, alternatives["fi"], alternatives["sv"]))
    if body:
        look.emblem, look.emblem_format, look.emblem_checksum = body, format, checksum
    look.alternative_fi, look.alternative_sv = alternatives["fi"], alternatives["sv"]
    _keep(session, look)
    audit.write(session, by, "look.emblem_kept")


def remove_emblem(session: TenantSession, by: uuid.UUID, look: PublicLook, seen: str | None = None) -> None:
    """Show none any more. Raises Refused("other_picture")."""
    _check(look, seen, mark_of(None, "", ""))
    look.emblem = look.emblem_format = look.emblem_checksum = None
    look.alternative_fi = look.alternative_sv = ""
    _keep(session, look)
    audit.write(session, by, "look.emblem_removed")


def _check(look: PublicLook, seen: str | None, wanted: str) -> None:
    """To want what is there by now is no refusal: a button was pressed twice."""
    if seen not in (None, look.emblem_mark) and wanted != look.emblem_mark:
        raise Refused("other_picture")


def _keep(session: TenantSession, look: PublicLook) -> None:
    look.seal()
    session.add(look)
