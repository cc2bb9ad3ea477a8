"""Sector experts who save paragraphs in the same sections at the same time, as their browsers do."""

from dataclasses import dataclass

from app.demo.people import BILINGUAL, FINNISH, PEOPLE
from tenants.permissions import Role
from tests.open_section import SECONDS_BETWEEN_SAVES, OpenSection
from tests.place import PASSWORD
from tests.serving import TOKEN
from tests.soak.diary import Diary
from tests.soak.guests import Guest, a_guest_signed_in

SECONDS_BEFORE_ANOTHER_TRY = 1.0


@dataclass(frozen=True)
class Desk:
    """Where an expert writes: in which section, in which language, and what the browser calls a save."""

    section: str
    language: str
    email: str
    save: str


def _writer(code: str) -> str:
    return next(each.email for each in PEOPLE if each.municipality_code == code and each.role == Role.WRITER)


KEMPELE, PARGAS = "/fi/kempele/kertomukset/2/osat/{}", "/sv/pargas/berattelser/1/delar/{}"
DESKS = [Desk(KEMPELE.format(number), "fi", _writer(FINNISH), "tallennus") for number in (2, 2, 2, 3, 3)]
DESKS += [Desk(PARGAS.format(number), "sv", _writer(BILINGUAL), "sparning") for number in (2, 2, 3)]
SENTENCES = {"fi": "Asiantuntijan {} kappale, tallennus ", "sv": "Expertens {} stycke, sparning "}


class Expert:
    """One of them, signed in, with the section open."""

    def __init__(self, url: str, diary: Diary, number: int, desk: Desk) -> None:
        self.diary, self.desk = diary, desk
        self.guest = a_guest_signed_in(url, diary, desk.language, desk.email, PASSWORD)
        token = TOKEN.search(self.guest.session.get(url + desk.section).text)[1]
        self.mine = SENTENCES[desk.language].format(number)
        visit, address = self.guest.session, f"{desk.section}/{desk.save}"
        self.open = OpenSection(visit, address, self.mine, token, desk.language)
        self.saving = Guest(url, diary, desk.language, self.open.session)

    def write(self) -> None:
        """Save one's own paragraph again and again, and look at the whole section now and then, until it is over."""
        turn = 0
        while self.diary.goes_on():
            turn += 1
            self._save(turn)
            if turn % 5 == 0:
                self.guest.get("section page", self.desk.section)
            self.diary.rest(SECONDS_BETWEEN_SAVES)

    def _save(self, turn: int) -> None:
        """A browser keeps what was typed and sends it again, as the same save, until it has been answered."""
        question = self.open.question(turn)
        while (answer := self.saving.post("save", self.open.address, json=question)) is None:
            self.diary.rest(SECONDS_BEFORE_ANOTHER_TRY)
            if not self.diary.goes_on():
                return
        self.open.take(answer, turn)
        self.diary.saved.add(f"{self.mine}{turn}.")
