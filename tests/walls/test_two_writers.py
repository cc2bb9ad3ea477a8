"""Two of the staff store a text in the same moment: neither is lost, and neither meets an error of ours."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.reports.instructions import instruct, versions
from app.support.help_actions import keep_help_page
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.makers import a_person
from tests.walls.test_racing import wait_until_it_waits

PAGE = {"title_fi": "Ohje", "title_sv": "Hjälp", "text_fi": "Näin", "text_sv": "Så här", "views": ""}


@pytest.fixture(scope="module")
def staff(engines):
    return a_person(engines, is_staff=True)


def at_once(municipality, first, second):
    """Do the first and, before its commit, begin the second; gives what both returned, the second as a Future."""
    engines = municipality.engines

    def do_second():
        with StaffSession(engines) as session, session.begin():
            return second(session)

    with ThreadPoolExecutor(1) as other, StaffSession(engines) as session:
        done = first(session)
        session.flush()
        future = other.submit(do_second)
        wait_until_it_waits(engines.staff, future)
        session.commit()
    return done, future


def test_two_new_help_pages_get_two_numbers(municipality, staff):
    one, other = at_once(municipality, *[lambda session: keep_help_page(session, staff.id, None, 0, **PAGE)] * 2)
    assert other.result() == one + 1


def test_whoever_stores_the_same_page_second_is_told_so(municipality, staff):
    with StaffSession(municipality.engines) as session, session.begin():
        number = keep_help_page(session, staff.id, None, 0, **PAGE)
    _, other = at_once(municipality, *[lambda session: keep_help_page(session, staff.id, number, 1, **PAGE)] * 2)
    assert isinstance(other.exception(), Refused)


def test_two_pieces_of_advice_about_one_section_get_two_versions(municipality, staff):
    texts = {"fi": "Ohje", "sv": "Råd"}
    _, other = at_once(municipality, *[lambda session: instruct(session, staff.id, "3.2", texts, texts)] * 2)
    assert other.exception() is None
    with StaffSession(municipality.engines, read_only=True) as session:
        newest, before = versions(session, "3.2")[:2]
    assert newest.version == before.version + 1
