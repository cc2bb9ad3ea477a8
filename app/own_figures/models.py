"""The tables of own indicators, their figures, and evidence. A text blank in a language is ""."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.own_figures import periods
from app.own_figures.rules import Facts, Figure
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant

FACTS = tuple(Facts.__dataclass_fields__)


class Titled:
    """What has a title in one language or both: a reader sees the other language's rather than none."""

    title_fi: str
    title_sv: str

    def title(self, language: str) -> str:
        """The title in a language, or in the other one."""
        return self.title_sv or self.title_fi if language == "sv" else self.title_fi or self.title_sv

    def language_of_title(self, language: str) -> str:
        """In which language `title` is."""
        return language if getattr(self, f"title_{language}") else {"fi": "sv", "sv": "fi"}[language]


class OwnIndicator(Titled, TenantRow, Base):
    """An indicator that only this municipality has. `number` is its place in addresses, running from 1."""

    __tablename__ = "own_indicator"
    __table_args__ = (unique_in_tenant("number"),)

    number: Mapped[int]
    kind: Mapped[str]
    """own, teaviisari or school_health_survey."""
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    unit_fi: Mapped[str]
    unit_sv: Mapped[str]
    source_fi: Mapped[str]
    source_sv: Mapped[str]
    decimals: Mapped[int]
    direction: Mapped[str]
    age_group: Mapped[str]
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    """Who looks after it."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime | None]
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    """Since when it is followed no more; its figures stay."""
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def facts(self) -> Facts:
        """What it is, without who did what."""
        return Facts(**{name: getattr(self, name) for name in FACTS})

    def unit(self, language: str) -> str:
        """The unit in a language, or in the other one; may be blank."""
        return self.unit_sv or self.unit_fi if language == "sv" else self.unit_fi or self.unit_sv

    def source(self, language: str) -> str:
        """Where the figures come from; may be blank."""
        return self.source_sv or self.source_fi if language == "sv" else self.source_fi or self.source_sv


class OwnFigure(TenantRow, Base):
    """A figure as somebody entered it. One that is changed or removed is ended and stays: only that may be written."""

    __tablename__ = "own_figure"
    __table_args__ = (within_tenant("indicator_id", "own_indicator"),)

    indicator_id: Mapped[uuid.UUID]
    period: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    population_group: Mapped[str]
    value: Mapped[Decimal]
    count: Mapped[Decimal | None]
    denominator: Mapped[Decimal | None]
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def figure(self) -> Figure:
        """What it tells."""
        numbers = (self.value, self.count, self.denominator)
        return Figure(self.period, self.first_day, self.last_day, self.population_group, *numbers)

    def period_in(self, language: str) -> str:
        """Its period in words."""
        return periods.said(self.period, self.first_day, self.last_day, language)


class EvidenceCard(Titled, TenantRow, Base):
    """Something heard, asked or seen that no figure tells. `number` is its place in addresses."""

    __tablename__ = "evidence_card"
    __table_args__ = (unique_in_tenant("number"), within_tenant("own_indicator_id", "own_indicator"))

    number: Mapped[int]
    kind: Mapped[str]
    """survey, hearing, citation or observation."""
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    heard: Mapped[str]
    """Who was heard, or where."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    source: Mapped[str]
    consent: Mapped[str]
    """How somebody who is cited has agreed to it; names nobody."""
    age_group: Mapped[str]
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("listed_indicator.id"))
    """Sotkanet's number of the indicator that it sheds light on."""
    own_indicator_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime | None]
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    archived_at: Mapped[datetime | None]
    archived_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    def text(self, language: str) -> str:
        """What is written in a language; may be blank."""
        return self.text_sv if language == "sv" else self.text_fi

    def period_in(self, language: str) -> str:
        """When it was, in words."""
        return periods.name_of(self.first_day, self.last_day, language)
