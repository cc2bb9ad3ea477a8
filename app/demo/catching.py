"""Takes the letters of a checkout that names no server of its own, sends them nowhere, and keeps them to be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from app.config import Mail

MOST_SHOWN = 200


@contextmanager
def caught(mail: Mail) -> Iterator[None]:
    """A server of letters on this machine only, for as long as the context is open."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Mailbox

    mail.caught_in.parent.mkdir(parents=True, exist_ok=True)
    server = Controller(Mailbox(mail.caught_in), hostname=mail.host, port=mail.port)
    server.start()
    try:
        yield
    finally:
        server.stop()


def letters_in(directory: Path) -> dict[str, EmailMessage]:
    """The newest letters, the newest first, by their names; two copies of one letter are one."""
    files = sorted((directory / "new").glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    letters = [BytesParser(policy=default).parsebytes(path.read_bytes()) for path in files[:MOST_SHOWN]]
    return {name_of(letter): letter for letter in letters}


def name_of(letter: EmailMessage) -> str:
    """What stands before the @ of its Message-ID."""
    return letter["Message-ID"].strip("<>").partition("@")[0]
