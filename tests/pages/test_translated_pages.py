"""No page shows a sentence that was never translated: an English msgid stands on none."""

import re

import pytest
from babel.messages.pofile import read_po

from app.config import CHECKOUT

BLANK = re.compile(r"%\(\w+\)[sd]")


def untranslated(language):
    """A pattern for each msgid that reads otherwise in the language; its blanks may hold anything."""
    with (CHECKOUT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [each for each in read_po(file, locale=language) if each.id and each.id != each.string]
    return [_pattern(id) for each in messages for id in ([each.id] if isinstance(each.id, str) else each.id)]


def _pattern(msgid):
    """A single word must be all of a text to be suspected; of more words a part of one is enough."""
    words = ".+?".join(re.escape(piece) for piece in BLANK.split(msgid))
    return words if len(BLANK.sub("", msgid).split()) > 1 else rf"\A{words}\Z"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_page_has_an_english_sentence_in_it(looks, language):
    suspects = re.compile("|".join(untranslated(language)))
    pages = [look for look in looks if look.language == language]
    texts = {text: str(look) for look in pages for text in look.page.words()}
    assert len(pages) > 50
    assert not {(where, text) for text, where in texts.items() if suspects.search(text)}
