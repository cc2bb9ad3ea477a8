"""Two people's real browsers at one section of a real report, and the server that both talk to, which can be killed."""

from itertools import count

from playwright.sync_api import BrowserContext
from sqlalchemy import select, text

from app.reports.queries import section_at
from app.sections.models import KeptText
from tenants import sign_ins
from tenants.boundary import DoorSession
from tenants.people import Person
from tests.journeys.saving.writer import BEGUN, KEPT, Writer
from tests.journeys.tab import Tab
from tests.makers import MunicipalityOfTest, write
from tests.serving import Server

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


class Place:
    """A report whose sections are used one by one, and the server with its addresses."""

    def __init__(self, municipality: MunicipalityOfTest, report, serve) -> None:
        self.municipality, self.report, self.serve = municipality, report, serve
        self.server: Server = serve(0)
        self.positions = count(1)

    @property
    def url(self) -> str:
        """Where the section is that they are writing."""
        slug = self.municipality.facts.slugs["fi"]
        return f"{self.server.url}/fi/{slug}/kertomukset/1/osat/{self.position}"

    def begin(self) -> None:
        """A section that nobody has written in yet, with three paragraphs."""
        self.position = next(self.positions)
        write(self.municipality, self.report, self.position, BEGUN, "")

    def start_again(self) -> None:
        """The killed server, where it was."""
        self.server = self.serve(self.server.port)

    def waiting_saves(self) -> int:
        """How many wait in the database for somebody who holds their rows."""
        with self.municipality.session(read_only=True) as session:
            return session.scalar(WAITING)

    def everything(self) -> tuple[str, list[str]]:
        """The text as it is stored, and what was kept beside it."""
        with self.municipality.session(read_only=True) as session:
            section = section_at(session, 1, self.position)
            kept = session.scalars(select(KeptText.text).where(KeptText.section_id == section.id)).all()
            return section.text_fi, list(kept)


class RealWriter(Writer):
    """Somebody signed in, with the section open."""

    def __init__(self, context: BrowserContext, place: Place, person: Person) -> None:
        self.place, self.person = place, person
        super().__init__(context, place)
        self.typed: list[str] = []

    def type(self, words: str, paragraph: int = 0) -> None:
        """At the end of a paragraph; remembered, to be looked for when all is over."""
        super().type(words, paragraph)
        self.typed.append(words.strip())

    def drafts(self) -> int:
        """How many texts the browser keeps: each under the address to which it is sent."""
        return self.page.evaluate(KEPT, f"/osat/{self.place.position}/tallennus|")

    def is_signed_out(self) -> None:
        """Their sign-in has ended at the server, and no page of theirs knows."""
        with DoorSession(self.place.municipality.engines) as door, door.begin():
            sign_ins.end_all(door, self.person.id)

    def signs_in_elsewhere(self) -> None:
        """In another tab of the same browser, and comes back to this one."""
        signs_in(self.context, self.place, self.person)
        self.page.evaluate("window.dispatchEvent(new Event('focus'))")


def signs_in(context: BrowserContext, place: Place, person: Person) -> None:
    """By the sign-in page, in a tab that is closed again."""
    tab = Tab(context.new_page())
    tab.open(f"{place.server.url}/fi/kirjaudu")
    tab.sign_in(person)
    tab.page.wait_for_url("**/fi/**")
    tab.page.close()
