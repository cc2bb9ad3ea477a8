"""What somebody seeks among everything that is published, in PostgreSQL's words: pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CONFIGURATIONS = {"fi": "finnish", "sv": "swedish"}
"""PostgreSQL's text search of each language: it knows a word by its stem."""

WORD = re.compile(r"\w+")
MOST_WORDS = 10


@dataclass(frozen=True)
class Sought:
    """Nothing of one kind is everything; `year` is one that the report tells of."""

    words: str = ""
    municipality: str = ""
    """Its official code, or the word for it in addresses."""
    county_code: str = ""
    year: int | None = None


def tsquery(words: str) -> str:
    """Every one of the words, each also as the beginning of a longer one: compounds are the rule in both languages.

    Of what is typed only letters and digits are left, so that none of it is an operator.
    """
    return " & ".join(f"{word}:*" for word in WORD.findall(words.lower().replace("_", " "))[:MOST_WORDS])


def words_of(content: dict[str, Any], language: str) -> str:
    """All that an edition's content says in a language, as one text."""
    told = [content["municipality"]["name"][language], content["title"][language]]
    for section in content["sections"]:
        told += [section["title"][language], section["text"][language], *_said(section.get("plan"), language)]
    told.append(content.get("summary", {}).get(language, ""))
    return "\n".join((*told, *_said(content.get("annex"), language)))


def _said(told: Any, language: str) -> Iterator[str]:
    """Every text that stands in both languages somewhere in a plan or an annex, in the one."""
    if isinstance(told, dict) and set(told) == {"fi", "sv"}:
        yield told[language] or ""
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _said(each, language)
