"""What the letters to followers say besides what they carry."""

import uuid

from sqlalchemy.orm import Session

from app.messages.content import Content, NotNeeded, gathers
from app.subscribers import queries
from app.subscribers.models import Subscription


@gathers("edition_published")
def which_edition(session: Session, payload: dict[str, object]) -> Content:
    """The edition and what its reader follows; nothing once it was withdrawn or the reader wants no more."""
    subscription = session.get(Subscription, uuid.UUID(payload["subscription"]))
    edition = queries.published_edition(session, uuid.UUID(payload["edition"]))
    if subscription is None or edition is None:
        raise NotNeeded
    both = {
        word: {language: getattr(edition, f"{column}_{language}") for language in ("fi", "sv")}
        for word, column in (("name_of", "name"), ("slug", "slug"), ("title", "title"))
    }
    told = {"years": edition.years, "number": edition.number, "followed": queries.names_followed(session, subscription)}
    return Content({**both, **told}, stopped_at="subscribers.stop")
