"""Verbs of a look: choose the colour, bring in the coat of arms or logo, take it away."""

import uuid
from hashlib import sha256

from app.look.models import PublicLook
from tenants import audit
from tenants.boundary import TenantSession


def choose_colour(session: TenantSession, by: uuid.UUID, look: PublicLook, colour: str) -> None:
    """A colour that is told well enough from white (`contrast`)."""
    look.colour = colour
    _keep(session, look)
    audit.write(session, by, "look.coloured", colour=colour)


def keep_emblem(
    session: TenantSession, by: uuid.UUID, look: PublicLook, alternatives: dict[str, str], body: bytes, format: str
) -> None:
    """A picture with its alternative texts; without a `body` only the texts."""
    if body:
        look.emblem, look.emblem_format, look.emblem_checksum = body, format, sha256(body).hexdigest()
    look.alternative_fi, look.alternative_sv = alternatives["fi"], alternatives["sv"]
    _keep(session, look)
    audit.write(session, by, "look.emblem_kept")


def remove_emblem(session: TenantSession, by: uuid.UUID, look: PublicLook) -> None:
    """Show none any more."""
    look.emblem = look.emblem_format = look.emblem_checksum = None
    look.alternative_fi = look.alternative_sv = ""
    _keep(session, look)
    audit.write(session, by, "look.emblem_removed")


def _keep(session: TenantSession, look: PublicLook) -> None:
    look.seal()
    session.add(look)
