"""A small world with real content, that many tests look at and none changes."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from flask import Flask, url_for

from app.accounts.entra import Proof
from app.reports.structure import SHIPPED
from app.reports.template_actions import shipped_id
from app.subscribing import contracts
from billing.models import Invoice
from tenants import clock, directories, own_account
from tenants.boundary import DoorSession
from tenants.invitations import invite
from tenants.membership import add_member
from tenants.password_resets import begin_reset
from tenants.people import Person
from tenants.permissions import Role
from tenants.tokens import digest_of
from tenants.two_step_resets import let_reset
from tests.account_requests import people_to_look_at
from tests.announcing import an_announcement
from tests.calendar_years import a_year_to_look_at
from tests.consulting import rounds_to_look_at
from tests.deliveries import a_failed_delivery
from tests.emergencies import an_emergency, an_emergency_look, make_it_last
from tests.feedback import give
from tests.figures import FiguresToLookAt, figures_to_look_at
from tests.follow_up import follow_up_to_look_at
from tests.hand_over import packages_in_every_state
from tests.issuing import a_proposal, an_issued_invoice
from tests.leaving import begin_deletion, exports_in_every_state
from tests.letters import a_letter_given_up
from tests.licences import a_municipality_on_trial, every_kind_of_renewal
from tests.looks import choose_look
from tests.makers import MunicipalityOfTest, a_municipality, a_person
from tests.mirroring import a_troubled_mirror
from tests.money_at_the_desk import MoneyAtTheDesk, money_at_the_desk
from tests.negotiating import a_county, county_code_of
from tests.orders import a_confirmed_order, an_acceptance, an_order, an_order_that_opened
from tests.own_figures import own_figures_to_look_at
from tests.pages.fixed_words import FIXED_WORDS, NO_LETTER
from tests.pages.reports_to_look_at import BEGUN, PUBLISHED, WRITTEN, Said, reports_in_every_state
from tests.pages.visitor import Visitor
from tests.plans import plans_to_look_at
from tests.second_factors import an_app, recovery_codes_of
from tests.subscribers import asked_for_notices
from tests.support import SupportDesk, a_support_desk, a_support_session
from tests.work_accounts import with_directory

UNCONFIRMED = "token-of-an-unconfirmed-question"
PAGES_OF_CASES = ("support.case", "support.triage", "support.my_case", "support.shared_case")
PAGES_OF_TRAININGS = ("support.training", "support.kept_training", "support.participants")
CHAPTER_WITH_PARTS = 3
DEEDS_ON_OBSERVATIONS = ("observations.withdraw", "observations.propose")
PAGES_OF_EDITION = ("publishing.edition", "publishing.file", "publishing.summary", "publishing.definitions")
PAGES_OF_FIRST = (*PAGES_OF_EDITION, "reports.plan_decisions")
OF_FIRST = ("plan.", "open_data.", "embedding.", "feedback.")


@dataclass
class World:
    """A bilingual municipality with a report in every state, its neighbour that has none, and one on trial.

    The newcomer belongs to no municipality yet, the expert to both. The municipality lets the supporter look, and has
    let the latecomer look until lately.
    """

    app: Flask
    municipality: MunicipalityOfTest
    neighbour: MunicipalityOfTest
    trial: MunicipalityOfTest
    people: dict[str, Person | None]
    visitors: dict[str, Visitor]
    tokens: dict[str, str]
    """What letters carried, by the page they lead to."""
    invoice: Invoice
    acceptance_id: uuid.UUID
    money: MoneyAtTheDesk
    announcement_id: uuid.UUID
    desk: SupportDesk
    look_id: uuid.UUID
    figures: FiguresToLookAt
    figure_id: uuid.UUID
    set_id: uuid.UUID
    followed: int = 0
    """The plan whose follow-up is looked at."""
    said: Said | None = None
    county: MunicipalityOfTest | None = None
    """A customer, with whom the municipality has shared packs."""
    requests: dict[str, uuid.UUID] = field(default_factory=dict)
    """Account requests and invitations by the page on which they are seen to."""

    def address(self, endpoint: str, language: str, **words: object) -> str:
        """The address of a page in a language; what `words` does not say is the begun report's first section."""
        with self.app.test_request_context():
            return url_for(endpoint, **self._words(endpoint, language) | words)

    def _words(self, endpoint: str, language: str) -> dict[str, object]:
        rule = next(self.app.url_map.iter_rules(endpoint))
        words = FIXED_WORDS | {
            "language": language,
            "municipality": self.municipality.facts.slugs[language],
            "number": self._number(endpoint),
            "licence_id": self.invoice.licence_id,
            "invoice_number": self.invoice.number,
            "look_id": self.look_id,
            "template_id": NO_LETTER if endpoint == "staff.new_version" else shipped_id(SHIPPED[0]),
            "figure_id": NO_LETTER if endpoint == "own_figures.remove" else self.figure_id,
            "set_id": self.figures.set_id if endpoint.startswith("indicators.") else self.set_id,
            "announcement_id": NO_LETTER if endpoint == "notices.end" else self.announcement_id,
            "municipality_code": self.municipality.facts.municipality_code,
            "person_id": NO_LETTER if endpoint == "staff.sign_out" else self.municipality.coordinator,
            "invitation_id": self.requests.get(endpoint, NO_LETTER),
            "feedback_id": self.requests.get(endpoint, NO_LETTER),
            "request_id": self.requests.get(endpoint, NO_LETTER),
            "answer_id": self.desk.canned_id,
            "acceptance_id": self.acceptance_id,
            "payment_id": self.money.waiting.id,
            "came_id": self.money.waiting.id,
            "slug": self.municipality.facts.slugs[language],
            "position": CHAPTER_WITH_PARTS if endpoint == "reports.delete_section" else WRITTEN,
            "observation": 99 if endpoint in DEEDS_ON_OBSERVATIONS else 1,
            "entry_number": 99 if endpoint == "calendar.remove_entry" else 1,
            "version": 1 if endpoint.startswith(("sections.", "plan.", "plain_language.")) else contracts.CURRENT,
            "round_number": 99 if endpoint == "follow_up.remove_day" else 1,
            "comment_id": self.said.comment_id if self.said else NO_LETTER,
            "suggestion_id": self.said.suggestion_id if self.said else NO_LETTER,
            "mark": self.tokens.get("look", ""),
            "token": self.tokens.get(endpoint, ""),
        }
        return {name: words[name] for name in rule.arguments}

    def _number(self, endpoint: str) -> int:
        if endpoint.startswith("follow_up."):
            return self.followed
        if endpoint in PAGES_OF_CASES:
            return self.desk.number
        if endpoint in PAGES_OF_TRAININGS:
            return self.desk.training
        if endpoint == "reports.begin_plan_document":
            return 2
        return 1 if endpoint in PAGES_OF_FIRST or endpoint.startswith(OF_FIRST) else BEGUN


def a_world(app: Flask, engines) -> World:
    """Make it; the one slow thing in it is the publishing."""
    municipality, neighbour = a_municipality(engines, bilingual=True), a_municipality(engines, bilingual=True)
    trial = a_municipality_on_trial(engines)
    people = _people(municipality, neighbour, trial)
    with municipality.session() as session, session.begin():
        add_member(session, people["careful"].id, Role.WRITER)
    visitors = {kind: Visitor(app, person) for kind, person in people.items()}
    visitors["halfway"] = _halfway(app, people["careful"])
    with municipality.session() as session, session.begin():
        tokens = {"accounts.invitation": invite(session, municipality.facts.id, "kutsuttu@kunta.example", Role.WRITER)}
        invite(session, municipality.facts.id, "tilaaja@kunta.example", Role.COORDINATOR)
    tokens["accounts.accept_with_work_account"] = tokens["accounts.invitation"]
    _work_accounts(municipality, neighbour, trial)
    visitors["proven"] = _let_in_by_microsoft(app, tokens["accounts.invitation"])
    tokens["accounts.confirm_email"] = _a_new_email(engines, people["mover"])
    tokens |= _ways_back_in(municipality)
    tokens["subscribing.confirm"] = tokens["subscribing.confirmation"] = an_order(engines)
    a_confirmed_order(engines)
    an_order_that_opened(municipality)
    invoice = an_issued_invoice(engines, municipality)
    world = World(
        app, municipality, neighbour, trial, people, visitors, tokens, invoice,
        an_acceptance(municipality).id,
        money_at_the_desk(engines, invoice),
        _announcements(engines),
        _support_desk(municipality, people, tokens),
        make_it_last(municipality, an_emergency_look(municipality, people["staff"].id)).id,
        figures_to_look_at(municipality, trial),
        own_figures_to_look_at(municipality),
        a_troubled_mirror(engines),
    )  # fmt: skip
    world.requests = people_to_look_at(app, municipality, tokens)
    _what_is_under_way(world, engines)
    pages = ("consulting.statement", "consulting.draft", "consulting.attachment")
    tokens |= dict.fromkeys(pages, rounds_to_look_at(municipality))
    tokens["calendar.feed_file"] = a_year_to_look_at(municipality, people["expert"].id)
    world.followed, tokens["follow_up.stop"] = follow_up_to_look_at(municipality)
    _what_is_public(world, engines)
    return world


def _what_is_public(world: World, engines) -> None:
    """A report, what a resident wrote about it, and who wants to hear of the next."""
    published = world.visitors["coordinator"].post(world.address("publishing.publish", "fi", number=PUBLISHED))
    assert published.status_code == 302
    world.requests["feedback.show"] = give(world.municipality).id
    world.tokens["look"] = choose_look(world.municipality).mark
    world.tokens["notices"] = asked_for_notices(engines, "lukija@asukas.example")


def _what_is_under_way(world: World, engines) -> None:
    """An emergency, exports, a deletion, letters and invoices that failed, renewals, reports."""
    municipality = world.municipality
    an_emergency(municipality, a_person(engines, is_staff=True).id)
    exports_in_every_state(municipality)
    begin_deletion(world.trial)
    a_letter_given_up(engines)
    for _ in range(2):
        a_failed_delivery(engines, an_issued_invoice(engines, a_municipality(engines)))
    a_proposal(engines)
    every_kind_of_renewal(engines)
    world.said = reports_in_every_state(municipality)
    packages_in_every_state(municipality, BEGUN)
    plans_to_look_at(municipality)
    world.county = a_county(engines, county_code_of(municipality))
    world.visitors["county"] = Visitor(world.app, world.county.people[Role.COORDINATOR])


def _announcements(engines) -> uuid.UUID:
    """Of each kind; one of them is over. Gives the id of the one whose page is looked at."""
    soon = clock.now() + timedelta(days=2)
    an_announcement(engines, "Kirjautuminen on hidasta", "incident", "municipalities")
    an_announcement(engines, "Uusi ohje", ends_at=clock.now())
    until = soon + timedelta(hours=2)
    return an_announcement(engines, "Palvelu päivitetään", "planned_break", "signed_in", soon, until)


def _support_desk(
    municipality: MunicipalityOfTest, people: dict[str, Person | None], tokens: dict[str, str]
) -> SupportDesk:
    desk = a_support_desk(municipality, people["writer"], people["staff"], UNCONFIRMED)
    tokens["support.by_letter"] = desk.token
    return desk


def _people(
    municipality: MunicipalityOfTest, neighbour: MunicipalityOfTest, trial: MunicipalityOfTest
) -> dict[str, Person | None]:
    people = {
        "anonymous": None,
        "coordinator": municipality.people[Role.COORDINATOR],
        "writer": municipality.people[Role.WRITER],
        "reader": municipality.people[Role.READER],
        "neighbour": neighbour.people[Role.COORDINATOR],
        "trialist": trial.people[Role.COORDINATOR],
        "staff": a_person(municipality.engines, "Liiton Henkilö", is_staff=True),
        "supporter": a_person(municipality.engines, "Tuen Tarkastelija", is_staff=True),
        "latecomer": a_person(municipality.engines, "Liian Myöhäinen", is_staff=True),
        "newcomer": a_person(municipality.engines, "Uusi Tulokas"),
        "expert": a_person(municipality.engines, "Kahden Kunnan Asiantuntija"),
        "mover": a_person(municipality.engines, "Uusi Osoite"),
        "careful": a_person(municipality.engines, "Varovainen Kirjoittaja"),
    }
    a_support_session(municipality, people["supporter"])
    a_support_session(municipality, people["latecomer"], opened_ago=timedelta(minutes=61))
    for each in (municipality, neighbour):
        with each.session() as session, session.begin():
            add_member(session, people["expert"].id, Role.WRITER)
    return people


def _work_accounts(municipality: MunicipalityOfTest, neighbour: MunicipalityOfTest, trial: MunicipalityOfTest) -> None:
    """Two directories in use, one that waits for its first sign-in."""
    with_directory(municipality)
    with_directory(neighbour)
    with trial.session() as session, session.begin():
        directories.enter(session, trial.coordinator, uuid.uuid4())


def _let_in_by_microsoft(app: Flask, token: str) -> Visitor:
    """Somebody invited who has come back from their work account's directory."""
    visitor = Visitor(app)
    proof = asdict(Proof(uuid.uuid4(), uuid.uuid4(), "Kutsuttu Henkilö", "kutsuttu@kunta.example", is_strong=True))
    with visitor.client.session_transaction() as cookie:
        kept = {"purpose": "invitation", "subject": digest_of(token), "at": clock.now() + timedelta(days=1)}
        cookie["from_microsoft"] = kept | {"proof": proof}
    return visitor


def _a_new_email(engines, person: Person) -> str:
    with DoorSession(engines, person.id) as door, door.begin():
        return own_account.ask_for_email(door, person.id, "uusi.osoite@kunta.example")


def _halfway(app: Flask, person: Person) -> Visitor:
    """Somebody with a second factor who has given the password only."""
    key = app.config["SECRET_KEY"]
    an_app(app.extensions["engines"], key, person)
    recovery_codes_of(app.extensions["engines"], key, person)
    visitor = Visitor(app)
    assert visitor.sign_in(person.email).location == "/fi/kirjaudu/koodi"
    return visitor


def _ways_back_in(municipality: MunicipalityOfTest) -> dict[str, str]:
    reader = municipality.people[Role.READER].id
    with DoorSession(municipality.engines, reader) as door, door.begin():
        password = begin_reset(door, reader)
    with municipality.session() as session, session.begin():
        two_step, _ = let_reset(session, municipality.coordinator, reader)
    return {"accounts.new_password": password, "accounts.begin_anew": two_step}
