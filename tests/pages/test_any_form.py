"""Every form there is, found by following links, filled with what nobody should type: it answers and breaks nothing."""

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.permissions import Role
from tests.makers import a_person
from tests.pages.crawling import FoundForm, crawl
from tests.pages.test_crawler import furnished
from tests.pages.visitor import Visitor
from tests.walls.past_the_wall import everything_of, looking_past, transactions_that_write

NASTY = {
    "null bytes": "a\0b",
    "only a null byte": "\0",
    "ten thousand letters": "Å" * 10_000,
    "right to left": "\u202egnip.exe\u202c",
    "marks nobody sees": "\u200f\u2066\ufeff\u00ad",
    "emoji": "\N{SLIGHTLY SMILING FACE}" * 20,
    "no character": "\ufffe",
    "other digits": "١٢٣",
    "a huge number": "9" * 400,
    "a negative number": "-1",
    "not a number": "NaN",
    "lines": "a\r\nBcc: x@evil.example\r\n\r\nb",
    "markup": "<script>alert(1)</script>'\"{{7*7}}",
    "SQL": "'; DROP TABLE person; --",
    "a path": "../../../../etc/passwd\0.pdf",
    "an address": "//evil.example",
    "an id of nobody": "00000000-0000-0000-0000-000000000000",
    "blanks": " \t\n ",
}
ANYTHING = st.sampled_from(sorted(NASTY.values())) | st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
LEAVING = ("/fi/kirjaudu-ulos", "/sv/logga-ut")
KINDS = ("coordinator", "staff", "newcomer", "anonymous")
PLACES = itertools.count()
"""Every attempt comes from a network address of its own, or limits would answer instead of forms."""


@dataclass
class Filler:
    """Somebody who fills in all the forms they find."""

    visitor: Visitor
    forms: list[FoundForm]
    is_in: object

    def fill(self, form: FoundForm, typed: dict[str, str]) -> int:
        """Send it; returns the status."""
        number = next(PLACES)
        place = {"REMOTE_ADDR": f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"}
        if form.method == "GET":
            return self.visitor.client.get(form.action, query_string=typed, environ_base=place).status_code
        answer = self.visitor.client.post(form.action, data={"csrf_token": self.token} | typed, environ_base=place)
        return answer.status_code

    def begin(self) -> None:
        """Be signed in, whatever a form has done to that."""
        if self.is_in:
            self.visitor.be(self.is_in)
        self.token = self.visitor.token()


@pytest.fixture(scope="module")
def home(apart):
    """A municipality that may be spoilt, in a service that may: staff fill in what everybody reads."""
    return furnished(apart.engines, bilingual=False)


@pytest.fixture(scope="module")
def fillers(apart, home) -> dict[str, Filler]:
    """Each with every form that links lead them to, in Finnish: the Swedish ones have the same views."""
    people = {
        "coordinator": home.people[Role.COORDINATOR],
        "staff": a_person(apart.engines, is_staff=True),
        "newcomer": a_person(apart.engines),
        "anonymous": None,
    }
    starts = {"coordinator": f"/fi/{home.facts.slugs['fi']}/", "staff": "/fi/liitto/", "newcomer": "/fi/omat"}
    made = {}
    for kind, person in people.items():
        visitor = Visitor(apart.app, person)
        found = crawl(visitor, starts.get(kind, "/fi/"), stay_under=("/fi/",))
        forms = sorted((form for form in found.forms if form.action not in LEAVING), key=repr)
        made[kind] = Filler(visitor, forms, person)
    return made


def test_forms_are_found(fillers):
    found = {kind: len({form.action for form in filler.forms}) for kind, filler in fillers.items()}
    assert found["coordinator"] >= 15
    assert found["staff"] >= 8
    assert found["anonymous"] >= 3


@pytest.fixture
def past_the_wall(apart):
    """Of the service that may be spoilt."""
    with looking_past(apart.app.config["SETTINGS"]) as connection:
        yield connection


@pytest.fixture
def written(apart):
    """The transactions that wrote anything: while there are none, a look past the wall would find no change."""
    with transactions_that_write(apart.app.extensions["engines"]) as numbers:
        yield numbers


@pytest.mark.parametrize("what", NASTY)
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_full_of_it_is_answered_and_what_is_refused_changes_nothing(
    fillers, home, past_the_wall, written, kind, what
):
    filler, broken, stored = fillers[kind], {}, {}
    filler.begin()
    before = everything_of(past_the_wall, home.facts.id)
    # Every other form, and of the next thing the others: each form gets half of it all.
    for form in filler.forms[list(NASTY).index(what) % 2 :: 2]:
        written.clear()
        code = filler.fill(form, dict.fromkeys(dict(form.fields), NASTY[what]))
        after = everything_of(past_the_wall, home.facts.id) if written else before
        if code >= 500:
            broken[form.action] = code
        if code >= 400 and after != before:
            stored[form.action] = {table for table in after if after[table] != before.get(table)}
        if code == 401:
            filler.begin()
        before = after
    assert broken == {}
    assert stored == {}


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_any_field_of_any_form_may_hold_anything(fillers, kind, data):
    filler = fillers[kind]
    filler.begin()
    form = data.draw(st.sampled_from(filler.forms))
    kept = dict(form.fields)
    spoilt = data.draw(st.sets(st.sampled_from(sorted(kept)), min_size=1)) if kept else set()
    missing = data.draw(st.sets(st.sampled_from(sorted(kept)))) if kept else set()
    typed = {name: data.draw(ANYTHING) if name in spoilt else value for name, value in kept.items()}
    code = filler.fill(form, {name: value for name, value in typed.items() if name not in missing - spoilt})
    assert code < 500, form.action
