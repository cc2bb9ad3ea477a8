"""Everything that one municipality can reach is followed, and then tried as somebody else: nothing is found."""

from dataclasses import dataclass

import pytest

from tenants import clock
from tenants.invitations import invite
from tenants.permissions import Role
from tests.calendar_years import a_planned_row, an_entry
from tests.issuing import an_issued_invoice
from tests.makers import MunicipalityOfTest, a_municipality, a_person, a_report, an_adopted_report, write
from tests.pages.crawling import Found, crawl
from tests.pages.visitor import Visitor
from tests.walls.past_the_wall import everything_of

SECRET = "Salaisuus-Hemlighet-31415"
ONES_OWN = ("/fi/omat", "/sv/mina", "/fi/kirjaudu", "/sv/logga", "/fi/vahvista", "/sv/bekrafta")
"""Pages about the visitor, whoever it is: what is tried there would change the one who tries."""


@dataclass
class Home:
    """The municipality that is crawled, what its coordinator found, and the names that nobody else may read."""

    municipality: MunicipalityOfTest
    found: Found

    @property
    def slugs(self) -> tuple[str, ...]:
        """How its own addresses begin."""
        return tuple(f"/{language}/{slug}/" for language, slug in self.municipality.facts.slugs.items())

    @property
    def own_pages(self) -> list[str]:
        """The addresses that are inside the municipality."""
        return [each for each in self.found.pages if each.startswith(self.slugs)]

    @property
    def secrets(self) -> set[str]:
        """Words that stand on its pages and are nobody else's to read."""
        return {SECRET} | {person.email for person in self.municipality.people.values()}


def furnished(engines, bilingual=True) -> MunicipalityOfTest:
    """A municipality with something of everything."""
    municipality = a_municipality(engines, bilingual=bilingual)
    an_issued_invoice(engines, municipality)
    write(municipality, a_report(municipality), 1, f"# {SECRET}", f"# {SECRET}")
    an_adopted_report(municipality)
    an_entry(municipality, clock.today(), title_fi=SECRET, title_sv=SECRET)
    a_planned_row(municipality)
    with municipality.session() as session, session.begin():
        invite(session, municipality.facts.id, f"{SECRET}@kunta.example", Role.WRITER)
    return municipality


@pytest.fixture(scope="module")
def home(app, engines) -> Home:
    """Crawled once."""
    municipality = furnished(engines)
    coordinator = Visitor(app, municipality.people[Role.COORDINATOR])
    return Home(municipality, crawl(coordinator, f"/fi/{municipality.facts.slugs['fi']}/"))


@pytest.fixture(scope="module")
def neighbour(engines) -> MunicipalityOfTest:
    """With the same furniture, so that a number that means something at home means something here."""
    return furnished(engines)


@pytest.fixture(scope="module")
def others(app, engines, neighbour) -> dict[str, Visitor]:
    """Everybody who has no business at home."""
    return {
        "neighbour": Visitor(app, neighbour.people[Role.COORDINATOR]),
        "staff": Visitor(app, a_person(engines, is_staff=True)),
        "newcomer": Visitor(app, a_person(engines)),
        "anonymous": Visitor(app),
    }


def test_the_crawler_reaches_what_there_is(home):
    """Both languages, the sections, the papers; a crawler that finds little proves little."""
    assert len(home.own_pages) >= 60
    assert {SECRET in text for text in home.found.pages.values()} == {True, False}
    assert len({form.action for form in home.found.forms if form.method == "POST"}) >= 20


@pytest.mark.parametrize("kind", ["neighbour", "staff", "newcomer", "anonymous"])
def test_no_page_of_a_municipality_opens_for_anybody_else(home, others, kind):
    refusals = {302} if kind == "anonymous" else {404}
    opened = {at: code for at in home.own_pages if (code := others[kind].get(at).status_code) not in refusals}
    assert opened == {}


@pytest.mark.parametrize("kind", ["neighbour", "staff", "newcomer", "anonymous"])
def test_no_form_of_a_municipality_is_taken_from_anybody_else_and_nothing_in_it_changes(
    home, others, kind, past_the_wall
):
    before = everything_of(past_the_wall, home.municipality.facts.id)
    refusals, taken = {401} if kind == "anonymous" else {404}, {}
    token = others[kind].token()
    for form in home.found.forms:
        if form.method == "POST" and form.action.startswith(home.slugs):
            code = others[kind].post(form.action, {"csrf_token": token} | dict(form.fields)).status_code
            if code not in refusals:
                taken[form.action] = code
    assert taken == {}
    assert everything_of(past_the_wall, home.municipality.facts.id) == before


def test_a_neighbour_s_own_address_with_the_ids_of_another_shows_and_changes_nothing(
    home, neighbour, others, past_the_wall
):
    """The hole that hides best: one's own municipality in the address, somebody else's number behind it."""
    before = everything_of(past_the_wall, home.municipality.facts.id)
    visitor, shown = others["neighbour"], {}
    token = visitor.token()
    for address in home.own_pages:
        answer = visitor.get(turned(address, home, neighbour))
        if leaked := {word for word in home.secrets - {SECRET} if word.encode() in answer.get_data()}:
            shown[address] = leaked
    for form in home.found.forms:
        if form.method == "POST" and form.action.startswith(home.slugs):
            visitor.post(turned(form.action, home, neighbour), {"csrf_token": token} | dict(form.fields))
    assert shown == {}
    assert everything_of(past_the_wall, home.municipality.facts.id) == before


def turned(address: str, home: Home, neighbour: MunicipalityOfTest) -> str:
    """The address with the neighbour's name in it instead of one's own."""
    for language, slug in home.municipality.facts.slugs.items():
        address = address.replace(f"/{language}/{slug}/", f"/{language}/{neighbour.facts.slugs[language]}/")
    return address


def test_pages_that_everybody_may_see_hold_no_secret_of_a_municipality(home, others):
    public = crawl(others["anonymous"], "/fi/")
    holding = [at for at, page in public.pages.items() if any(word in page for word in home.secrets)]
    assert len(public.pages) > 10
    assert holding == []
