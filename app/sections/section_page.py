"""Everything on the page where a section is written, in one question past the ORM: of all pages behind the sign-in
it is opened most, and making objects that can be changed takes as long as drawing it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Text, and_, bindparam, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.reports.instructions import OwnInstruction, SectionInstruction
from app.reports.models import Attachment, Bilingual, Report, ReportIndicator, Section, SectionMove, Written
from app.sections.comment_queries import OF_SECTION_PAGE
from app.sections.models import KeptText, SectionRight
from app.text_figures.queries import OF_SECTION, kept_figures
from app.text_figures.rules import KeptFigure
from tenants import people
from tenants.boundary import TenantSession

ATTACHED = Attachment.__table__
SECTION, REPORT, INDICATOR = (model.__table__ for model in (Section, Report, ReportIndicator))
INSTRUCTION, OWN = SectionInstruction.__table__, OwnInstruction.__table__
KEPT_TEXT, MOVE, RIGHT = (model.__table__ for model in (KeptText, SectionMove, SectionRight))
OTHER = SECTION.alias()
FIGURES = select(
    cast(func.jsonb_agg(aggregate_order_by(INDICATOR.c.facts, INDICATOR.c.position)), Text).label("figures")
).where(INDICATOR.c.tenant_id == SECTION.c.tenant_id, INDICATOR.c.section_id == SECTION.c.id)
NAME = func.jsonb_build_object(
    *("position", OTHER.c.position, "number", OTHER.c.number, "fi", OTHER.c.title_fi, "sv", OTHER.c.title_sv)
)
NEIGHBOURS = select(func.jsonb_object_agg(OTHER.c.place - SECTION.c.place, NAME)).where(
    OTHER.c.tenant_id == SECTION.c.tenant_id,
    OTHER.c.report_id == SECTION.c.report_id,
    OTHER.c.deleted_at.is_(None),
    func.abs(OTHER.c.place - SECTION.c.place) == 1,
)


ADVICE = (
    select(
        func.jsonb_build_object(
            *("fi", INSTRUCTION.c.text_fi, "sv", INSTRUCTION.c.text_sv),
            *("example_fi", INSTRUCTION.c.example_fi, "example_sv", INSTRUCTION.c.example_sv),
        )
    )
    .where(INSTRUCTION.c.number == SECTION.c.part)
    .order_by(INSTRUCTION.c.version.desc())
    .limit(1)
)
OWN_ADVICE = (
    select(func.jsonb_build_object("shown", OWN.c.shown, "fi", OWN.c.text_fi, "sv", OWN.c.text_sv))
    .where(OWN.c.tenant_id == SECTION.c.tenant_id, OWN.c.number == SECTION.c.part)
    .order_by(OWN.c.version.desc())
    .limit(1)
)


KEPT = (
    select(
        func.jsonb_agg(
            aggregate_order_by(
                func.jsonb_build_object(
                    *("id", KEPT_TEXT.c.id, "language", KEPT_TEXT.c.language, "block", KEPT_TEXT.c.block),
                    *("text", KEPT_TEXT.c.text, "writer", people.name_of(KEPT_TEXT.c.written_by)),
                ),
                KEPT_TEXT.c.written_at,
            )
        )
    )
    .where(
        KEPT_TEXT.c.tenant_id == SECTION.c.tenant_id,
        KEPT_TEXT.c.section_id == SECTION.c.id,
        KEPT_TEXT.c.settled_at.is_(None),
    )
)
LATEST_MOVE = (
    select(
        func.jsonb_build_object(
            *("state", MOVE.c.state, "at", MOVE.c.moved_at),
            *("by", people.name_of(MOVE.c.moved_by), "note", MOVE.c.note),
        )
    )
    .where(MOVE.c.tenant_id == SECTION.c.tenant_id, MOVE.c.section_id == SECTION.c.id)
    .order_by(MOVE.c.moved_at.desc())
    .limit(1)
)
GRANTED = select(RIGHT.c.level).where(
    RIGHT.c.tenant_id == SECTION.c.tenant_id,
    RIGHT.c.section_id == SECTION.c.id,
    RIGHT.c.person_id == bindparam("person_id"),
)
PICTURES = select(
    func.jsonb_agg(
        aggregate_order_by(
            func.jsonb_build_object(
                *("number", ATTACHED.c.number, "width", ATTACHED.c.width, "height", ATTACHED.c.height),
                *("name_fi", ATTACHED.c.name_fi, "name_sv", ATTACHED.c.name_sv),
                *("alternative_fi", ATTACHED.c.alternative_fi, "alternative_sv", ATTACHED.c.alternative_sv),
            ),
            ATTACHED.c.number,
        )
    )
).where(
    ATTACHED.c.tenant_id == SECTION.c.tenant_id,
    ATTACHED.c.report_id == SECTION.c.report_id,
    ATTACHED.c.width.is_not(None),
    ATTACHED.c.removed_at.is_(None),
)


@dataclass(frozen=True)
class ShownReport(Bilingual):
    """The report, in so far as the page tells of it."""

    number: int
    state: str
    title_fi: str
    title_sv: str
    locked_by: UUID | None
    locked_until: datetime | None
    editor: str | None
    """The name of whoever has its texts alone, or had."""


@dataclass(frozen=True)
class SectionPage(Written):
    """A section, and what stands around it."""

    position: int
    number: str
    title_fi: str
    title_sv: str
    text_fi: str
    text_sv: str
    state: str
    edited_at: datetime | None
    version_fi: int
    version_sv: int
    ids_fi: list[str]
    ids_sv: list[str]
    owner_id: UUID | None
    deputy_id: UUID | None
    translation_counts: dict[str, int] | None
    deleted_at: datetime | None
    carried_fi: list[str]
    carried_sv: list[str]
    editor: str | None
    owner: str | None
    deputy: str | None
    figures: str | None
    """Its indicators in JSON, each as it stands in an edition's content."""
    neighbours: dict[str, dict[str, Any]] | None
    """The sections just before and after, by "-1" and "1": position, number, and title by language."""
    part: str | None
    """Which of the recommended sections it is."""
    associations_advice: dict[str, str] | None
    """What the association advises about writing it, by language, and its example as "example_fi" and "example_sv"."""
    own_advice: dict[str, str] | None
    """What the municipality has chosen in its place: "shown" as in reports.instructions, and texts by language."""
    kept: list[dict[str, str]] | None
    """What two wrote in one place and nobody has settled: id, language, block, text, writer."""
    latest_move: dict[str, str] | None
    """How it came to its state: state, at, by, note."""
    granted: str | None
    """What the reader was given in this section on top of their role."""
    comments: list[dict] | None
    """The newest that are open, as comment_queries gives them."""
    open_comments: int
    suggestions: list[dict] | None
    """The newest that wait."""
    open_suggestions: int
    in_text: list[dict] | None
    """The figures and panels of its texts, as the database tells them."""
    pictures: list[dict] | None
    """Those among the report's attachments: number, size, and name and alternative text by language."""
    report: ShownReport

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
    def advice(self) -> dict[str, str] | None:
        """What the writers see: the municipality's own advice, the association's, or none."""
        shown = self.own_advice["shown"] if self.own_advice else "association"
        return {"own": self.own_advice, "association": self.associations_advice}.get(shown)

    @cached_property
    def kept_figures(self) -> list[KeptFigure]:
        """The figures and panels of its texts, with what the source says of them now."""
        return kept_figures(self.in_text)


OF_THE_SECTION = (
    "position", "number", "title_fi", "title_sv", "text_fi", "text_sv", "state", "edited_at", "version_fi",
    "version_sv", "ids_fi", "ids_sv", "owner_id", "deputy_id", "translation_counts", "deleted_at",
    "carried_fi", "carried_sv",
)  # fmt: skip
OF_THE_REPORT = ("number", "state", "title_fi", "title_sv", "locked_by", "locked_until")
PAGE = (
    select(
        *(SECTION.c[name] for name in OF_THE_SECTION),
        people.name_of(SECTION.c.edited_by),
        people.name_of(SECTION.c.owner_id),
        people.name_of(SECTION.c.deputy_id),
        FIGURES.scalar_subquery(),
        NEIGHBOURS.scalar_subquery(),
        SECTION.c.part,
        ADVICE.scalar_subquery(),
        OWN_ADVICE.scalar_subquery(),
        KEPT.scalar_subquery(),
        LATEST_MOVE.scalar_subquery(),
        GRANTED.scalar_subquery(),
        *OF_SECTION_PAGE,
        literal_column(OF_SECTION, JSON).label("in_text"),
        PICTURES.scalar_subquery(),
        *(REPORT.c[name].label(f"report_{name}") for name in OF_THE_REPORT),
        people.name_of(REPORT.c.locked_by),
    )
    .join(REPORT, and_(REPORT.c.tenant_id == SECTION.c.tenant_id, REPORT.c.id == SECTION.c.report_id))
    .where(
        SECTION.c.tenant_id == bindparam("tenant_id"),
        REPORT.c.number == bindparam("number"),
        SECTION.c.position == bindparam("position"),
    )
)


def section_page(
    session: TenantSession, report_number: int, position: int, person_id: UUID
) -> SectionPage | None:
    """The page for one person; None when the municipality has no such section."""
    session.flush()  # what was changed in this request is shown
    wanted = {
        "tenant_id": session.tenant_id,
        "number": report_number,
        "position": position,
        "person_id": person_id,
    }
    row = session.connection().execute(PAGE, wanted).one_or_none()
    if row is None:
        return None
    of_report = len(OF_THE_REPORT) + 1
    return SectionPage(*row[:-of_report], ShownReport(*row[-of_report:]))
