"""What a letter may carry, and how long one that did not go waits."""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from app.web.typed import NO_CHARACTERS

WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
MOST_TRIES = len(WAITS) + 1
"""A letter is tried for most of a day; then people look at it."""

INTERRUPTED, NOT_WRITTEN, BAD_ADDRESS = "interrupted", "not_written", "bad_address"
"""Our own reasons why a letter did not go; all others are the words of the server that refused it."""

WORD = re.compile(r"\S{1,200}")
NO_CHARACTER = re.compile(f"[{NO_CHARACTERS}]")
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of line breaks and of signs that steer what stands around them."""


def wait_after(tries: int) -> timedelta:
    """How long after an attempt the next one comes; also after one whose end nobody saw."""
    return WAITS[tries - 1] if tries < MOST_TRIES else WAITS[0]


def as_payload(words: Mapping[str, object]) -> dict[str, object]:
    """Ids, dates, numbers and tokens as JSON. Raises ValueError for text: what people wrote stays behind its wall."""
    return {name: _plain(name, value) for name, value in words.items()}


def _plain(name: str, value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, (uuid.UUID, Decimal)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and WORD.fullmatch(value):
        return value
    raise ValueError(f"a letter does not carry {name}: only ids, dates, numbers and tokens")


def single_line(text: str) -> str:
    """Text from people without line breaks and unseen signs: it can begin no header and turn no line around."""
    seen = "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in NO_CHARACTER.sub("", text))
    return re.sub(" {2,}", " ", seen).strip()
