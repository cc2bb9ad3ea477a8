"""A report, its sections, and the indicators that were filled in when it was begun."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CHAR, ForeignKey, ForeignKeyConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, SessionTransaction, mapped_column, relationship

from app.plan.models import Plan
from app.reports.bilingual import Bilingual
from app.reports.rules import FROZEN, Kind, ReportState, SectionState, final_editor, progress
from app.reports.template_models import OwnTemplate, ReportTemplate
from tenants import clock
from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class Written(Bilingual):
    """What has a text in both languages, too."""

    text_fi: str
    text_sv: str

    def text(self, language: str) -> str:
        """What is written in a language; may be blank."""
        return self.text_sv if language == "sv" else self.text_fi


class Report(Bilingual, TenantRow, Base):
    """One welfare report of a municipality. `number` is its place in addresses, running from 1."""

    __tablename__ = "report"
    __table_args__ = (
        unique_in_tenant("number"),
        within_tenant("plan_id", "plan"),
        within_tenant("own_template_id", OwnTemplate.__tablename__),
        within_tenant("predecessor_id", "report"),
    )

    number: Mapped[int]
    kind: Mapped[str] = mapped_column(default=Kind.COMPREHENSIVE)
    """comprehensive, annual, plan, regional or own: see `rules.Kind`."""
    plan_id: Mapped[uuid.UUID | None]
    """The welfare plan that it carries."""
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    plan_first_year: Mapped[int | None]
    """The years of the plan in it, where it has one of other years."""
    plan_last_year: Mapped[int | None]
    template_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(ReportTemplate.id))
    """The version of a template that it was begun from: the association's, or the municipality's own."""
    own_template_id: Mapped[uuid.UUID | None]
    predecessor_id: Mapped[uuid.UUID | None]
    """The report before it, whose texts were carried over into it."""
    state: Mapped[str] = mapped_column(default=ReportState.IN_WORK)
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    meeting_on: Mapped[date | None]
    """The day of the council meeting that adopted the report."""
    meeting_section: Mapped[str | None]
    """The § of its minutes."""
    locked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who has its texts alone, as long as `locked_until` has not come."""
    locked_until: Mapped[datetime | None]

    plan: Mapped[Plan | None] = relationship(viewonly=True)
    sections: Mapped[list["Section"]] = relationship(
        primaryjoin="and_(Report.tenant_id == Section.tenant_id, Report.id == Section.report_id,"
        " Section.deleted_at.is_(None))",
        order_by="Section.place",
        viewonly=True,
    )
    """What belongs to it now, in reading order; `queries.deleted_sections` has the others."""
    attachments: Mapped[list["Attachment"]] = relationship(
        primaryjoin="and_(Report.tenant_id == Attachment.tenant_id, Report.id == Attachment.report_id,"
        " Attachment.removed_at.is_(None))",
        order_by="Attachment.number",
        viewonly=True,
    )
    """Its files that have not been removed, without their bytes."""
    summaries: Mapped[list["PlainSummary"]] = relationship(viewonly=True)
    """Its plain-language summary in each language in which there is one."""

    @property
    def is_frozen(self) -> bool:
        """Adopted text and figures never change; the database refuses it too."""
        return self.state in FROZEN

    def final_editor(self, now: datetime) -> uuid.UUID | None:
        """Who holds the final editing, while the others cannot write; None when nobody does any more."""
        return final_editor(self, now)

    def summary(self, language: str) -> str:
        """The plain-language summary in a language; blank where there is none."""
        return next((each.text for each in self.summaries if each.language == language), "")

    @property
    def plan_years(self) -> tuple[int, int]:
        """The first and the last year of the plan in it: the report's own, unless others are given."""
        return self.plan_first_year or self.first_year, self.plan_last_year or self.last_year

    @property
    def years(self) -> str:
        """The period as it stands in addresses."""
        return f"{self.first_year}-{self.last_year}"

    @property
    def progress(self) -> dict[str, int]:
        """How many sections there are to write, are written in, ready and approved."""
        return progress(self.sections)


class Section(Written, TenantRow, Base):
    """One part of a report: the unit of writing and approval.

    Its `position` stands in addresses and never changes, so that an open page never writes into another section;
    `place` is its place in reading order, and `number` is counted from that (`shape`).
    """

    __tablename__ = "report_section"
    __table_args__ = (
        within_tenant("report_id", "report"),
        within_tenant("carried_from", "report_section"),
        unique_in_tenant("report_id", "id"),
        unique_in_tenant("report_id", "position"),
    )

    report_id: Mapped[uuid.UUID]
    position: Mapped[int]
    place: Mapped[int]
    number: Mapped[str]
    part: Mapped[str | None]
    """Which of the templates' sections it is (`structure`), wherever it stands; None for the municipality's own."""
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    text_fi: Mapped[str] = mapped_column(default="")
    text_sv: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=SectionState.NOT_BEGUN)
    may_be_empty: Mapped[bool]
    edited_at: Mapped[datetime | None]
    edited_by: Mapped[uuid.UUID | None]
    ids_fi: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """The ids of the blocks of the Finnish text, in order."""
    ids_sv: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    version_fi: Mapped[int] = mapped_column(default=0)
    """The number of the newest version of the Finnish text; 0 before anything is written."""
    version_sv: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who answers for the section; coordinators see which have nobody."""
    owned_since: Mapped[datetime | None]
    """When its owner was named."""
    deputy_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    original_language: Mapped[str] = mapped_column(CHAR(2), default="fi")
    """The language that the other one is translated from."""
    translation: Mapped[list[list[str]] | None] = mapped_column(JSONB, deferred=True)
    """Which block of the translation is made of which words of the original: see `sections.links`."""
    translation_counts: Mapped[dict[str, int] | None] = mapped_column(JSONB)
    """How many blocks are current, out_of_date, missing and extra; None until the links are reckoned."""
    deleted_at: Mapped[datetime | None]
    """Since when it is left out of the report; its text and history stay, and it can be brought back."""
    deleted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    held_in: ClassVar[SessionTransaction | None] = None
    """The transaction that holds it for writing, no column: see `sections.actions.hold_open`."""

    carried_from: Mapped[uuid.UUID | None]
    """The section of the report before that it continues."""
    carried_fi: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """The ids of the Finnish blocks that came from there and that nobody has changed or confirmed yet."""
    carried_sv: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    report: Mapped[Report] = relationship()
    indicators: Mapped[list["ReportIndicator"]] = relationship(order_by="ReportIndicator.position")

    @property
    def level(self) -> int:
        """1 for a chapter, 2 for a part of one."""
        return self.number.count(".") + 1

    def version(self, language: str) -> int:
        """The number of a language's newest version."""
        return self.version_sv if language == "sv" else self.version_fi

    def ids(self, language: str) -> list[str]:
        """The ids of a language's blocks."""
        return self.ids_sv if language == "sv" else self.ids_fi

    def carried(self, language: str) -> list[str]:
        """The ids of a language's blocks that were carried over and wait for somebody's confirmation."""
        return self.carried_sv if language == "sv" else self.carried_fi

    @property
    def has_text(self) -> bool:
        """Whether anything is written in either language."""
        return bool(self.text_fi.strip() or self.text_sv.strip())


def in_section() -> ForeignKeyConstraint:
    """A reference to a section that cannot leave its municipality or its report."""
    return ForeignKeyConstraint(
        ["tenant_id", "report_id", "section_id"],
        ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
    )


class OfSection(TenantRow):
    """What belongs to one section; its report is in the key, so that adoption freezes it with the rest."""

    report_id: Mapped[uuid.UUID]
    section_id: Mapped[uuid.UUID]


class ReportIndicator(OfSection, Base):
    """An indicator as it stood when it was filled in: a later correction at the source does not reach it."""

    __tablename__ = "report_indicator"
    __table_args__ = (in_section(), unique_in_tenant("section_id", "position"))

    position: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Title, unit, figures of the municipality and its comparison areas, years, source and fetch date."""


class SectionMove(OfSection, Base):
    """A section came to a state: who brought it there, when, and what they said."""

    __tablename__ = "section_move"
    __table_args__ = (in_section(),)

    state: Mapped[str]
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    moved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")


class Attachment(TenantRow, Base):
    """A file of a report: a picture that texts show by its number, or a document that is handed out."""

    __tablename__ = "attachment"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("report_id", "number"))

    report_id: Mapped[uuid.UUID]
    number: Mapped[int]
    format: Mapped[str]
    """One of `attachments.kinds`, told by the bytes."""
    width: Mapped[int | None]
    """Of a picture, in pixels, like its height."""
    height: Mapped[int | None]
    name_fi: Mapped[str]
    name_sv: Mapped[str]
    alternative_fi: Mapped[str]
    """What a picture shows; a text may say it in its own words."""
    alternative_sv: Mapped[str]
    size: Mapped[int]
    checksum: Mapped[str]
    """SHA-256 of the bytes."""
    body: Mapped[bytes] = mapped_column(deferred=True)
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    """Since when it is shown and handed out no more; it can be put back."""
    removed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    def name(self, language: str) -> str:
        """What it is called in a language."""
        return self.name_sv if language == "sv" else self.name_fi

    def as_picture(self) -> dict[str, int | None]:
        """What a page needs for showing it; without a size it is no picture."""
        return {"number": self.number, "width": self.width, "height": self.height}

    def alternative(self, language: str) -> str:
        """What a picture shows, in a language."""
        return self.alternative_sv if language == "sv" else self.alternative_fi


class PlainSummary(TenantRow, Base):
    """What the report says in plain language, for residents, in one language."""

    __tablename__ = "plain_summary"
    __table_args__ = (within_tenant("report_id", "report"), unique_in_tenant("report_id", "language"))

    report_id: Mapped[uuid.UUID]
    language: Mapped[str] = mapped_column(CHAR(2))
    text: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    """The newest of `plain_language.models`: whoever began from an earlier one does not write over it unseen."""
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
