"""Letters in tests: a real server that takes them, and looks into the outbox that no login of the pages has."""

import socket
import uuid
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from app.config import Mail
from app.messages.actions import post
from app.messages.models import Letter
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines


def a_free_port() -> int:
    """For servers that cannot choose one themselves."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@dataclass
class PostOffice:
    """Takes letters on a free port of this machine. `answers` are what it says to letters to come, by default "250".

    A function among the answers is called with the letter that has just arrived, and what it returns is said.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    as_sent: list[bytes] = field(default_factory=list)
    answers: list = field(default_factory=list)

    def __enter__(self) -> "PostOffice":
        self.port = a_free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope) -> str:
        letter = BytesParser(policy=default).parsebytes(envelope.content)
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if callable(answer):
            answer = answer(letter)
        if answer.startswith("250"):
            self.taken.append(letter)
            self.as_sent.append(envelope.original_content)
        return answer

    def settings(self) -> Mail:
        """What leads the service here."""
        return Mail("127.0.0.1", self.port, "none", "", "", "palvelu@koeliitto.example", None)

    def ids(self) -> list[str]:
        """The Message-IDs of what was taken, in order."""
        return [letter["Message-ID"] for letter in self.taken]


def a_letter(engines: Engines, to: str = "vastaanottaja@kunta.example", language: str = "fi", **words) -> None:
    """A letter in the outbox, committed."""
    with WorkerSession(engines) as session, session.begin():
        post(session, "check", to_email=to, language=language, **words)


def a_letter_given_up(
    engines: Engines, why: str = "550 no such user", to: str | None = "poissa@kunta.example", person=None
) -> uuid.UUID:
    """A letter that staff are shown; returns its id."""
    with WorkerSession(engines) as session, session.begin():
        post(session, "check", to_email=to, to_person=person, language="fi")
        newest = session.scalars(select(Letter.id).order_by(Letter.created_at.desc()).limit(1)).one()
        given_up = update(Letter).where(Letter.id == newest)
        session.execute(given_up.values(failed_at=clock.now(), error=why, tries=1))
        return newest


def outbox(engines: Engines, *conditions) -> list[Letter]:
    """The rows, in the order in which they were written."""
    with WorkerSession(engines, read_only=True) as session:
        return list(session.query(Letter).filter(*conditions).order_by(Letter.created_at))
