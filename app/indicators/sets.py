"""Sets of indicators that others have drawn up, in versions: THL's minimum list, the HYTE coefficient of each year."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tenants.database import Base


class IndicatorSet(Base):
    """One version of a set. `announced` is how many indicators its publisher says it has; ours may be some of them."""

    __tablename__ = "indicator_set"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]
    version: Mapped[str]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    note_fi: Mapped[str]
    note_sv: Mapped[str]
    status: Mapped[str]
    announced: Mapped[int | None]
    source: Mapped[str]

    items: Mapped[list["IndicatorSetItem"]] = relationship(order_by="IndicatorSetItem.position")


class IndicatorSetItem(Base):
    """One indicator of a set; without a number where Sotkanet has no figures for it, such as a self-assessment."""

    __tablename__ = "indicator_set_item"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    set_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("indicator_set.id"))
    position: Mapped[int]
    nature: Mapped[str]
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("listed_indicator.id"))
    title_fi: Mapped[str]
    title_sv: Mapped[str]
