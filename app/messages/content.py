"""What a letter says besides what it carries: other rooms tell here how it is gathered when the letter is drawn.

A letter waits in the outbox with ids only. What they stand for (a section's title, an invoice's file) is read at
the last moment, from behind the wall of the municipality that the letter is about.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.messages.models import Letter
from tenants.boundary import TenantSession, WorkerSession
from tenants.database import Engines

ABOUT_THEMSELVES = {"welfare_tenant", "welfare_worker"}
"""Who may have a municipality's content put into a letter; the others may name any municipality."""


class NotNeeded(Exception):
    """What the letter would tell has been settled while it waited: it is not sent."""


@dataclass(frozen=True)
class Enclosure:
    """A file that goes along, such as an invoice."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True)
class Content:
    """Words for the letter's blanks, and files."""

    words: dict[str, object] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    stopped_at: str = ""
    """The page that ends letters like this by the letter's `token`, in one press, also a mail program's."""


Gather = Callable[[Session, dict[str, object]], Content]
GATHERERS: dict[str, Gather] = {}


def gathers(kind: str) -> Callable[[Gather], Gather]:
    """Register how a kind of letter gets its content: `gather(session, payload)`, the session read-only.

    It is the municipality's own session for a letter about one, else the worker's. It may raise NotNeeded.
    """

    def register(gather: Gather) -> Gather:
        GATHERERS[kind] = gather
        return gather

    return register


def content_of(engines: Engines, letter: Letter) -> Content:
    """What the letter's kind gathers. Raises PermissionError when who wrote it may not have it gathered."""
    gather = GATHERERS.get(letter.kind)
    if gather is None:
        return Content()
    if letter.about_tenant and letter.written_by not in ABOUT_THEMSELVES:
        raise PermissionError(f"{letter.written_by} has no right to the municipality's content")
    with _session(engines, letter.about_tenant) as session:
        return gather(session, letter.payload)


def _session(engines: Engines, tenant_id: uuid.UUID | None) -> AbstractContextManager[Session]:
    if tenant_id:
        return TenantSession(engines, tenant_id, read_only=True)
    return WorkerSession(engines, read_only=True)
