"""How easy a text is to read, by its sentences and words: a rule of thumb, which tells and never stops. Pure.

Whether a text is plain a person judges; Selkokeskus has no limits in numbers, and these are our own.
"""

import re
from dataclasses import dataclass

from app.writing.contents import WORD, plain
from app.writing.parse import parse

# An ordinal (12. toukokuuta, 12. maj) ends no sentence: what follows it is no capital.
SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’»)]))\s+(?=[\"”’»(–-]*[A-ZÅÄÖ0-9])")
LONG_SENTENCE = 15
"""More words than this are much for one sentence."""

LONG_WORD = {"fi": 15, "sv": 13}
"""So many letters or more; Finnish words have endings where Swedish has small words."""

MOST_SHOWN = 5


@dataclass(frozen=True)
class Reading:
    """Of a text: how many sentences and words, the longest sentences and words of those that are long."""

    sentences: int
    words: int
    long_sentences: tuple[str, ...]
    long_words: tuple[str, ...]

    @property
    def average(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences

    @property
    def is_easy(self) -> bool:
        """Whether nothing in it is long."""
        return not self.long_sentences and not self.long_words


def reading_of(text: str, language: str) -> Reading | None:
    """What there is to notice; nothing of a text without words. A heading and an item of a list are sentences too."""
    sentences = [each for line in plain(parse(text)).split("\n") for each in SENTENCE_END.split(line)]
    counted = {each: len(words) for each in sentences if (words := WORD.findall(each))}
    if not counted:
        return None
    words = [word for each in sentences for word in WORD.findall(each)]
    return Reading(
        sentences=sum(each in counted for each in sentences),
        words=len(words),
        long_sentences=_longest({each for each, count in counted.items() if count > LONG_SENTENCE}),
        long_words=_longest({each for each in words if sum(map(str.isalpha, each)) >= LONG_WORD[language]}),
    )


def _longest(texts: set[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda each: (-len(each), each))[:MOST_SHOWN])
