"""Templates of reports: the association's, kept by staff version by version, and a municipality's own."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.reports.bilingual import Bilingual
from app.reports.shape import CHAPTER, Entry, numbers
from app.reports.structure import Part
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant

DRAFT, IN_USE, WITHDRAWN = "draft", "in_use", "withdrawn"


@dataclass(frozen=True)
class Planned(Bilingual):
    """A section as a template has it."""

    title_fi: str
    title_sv: str
    level: int = CHAPTER
    part: str | None = None
    """Which of the known sections it is: advice, figures and comparisons go by it."""
    age_group: str | None = None
    """Whose indicators are filled in when a report is begun."""
    may_be_empty: bool = False

    @classmethod
    def of(cls, part: Part) -> "Planned":
        """A shipped section."""
        return cls(part.fi, part.sv, part.level, part.key, part.age_group, part.may_be_empty)


class Outlined(Bilingual):
    """What has sections in an order."""

    kind: str
    shape: list[Planned]

    @property
    def numbered(self) -> list[tuple[str, Planned]]:
        """Each section with the number that readers see before its title."""
        counted = numbers([Entry(place, each.level) for place, each in enumerate(self.shape)])
        return list(zip(counted, self.shape, strict=True))


class ReportTemplate(Outlined, Base):
    """One version of a template. `family` is what its versions have in common."""

    __tablename__ = "report_template"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    family: Mapped[str]
    version: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=DRAFT)
    title_fi: Mapped[str]
    """What reports that are begun from it are called."""
    title_sv: Mapped[str]
    note_fi: Mapped[str]
    """What tells it from the others."""
    note_sv: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_by: Mapped[uuid.UUID | None]
    """None of what the service ships."""

    sections: Mapped[list["TemplateSection"]] = relationship(
        order_by="TemplateSection.place", cascade="all, delete-orphan"
    )

    @property
    def shape(self) -> list[Planned]:
        """Its sections in order."""
        return [each.planned for each in self.sections]

    def note(self, language: str) -> str:
        """What tells it from the others, in a language."""
        return self.note_sv if language == "sv" else self.note_fi

    @property
    def is_draft(self) -> bool:
        """Only then it changes; the database refuses it afterwards."""
        return self.state == DRAFT


class TemplateSection(Base):
    """A section of the association's template."""

    __tablename__ = "template_section"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    template_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report_template.id"))
    place: Mapped[int]
    level: Mapped[int]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    part: Mapped[str | None]
    age_group: Mapped[str | None]
    may_be_empty: Mapped[bool]

    @property
    def planned(self) -> Planned:
        """What it says, without where it is kept."""
        return Planned(self.title_fi, self.title_sv, self.level, self.part, self.age_group, self.may_be_empty)


class OwnTemplate(Outlined, TenantRow, Base):
    """A municipality's own: the shape of one of its reports, or a part of an association's template. Never changed."""

    __tablename__ = "own_template"
    __table_args__ = (unique_in_tenant("number"),)

    number: Mapped[int]
    kind: Mapped[str]
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    """Since when it is offered no more."""

    @property
    def shape(self) -> list[Planned]:
        """Its sections in order."""
        return [Planned(**each) for each in self.sections]

    @staticmethod
    def kept(shape: Iterable[Planned]) -> list[dict[str, Any]]:
        """A shape as it is stored."""
        return [asdict(each) for each in shape]


def rows_of(shape: Iterable[Planned]) -> list[TemplateSection]:
    """A shape as rows of a template of the association."""
    return [TemplateSection(place=place, **asdict(each)) for place, each in enumerate(shape, start=1)]


