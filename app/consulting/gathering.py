"""The statements of a round together: on the whole first, then section by section in the report's order. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Asked(Protocol):
    """A body that was asked."""

    name: str
    kind: str
    sent: dict[str, Any] | None
    sent_at: datetime | None


@dataclass(frozen=True)
class Said:
    """What one body states in one place."""

    body: str
    kind: str
    signer: str
    sent_at: datetime
    text: str


@dataclass(frozen=True)
class Part:
    """A place of the report, with what was stated about it; without a number it is the whole."""

    number: str
    title: dict[str, str]
    said: list[Said]


def gathered(content: dict[str, Any], bodies: Iterable[Asked]) -> list[Part]:
    """Only the places about which something was stated."""
    sent = [each for each in bodies if each.sent]
    places = [("", {"fi": "", "sv": ""}), *((each["number"], each["title"]) for each in content["sections"])]
    stated = ((place, [_said(each, place[0]) for each in sent if _text(each, place[0])]) for place in places)
    return [Part(*place, said) for place, said in stated if said]


def _text(body: Asked, number: str) -> str:
    return body.sent["sections"].get(number, "") if number else body.sent["text"]


def _said(body: Asked, number: str) -> Said:
    return Said(body.sent["body"], body.kind, body.sent["signer"], body.sent_at, _text(body, number))
