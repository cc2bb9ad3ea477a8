"""Who comes through the doors: a clerk of the association who looks at invoices, people who sign in and out, and
somebody who does not belong here and tries passwords.
"""

import itertools
import re

from sqlalchemy import select

from app.demo import second_factors
from app.demo.people import PEOPLE
from tenants.boundary import DoorSession, guard
from tenants.database import engines_for
from tenants.people import Person
from tests.place import CLUSTER, PASSWORD
from tests.second_factors import code_of
from tests.serving import TOKEN
from tests.soak.diary import Diary
from tests.soak.guests import Guest, a_guest_signed_in

INVOICE = re.compile(r'href="(/fi/liitto/laskut/\d+)"')
CLERK = next(each.email for each in PEOPLE if each.role is None)
SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
SECOND_STEP = "/fi/kirjaudu/koodi"
SIGN_OUT = {"fi": "/fi/kirjaudu-ulos", "sv": "/sv/logga-ut"}
OWN = {"fi": "/fi/omat/tili", "sv": "/sv/mina/konto"}
READERS = {"fi": "lukija@kempele.example", "sv": "lukija@parainen.example"}
SECONDS_BETWEEN_WRONG_PASSWORDS = 20
"""Of one network address sixty are borne in a quarter of an hour, of an e-mail eight."""
STRANGERS = 8


def keep_books(url: str, diary: Diary, secret_key: str) -> None:
    """Look at invoices, one after the other, and take them along for the books, until it is over."""
    guest = a_guest_signed_in(url, diary, "fi", CLERK, PASSWORD)
    _send(guest, "second step", SECOND_STEP, {"code": code_of(_app_of_the_clerk(secret_key))}, 302)
    while diary.goes_on():
        page = guest.get("invoices", "/fi/liitto/laskut")
        for each in sorted(set(INVOICE.findall(page.text))) if page else ():
            guest.get("invoices", each)
            guest.get("invoice as PDF", f"{each}.pdf")
        guest.get("invoices", "/fi/liitto/laskut.csv")
        diary.rest(2)


def _app_of_the_clerk(secret_key: str) -> str:
    engines = engines_for(CLUSTER.addresses("welfare"))
    guard(engines)
    with DoorSession(engines, read_only=True) as door:
        person_id = door.scalar(select(Person.id).where(Person.email == CLERK))
    with DoorSession(engines, person_id, read_only=True) as door:
        secret = second_factors.secret_of(door, secret_key, person_id)
    engines.dispose()
    return secret


def come_and_go(url: str, diary: Diary) -> None:
    """Sign in and out in both languages, until it is over."""
    due = 0.0
    for number, language in enumerate(itertools.cycle(SIGN_IN)):
        if not diary.goes_on():
            return
        _come_and_go(Guest(url, diary, language))
        if diary.now() >= due:
            due = diary.now() + SECONDS_BETWEEN_WRONG_PASSWORDS
            typed = {"email": f"nobody{number % STRANGERS}@kempele.example", "password": "not a password of anybody"}
            _send(Guest(url, diary, language), "wrong password", SIGN_IN[language], typed, 422)
        diary.rest(2)


def _come_and_go(guest: Guest) -> None:
    language = guest.language
    if _send(guest, "signing in", SIGN_IN[language], {"email": READERS[language], "password": PASSWORD}, 302):
        guest.get("own account", OWN[language])
        _send(guest, "signing out", SIGN_OUT[language], {}, 302, form=OWN[language])


def _send(guest: Guest, kind: str, address: str, typed: dict[str, str], wanted: int, form: str = "") -> bool:
    """Fill in the form that stands at the address, or on another page; whether the answer was the one wanted."""
    page = guest.get("page to sign in", form or address)
    if page is None:
        return False
    typed |= {"csrf_token": TOKEN.search(page.text)[1]}
    return guest.post(kind, address, (wanted,), data=typed) is not None
