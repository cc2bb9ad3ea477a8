"""Which user of an outside directory is which person: by the directory's number and the user's in it.

Never by e-mail: whoever runs a directory can give any of its users any e-mail.
"""

import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base
from tenants.errors import Refused
from tenants.people import Person


class OutsideIdentity(Base):
    """A person's work account."""

    __tablename__ = "outside_identity"

    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entra_tenant: Mapped[uuid.UUID]
    object_id: Mapped[uuid.UUID]
    linked_at: Mapped[datetime]


def person_with(door: Session | Connection, entra_tenant: uuid.UUID, object_id: uuid.UUID) -> uuid.UUID | None:
    """Whose work account this is; no staff member's, for no municipality's directory says who comes to their desk."""
    pair = (OutsideIdentity.entra_tenant == entra_tenant, OutsideIdentity.object_id == object_id)
    of_others = OutsideIdentity.person_id.in_(select(Person.id).where(~Person.is_staff))
    return door.scalar(select(OutsideIdentity.person_id).where(*pair, of_others))


def identity_of(door: Session, person_id: uuid.UUID) -> OutsideIdentity | None:
    """A person's work account, if there is one."""
    return door.get(OutsideIdentity, person_id)


def link(session: Session, person_id: uuid.UUID, entra_tenant: uuid.UUID, object_id: uuid.UUID) -> None:
    """Let a work account sign in as a person: at the door one's own, else of somebody invited (0015).

    Raises Refused("linked_already") when the person has a work account or this one is another person's.
    """
    row = {"person_id": person_id, "entra_tenant": entra_tenant, "object_id": object_id, "linked_at": clock.now()}
    session.flush()  # the person and the membership that the database asks for may have been made just now
    try:
        with session.begin_nested():
            session.execute(insert(OutsideIdentity.__table__).values(row))
    except IntegrityError as taken:
        raise Refused("linked_already") from taken


def unlink(door: Session, person_id: uuid.UUID) -> None:
    """End it. Raises Refused("only_way_in") where no password is left to sign in with."""
    if not door.scalar(select(Person.has_password).where(Person.id == person_id)):
        raise Refused("only_way_in")
    door.execute(delete(OutsideIdentity).where(OutsideIdentity.person_id == person_id))
