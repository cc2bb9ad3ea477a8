"""Who follows whose editions, and of which edition each has been told."""

import uuid
from datetime import datetime

from sqlalchemy import CHAR, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base


class Subscription(Base):
    """One address follows one municipality, one county's municipalities, or all of them. No person and no municipality
    owns it.
    """

    __tablename__ = "edition_subscription"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str]
    language: Mapped[str]
    municipality_code: Mapped[str | None] = mapped_column(CHAR(3), ForeignKey("municipality.code"))
    county_code: Mapped[str | None] = mapped_column(CHAR(2), ForeignKey("county.code"))
    token_digest: Mapped[str] = mapped_column(unique=True)
    """Of the letter that asks to confirm; each later letter has a token of its own."""
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class EditionNotice(Base):
    """That a follower was written to about an edition; the letter's token ends what it comes from."""

    __tablename__ = "edition_notice"
    __table_args__ = (
        ForeignKeyConstraint(["about_tenant", "edition_id"], ["edition.tenant_id", "edition.id"], ondelete="CASCADE"),
        UniqueConstraint("address_digest", "edition_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    subscription_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("edition_subscription.id", ondelete="SET NULL")
    )
    address_digest: Mapped[str]
    """Who was told, also when it has ended this subscription and not another one."""
    about_tenant: Mapped[uuid.UUID] = mapped_column(ForeignKey("tenant.id"))
    edition_id: Mapped[uuid.UUID]
    token_digest: Mapped[str] = mapped_column(unique=True)
    posted_at: Mapped[datetime]
