"""What the letters about an order say besides what they carry."""

from sqlalchemy.orm import Session

from app.messages.content import Content, gathers
from app.subscribing.queries import names_of


@gathers("order_confirmation")
@gathers("order_declined")
def which_municipality(session: Session, payload: dict[str, object]) -> Content:
    """There is no tenant yet whom the letter could be about, so its name comes from the register."""
    return Content({"names": names_of(session, payload["municipality_code"])})
