"""Letters about a deletion, to everybody who can stop it. Told again and again, each is sent once."""

from sqlalchemy.orm import Session

from app.leaving.models import DeletionRecord
from app.leaving.rules import reminder_due
from app.payments.letters import write_to_coordinators
from tenants import clock


def tell_of_deletion(session: Session, record: DeletionRecord) -> None:
    """What the coordinators should know of it today: that it was asked for or stopped, or how soon its day is."""
    days, about = {"due_on": clock.day_of(record.due_at)}, record.about_tenant
    if record.stopped_at:
        write_to_coordinators(session, "deletion_stopped", about, f"deletion_stopped:{record.id}", **days)
        return
    write_to_coordinators(session, "deletion_asked", about, f"deletion_asked:{record.id}", **days)
    left = (days["due_on"] - clock.today()).days
    if step := reminder_due(left):
        key = f"deletion_reminder:{record.id}:{step}"
        write_to_coordinators(session, "deletion_reminder", about, key, **days)
