"""What the letters of a round say besides what they carry."""

import uuid

from sqlalchemy.orm import Session

from app.consulting.models import Consultation
from app.messages.content import Content, gathers


@gathers("consultation_invited")
@gathers("consultation_moved")
@gathers("consultation_reminder")
def which_round(session: Session, payload: dict[str, object]) -> Content:
    """Its title in both languages, and its last day."""
    asked = session.query(Consultation).filter_by(id=uuid.UUID(payload["consultation_id"])).one()
    return Content({"title": {"fi": asked.title_fi, "sv": asked.title_sv}, "ends_on": asked.ends_on})
