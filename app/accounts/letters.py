"""What the letters about accounts say besides what they carry."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from app.messages.content import Content, gathers
from tenants.municipalities import names_of_code
from tenants.requests import request_with_id


@gathers("account_request_confirmation")
def which_municipality(session: Session, payload: dict[str, object]) -> Content:
    """Its name comes from the register: it may be no customer."""
    return Content({"names": names_of_code(session, payload["municipality_code"])})


@gathers("two_step_reset")
def when_it_opens(session: Session, payload: dict[str, object]) -> Content:
    """As a moment, which the letter tells in Finland's time."""
    return Content({"opens_at": datetime.fromisoformat(payload["opens_at"])})


@gathers("account_request_more")
@gathers("account_request_declined")
@gathers("account_request_offer")
def which_request(session: Session, payload: dict[str, object]) -> Content:
    """What was asked more, or why it was declined, as its writer put it."""
    request = request_with_id(session, uuid.UUID(payload["request_id"]))
    municipality = request.municipality
    return Content(
        {
            "names": {"fi": municipality.name_fi, "sv": municipality.name_sv},
            "question": request.exchange[-1]["text"] if request.exchange else "",
            "reason": request.refusal,
            "code": request.municipality_code,
        }
    )
