"""A visitor's browser that writes each answer into the diary; and the residents, who only read."""

import re
import time
from collections.abc import Collection
from functools import partial
from random import Random

import requests

from tests.serving import signed_in
from tests.soak.diary import Diary
from tests.soak.rules import Visit

PATIENCE_SECONDS = 60
REGISTERS = {"fi": "/fi/raportit/", "sv": "/sv/rapporter/"}
WORDS = {
    "fi": ("hyvinvointi", "lapset", "ikääntyneet liikunta", "yksinäisyys", "mielenterveys", "päihteet", "tätä ei ole"),
    "sv": ("välfärd", "barn", "äldre motion", "ensamhet", "psykisk hälsa", "rusmedel", "det här finns inte"),
}
FILES = ("csv", "json", "xlsx", "docx")
PARTS_OF_DATA = ("/api/1/editions", "/api/1/catalog.jsonld")
CODES = ("", "244", "445")
YEARS = ("", "2021", "2024", "2029")
FOR_PROGRAMS = "application/problem+json"
WHOLE_PAGE = '<html lang="{}"'


class Guest:
    """Somebody who reads in one language; with a `visit`, somebody who has signed in."""

    def __init__(self, url: str, diary: Diary, language: str, visit: requests.Session | None = None) -> None:
        self.url, self.diary, self.language = url, diary, language
        self.session = visit or requests.Session()
        self.session.headers["Accept-Language"] = language  # for addresses that tell none
        self.get = partial(self._ask, "GET")
        self.post = partial(self._ask, "POST")

    def _ask(
        self, way: str, kind: str, path: str, wanted: Collection[int] = (200,), **sent: object
    ) -> requests.Response | None:
        """The answer, if it is one that was wanted."""
        at, began = self.diary.now(), time.perf_counter()
        try:
            answer = self.session.request(
                way, self.url + path, timeout=PATIENCE_SECONDS, allow_redirects=False, **sent
            )
        except requests.RequestException:
            answer = None
        seconds, status = time.perf_counter() - began, answer.status_code if answer is not None else 0
        is_wanted = status in wanted
        self.diary.visits.append(Visit(kind, at, seconds, status, is_wanted, is_wanted or self._is_whole(answer)))
        return answer if is_wanted else None

    def _is_whole(self, answer: requests.Response | None) -> bool:
        """Whether it is a page in the visitor's language that is there to its end; a program is told in its own way."""
        if answer is None or answer.headers.get("Content-Type") == FOR_PROGRAMS:
            return answer is not None
        page = answer.text
        return WHOLE_PAGE.format(self.language) in page and bool(re.search("<h1.*</html>", page, re.DOTALL))


def a_guest_signed_in(url: str, diary: Diary, language: str, email: str, password: str) -> Guest:
    """With the cookies of a sign-in."""
    return Guest(url, diary, language, signed_in(url, email, password))


def reside(url: str, diary: Diary, number: int) -> None:
    """A resident reads published reports, their files and data, and seeks in the register, until it is over."""
    chance = Random(number)
    guests = {language: Guest(url, diary, language) for language in REGISTERS}
    while diary.goes_on():
        guest = guests[chance.choice(("fi", "sv"))]
        chance.choice((_read, _read, _seek, _fetch_pdf, _fetch_data))(guest, chance)
        diary.rest(chance.uniform(0.1, 0.5))


def _edition(guest: Guest, chance: Random) -> str:
    return f"{REGISTERS[guest.language]}kempele/2021-2025/{chance.randint(1, guest.diary.editions)}"


def _read(guest: Guest, chance: Random) -> None:
    guest.get("published page", _edition(guest, chance))


def _fetch_pdf(guest: Guest, chance: Random) -> None:
    guest.get("PDF", f"{_edition(guest, chance)}.pdf")


def _fetch_data(guest: Guest, chance: Random) -> None:
    files = [f"{_edition(guest, chance)}.{each}" for each in FILES]
    guest.get("data", chance.choice([*files, *PARTS_OF_DATA]))


def _seek(guest: Guest, chance: Random) -> None:
    sought = {"q": chance.choice(WORDS[guest.language]), "of": chance.choice(CODES), "year": chance.choice(YEARS)}
    guest.get("register", REGISTERS[guest.language], params=sought)
