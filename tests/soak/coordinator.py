"""A coordinator who publishes corrections and has packages for the council made, of editions and of what is written."""

import re

from tests.place import COORDINATOR, PASSWORD
from tests.serving import TOKEN
from tests.soak.diary import Diary
from tests.soak.guests import Guest, a_guest_signed_in

EDITIONS = 12
"""How many corrections are published, however long it takes: their pages tell of all."""
PUBLISHING = "/fi/kempele/kertomukset/1/julkaisu"
PUBLISHED, IN_WORK = (f"/fi/kempele/kertomukset/{number}/luovutuspaketti" for number in (1, 2))
ZIP = re.compile(r'href="([^"]+\.zip)"')
TOLD = {"told_fi": "Kirjoitusvirhe on korjattu.", "told_sv": "Ett skrivfel är rättat."}
PROPOSED = {"proposal_fi": "Valtuusto hyväksyy kertomuksen.", "proposal_sv": "Fullmäktige godkänner berättelsen."}


def coordinate(url: str, diary: Diary) -> None:
    """Until it is over."""
    guest = a_guest_signed_in(url, diary, "fi", COORDINATOR, PASSWORD)
    due = 0.0
    while diary.goes_on():
        if diary.now() >= due:
            due = diary.now() + diary.length / EDITIONS
            _publish(guest)
        _have_a_package(guest, PUBLISHED, str(diary.editions))
        _have_a_package(guest, IN_WORK, "")
        diary.rest(2)


def _publish(guest: Guest) -> None:
    answer = _send(guest, "page of publishing", "publishing", PUBLISHING, TOLD)
    if answer:
        guest.diary.published += 1
        guest.diary.editions = int(answer.rpartition("edition-")[2])


def _have_a_package(guest: Guest, address: str, edition: str) -> None:
    """Ask for one, and fetch the newest that there is: by then one that is newer still may have taken its place."""
    _send(guest, "page of packages", "asking for a package", address, PROPOSED | {"edition": edition})
    page = guest.get("page of packages", address)
    for each in ZIP.findall(page.text)[:1] if page else ():
        guest.get("package", each, (200, 404))


def _send(guest: Guest, page_kind: str, kind: str, address: str, told: dict[str, str]) -> str:
    """Fill in the page's form; gives where its answer leads to, or nothing where there was none."""
    page = guest.get(page_kind, address)
    if page is None:
        return ""
    answer = guest.post(kind, address, (302,), data=told | {"csrf_token": TOKEN.search(page.text)[1]})
    return answer.headers["Location"] if answer is not None else ""
