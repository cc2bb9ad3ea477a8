"""Which passwords are refused. Pure.

Length is what counts (NIST SP 800-63B-4, OWASP ASVS 5.0 V6.2): no capital, digit or sign is demanded, nothing expires.
Of long passwords those are refused that are guessed first: they are built around a common word, a row of the
keyboard or a year, or around what everybody knows of their owner.
"""

import re
from functools import cache
from pathlib import Path

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1000

LEAST_WORTH = 8
"""What a guesser must find out at least, as `_worth` counts it."""
LEAST_DIFFERENT_SIGNS = 5
ANOTHER_WORD = 3
"""What a common word is worth after the first: a guesser has a few hundred to choose from."""

ROWS = ("abcdefghijklmnopqrstuvwxyzaao", "01234567890", "qwertyuiopa", "asdfghjkloa", "zxcvbnm")
"""With the dots off their letters, as everything is compared."""
SHORTEST_RUN = 4
YEAR = re.compile("(19|20)[0-9]{2}")
PLAIN = str.maketrans("åäöé", "aaoe")
DISGUISES = str.maketrans("013457@$!", "oieastasi")
SERVICE = ("hyvinvointikertomus", "välfärdsberättelse", "hyvinvointi", "välfärd", "kertomus", "berättelse")


def is_easily_guessed(password: str, known: tuple[str, ...]) -> bool:
    """Whether it is among the first that are tried. `known` is what everybody knows of its owner: names, e-mail."""
    plain = _plain(password)
    if len(set(plain)) < LEAST_DIFFERENT_SIGNS:
        return True
    parts = {part for each in map(_plain, (*known, *SERVICE)) for part in (each, *re.split(r"\W+", each))}
    named = sorted((part for part in parts if len(part) >= 3), key=len, reverse=True)
    return any(_worth(each, named) < LEAST_WORTH for each in (plain, plain.translate(DISGUISES)))


def _plain(text: str) -> str:
    return text.casefold().translate(PLAIN)


def _worth(plain: str, named: list[str]) -> int:
    """One for each sign that no dictionary gives away; words, rows and years count as little as they hide."""
    plain, names = _without(plain, named)
    plain, words = _without(plain, _guessed_words())
    plain, runs = _without(plain, _runs())
    years = set(YEAR.findall(plain))
    own = YEAR.sub("", plain)
    return names + min(words, 1) + max(words - 1, 0) * ANOTHER_WORD + runs + len(years) + _different_in_a_row(own)


def _without(text: str, words: list[str]) -> tuple[str, int]:
    """The text without these words, and how many different ones there were; saying one twice adds nothing."""
    found = 0
    for word in words:
        if word in text:
            text, found = text.replace(word, ""), found + 1
    return text, found


def _different_in_a_row(text: str) -> int:
    """The signs of a text, but a repeated one counts once."""
    return len(re.sub(r"(.)\1+", r"\1", text))


@cache
def _guessed_words() -> list[str]:
    lines = Path(__file__).with_name("guessed_words.txt").read_text("utf-8").splitlines()
    words = {_plain(word) for line in lines if not line.startswith("#") for word in line.split() if len(word) >= 4}
    return sorted(words, key=len, reverse=True)


@cache
def _runs() -> list[str]:
    """Every piece of a row, forwards and backwards, the longest first."""
    rows = [way for row in ROWS for way in (row, row[::-1])]
    pieces = {
        row[begin:end] for row in rows for begin in range(len(row)) for end in range(begin + SHORTEST_RUN, len(row) + 1)
    }
    return sorted(pieces, key=len, reverse=True)
