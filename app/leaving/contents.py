"""What stands in an export, part by part, each taking a step of the way that the coordinator sees.

Everything is read in one snapshot and in small pieces, so that neither the time it takes nor its size matters.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import Line, lines, municipal_trail
from app.audit.rules import Filter
from app.leaving import documents, tables
from app.leaving.archive import Archive
from app.leaving.fates import exported_tables
from app.leaving.people import people_in
from app.reports.models import Report
from app.web.csv_files import as_csv
from tenants.boundary import SnapshotSession
from tenants.registry import TenantFacts

LINES_AT_A_TIME = 500


@dataclass
class Whole:
    """An export being put together; `told` is called with (steps done, all steps)."""

    session: SnapshotSession
    tenant: TenantFacts
    archive: Archive
    pages: documents.Pages
    told: Callable[[int, int], None]

    def write(self) -> None:
        """Every part, then the manifest."""
        described = [tables.described(self.session, name) for name in exported_tables()]
        counts: dict[str, dict[str, Any]] = {}
        steps = [partial(self._table, table, counts) for table in described]
        steps += [partial(self._report, number) for number in self.session.scalars(select(Report.number)).all()]
        steps += [self._published, self._packages, self._papers, self._trail, partial(self._about_itself, described)]
        for done, step in enumerate(steps):
            self.told(done, len(steps))
            step()
        self.archive.close(municipality=self._municipality(), tables=counts)
        self.told(len(steps), len(steps))

    def _municipality(self) -> dict[str, str]:
        names = {f"name_{language}": name for language, name in self.tenant.names.items()}
        return {"code": self.tenant.municipality_code, **names}

    def _table(self, table: tables.Table, counts: dict[str, dict[str, Any]]) -> None:
        rows, place = 0, f"data/{table.name}.jsonl"

        def counted() -> Iterator[bytes]:
            nonlocal rows
            for line in tables.lines(self.session, table):
                rows += 1
                yield f"{line}\n".encode()

        self.archive.add_pieces(place, counted())
        counts[table.name] = {"file": place, "rows": rows, "sha256": self.archive.files[place]["sha256"]}
        for column in table.files:
            for name, content in tables.files(self.session, table, column):
                self.archive.add(name, content)

    def _report(self, number: int) -> None:
        for place, content in documents.of_report(self.session, self.tenant, number, self.pages):
            self.archive.add(place, content)
        self.session.expunge_all()

    def _published(self) -> None:
        for place, content in documents.of_editions(self.session, self.pages):
            self.archive.add(place, content)

    def _packages(self) -> None:
        for place, pieces in documents.of_packages(self.session):
            self.archive.add_pieces(place, pieces)

    def _papers(self) -> None:
        for place, content in documents.of_contracts(self.session, self.tenant, self.pages):
            self.archive.add(place, content)

    def _trail(self) -> None:
        for language, name in (("fi", "tapahtumat"), ("sv", "handelser")):
            self.archive.add_pieces(f"trail/{name}.csv", self.pages.speaking(language, self._trail_in(language)))

    def _trail_in(self, language: str) -> Iterator[bytes]:
        yield as_csv([self.pages.words_of_trail(language)])
        for found in _all_lines(self.session, language):
            rows = [(each.at.isoformat(), each.person, each.deed, each.sentence) for each in found]
            yield as_csv(rows).removeprefix(BOM_UTF8)

    def _about_itself(self, described: list[tables.Table]) -> None:
        self.archive.add_json("data/schema.json", {table.name: table.as_schema() for table in described})
        self.archive.add_json("people.json", people_in(self.session, described))
        self.archive.add("README.txt", documents.readme(self.tenant, self.archive.made_at))
        for language in documents.LANGUAGES:
            shown = documents.shown_in_index(self.session, set(self.archive.files))
            self.archive.add(f"index-{language}.html", self.pages.index(self.tenant, shown, language))


def _all_lines(session: Session, language: str) -> Iterator[list[Line]]:
    """The whole trail, newest first, some of it at a time."""
    trail, before = municipal_trail(session), None
    while found := lines(trail, Filter(), language, before=before, most=LINES_AT_A_TIME):
        yield found
        before = found[-1].place
        session.expunge_all()
