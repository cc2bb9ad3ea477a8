"""From a row of the outbox to the bytes that go out. The same row gives the same bytes, however often it is written."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import Flask
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.config import Settings
from app.messages.content import Enclosure, content_of
from app.messages.drawing import Drawing, address_of, draw
from app.messages.models import Letter
from app.messages.rules import BAD_ADDRESS, single_line
from app.messages.smtp import NotTaken
from tenants import registry
from tenants.boundary import WorkerSession
from tenants.clock import HELSINKI
from tenants.people import Person


class NobodyThere(Exception):
    """The letter's receiver is not there any more."""


def write(app: Flask, letter: Letter) -> tuple[str, bytes]:
    """(address, message) of a letter, in its receiver's language."""
    settings, engines = app.config["SETTINGS"], app.extensions["engines"]
    content = content_of(engines, letter)
    with WorkerSession(engines, read_only=True) as session:
        name, address, language = _receiver(session, letter)
        tenants = registry.facts_of(session, [letter.about_tenant]) if letter.about_tenant else []
    words = {"name": name, "address": address, **letter.payload, **content.words}
    drawing = draw(app, letter.kind, language, tenants[0] if tenants else None, words)
    message = _message(letter, settings, language, drawing, content.enclosures)
    if content.stopped_at:  # RFC 8058
        stop = address_of(app, content.stopped_at, language, token=letter.payload["token"])
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["To"] = _address(single_line(name), address)
    return address, message.as_bytes(policy=SMTP)


def _address(name: str, address: str) -> Address:
    """Not every server takes addresses with å, ä, ö (RFC 6531): none of ours has them."""
    try:
        address.encode("ascii")
        return Address(display_name=name, addr_spec=address)
    except (ValueError, MessageError) as error:
        raise NotTaken(BAD_ADDRESS, is_final=True) from error


def _receiver(session: Session, letter: Letter) -> Row[tuple[str, str, str]] | tuple[str, str, str]:
    if letter.to_person is None:
        return "", letter.to_email, letter.language
    person = session.execute(
        select(Person.name, Person.email, Person.language).where(
            Person.id == letter.to_person, Person.erased_at.is_(None)
        )
    ).one_or_none()
    if person is None:
        raise NobodyThere
    return person.name, person.email, letter.language or person.language


def _message(
    letter: Letter, settings: Settings, language: str, drawing: Drawing, enclosures: tuple[Enclosure, ...]
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = single_line(drawing.subject)
    message["From"] = Address(display_name=settings.operator.name[language], addr_spec=settings.mail.sender)
    message["Reply-To"] = settings.operator.email
    message["Date"] = format_datetime(_in_finland(letter.created_at))
    # Derived from the row: two copies of one letter are known as one by every program that reads mail.
    message["Message-ID"] = f"<{letter.id}@{settings.mail.sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(drawing.text, cte="quoted-printable")
    message.add_alternative(drawing.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = language
    for each in enclosures:
        main, _, kind = each.mimetype.partition("/")
        message.add_attachment(each.content, maintype=main, subtype=kind, filename=single_line(each.name))
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}_{letter.id.hex}")
    return message


def _in_finland(moment: datetime) -> datetime:
    return moment.astimezone(HELSINKI)
