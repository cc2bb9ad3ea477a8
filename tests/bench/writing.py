"""What writing costs: one paragraph saved against a bare UPDATE, thirty writers against one, a long report put together
against its own PDF.
"""

import gc
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles

import pypdfium2
import requests
from sqlalchemy import create_engine, select, text

from app.publishing.content import content_of
from app.publishing.pdf import make_pdf
from app.reports.queries import whole_report
from app.sections.actions import save_text
from app.sections.storing import held_section
from tenants.boundary import DoorSession, TenantSession, guard
from tenants.database import engines_for
from tenants.people import Person
from tenants.registry import Tenant, facts_of
from tests.open_section import SECONDS_BETWEEN_SAVES, OpenSection
from tests.place import CLUSTER, COORDINATOR, SECTION_PAGE
from tests.serving import TOKEN, Server

SAVES = 100
PARAGRAPHS = 30
SENTENCE = "Kunnan asukkaat arvioivat hyvinvointinsa paremmaksi kuin neljä vuotta sitten, ja palveluihin pääsee pian. "
WRITERS, SECTIONS, SAVES_OF_ONE = 30, 11, 8
REPORT = 2

Measurement = Callable[[], tuple[float, ...]]


class Desk:
    """The example municipality's unfinished report, in front of its coordinator."""

    def __init__(self, database: str) -> None:
        self.engines = engines_for(CLUSTER.addresses(database))
        guard(self.engines)
        with DoorSession(self.engines, read_only=True) as door:
            self.tenant_id = door.scalar(select(Tenant.id).where(Tenant.municipality_code == "244"))
            (self.facts,) = facts_of(door, [self.tenant_id])
            self.by = door.scalar(select(Person.id).where(Person.email == COORDINATOR))

    def save(self, position: int, change: Callable[[str], str]) -> None:
        """One save of the Finnish text, committed: the section is read, joined with what is stored, and stored."""
        with TenantSession(self.engines, self.tenant_id) as session, session.begin():
            section = held_section(session, REPORT, position)
            typed = change(section.text_fi)
            save_text(session, self.by, section, "fi", typed, section.version_fi, str(uuid.uuid4()))

    def assembled(self) -> dict:
        """The whole report as it would be printed, from the database."""
        with TenantSession(self.engines, self.tenant_id, read_only=True) as session:
            return content_of(self.facts, whole_report(session, REPORT), {})


def milliseconds_of_a_save(database: str) -> tuple[Measurement, Measurement]:
    """Ours: one paragraph of thirty changed. Theirs: the same text put into a bare row of the same cluster."""
    gc.freeze()  # as the server's workers do
    desk, numbers = Desk(database), iter(range(1_000_000))
    paragraphs = [_paragraph(number) for number in range(PARAGRAPHS)]
    desk.save(2, lambda stored: "\n\n".join(paragraphs))

    def changed(stored: str) -> str:
        number = next(numbers)
        paragraphs[number % PARAGRAPHS] = _paragraph(number)
        return "\n\n".join(paragraphs)

    bare = create_engine(CLUSTER.addresses(database)["owner"])
    with bare.begin() as connection:
        connection.execute(text("CREATE TABLE bare (id integer PRIMARY KEY, body text NOT NULL)"))
        connection.execute(text("INSERT INTO bare VALUES (1, '')"))

    def update() -> None:
        with bare.begin() as connection:
            connection.execute(text("UPDATE bare SET body = :body WHERE id = 1"), {"body": changed("")})

    return _milliseconds(lambda: desk.save(2, changed)), _milliseconds(update)


def _paragraph(number: int) -> str:
    """As an editor sends it: no blanks at its end."""
    return f"Kappale {number}: {SENTENCE * 4}".rstrip()


def _milliseconds(act: Callable[[], None]) -> Measurement:
    def measure() -> tuple[float]:
        began = time.perf_counter()
        for _ in range(SAVES):
            act()
        return ((time.perf_counter() - began) / SAVES * 1000,)

    return measure


def milliseconds_of_writers(server: Server, visit: requests.Session) -> tuple[float, float]:
    """The 95th percentile of a save's milliseconds with thirty writers at once on one report, and with one.

    Each saves as often as its browser would, in one of the report's eleven sections. Raises where a save is refused.
    """
    token = TOKEN.search(visit.get(server.url + SECTION_PAGE).text)[1]

    def writer(number: int) -> list[float]:
        address = f"{server.url}/fi/kempele/kertomukset/{REPORT}/osat/{number % SECTIONS + 1}/tallennus"
        section = OpenSection(visit, address, f"Kirjoittajan {number} kappale, tallennus ", token)
        time.sleep(SECONDS_BETWEEN_SAVES * (number % WRITERS) / WRITERS)
        return [_milliseconds_of_a_save(section, turn) for turn in range(SAVES_OF_ONE)]

    with ThreadPoolExecutor(WRITERS) as pool:
        many = [each for times in pool.map(writer, range(WRITERS)) for each in times]
        alone = [each for number in range(3) for each in writer(WRITERS + number)]
    return quantiles(many, n=20)[-1], quantiles(alone, n=20)[-1]


def _milliseconds_of_a_save(section: OpenSection, turn: int) -> float:
    """Until the answer, and then the pause. Raises where the save is refused or one's own words are not in the text."""
    question = section.question(turn)
    began = time.perf_counter()
    answer = section.session.post(section.address, json=question)
    spent = time.perf_counter() - began
    section.take(answer, turn)
    time.sleep(max(0.0, SECONDS_BETWEEN_SAVES - spent))
    return spent * 1000


def seconds_of_a_long_report(database: str) -> tuple[float, float, int]:
    """To put a report of sixty pages together from the database, to typeset its PDF; and how many pages that has."""
    desk = Desk(database)
    long = "\n\n".join(f"## Luku {number}\n\n{SENTENCE * 12}" for number in range(17))
    for position in range(1, SECTIONS + 1):
        desk.save(position, lambda stored: f"{stored}\n\n{long}")
    together = []
    for _ in range(5):
        began = time.perf_counter()
        content = desk.assembled()
        together.append(time.perf_counter() - began)
    began = time.perf_counter()
    pdf = make_pdf(content, "fi", draft=True)
    spent = time.perf_counter() - began
    return median(together), spent, len(pypdfium2.PdfDocument(pdf))
