"""No page shows a sentence that was never translated: an English msgid stands on none."""

import re

import pytest
from babel.messages.pofile import read_po

from app.config import CHECKOUT

BLANK = re.compile(r"%\(\w+\)[sd]")


def untranslated(language):
    """Each msgid that reads otherwise in the language."""
    with (CHECKOUT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [each for each in read_po(file, locale=language) if each.id and each.id != each.string]
    return {id for each in messages for id in ([each.id] if isinstance(each.id, str) else each.id)}


def places_of(msgid, everything):
    """Where it stands among texts that have a line each; its blanks may hold anything.

    A single word must be all of a text to be suspected; of more words a part of one is enough.
    """
    pieces = BLANK.split(msgid)
    if not all(piece in everything for piece in pieces):  # much quicker than the pattern, which is seldom needed
        return []
    words = ".+?".join(map(re.escape, pieces))
    pattern = words if len(BLANK.sub("", msgid).split()) > 1 else f"^{words}$"
    return [found.start() for found in re.finditer(pattern, everything, re.MULTILINE)]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_page_has_an_english_sentence_in_it(looks, language):
    pages = [look for look in looks if look.language == language]
    texts = {text: str(look) for look in pages for text in look.page.words()}
    everything = "\n".join(texts)
    suspected = {
        everything[everything.rfind("\n", 0, place) + 1 :].partition("\n")[0]
        for msgid in untranslated(language)
        for place in places_of(msgid, everything)
    }
    assert len(pages) > 50
    assert not {(texts[text], text) for text in suspected}
