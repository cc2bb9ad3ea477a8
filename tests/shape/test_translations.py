"""Both languages are complete and say the same: whatever is written in English has its Finnish and its Swedish."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "translations"
LANGUAGES = {"fi": "finnish", "sv": "swedish"}
WHOLE_TEXTS = sorted((ROOT / "app/templates").rglob("*.fi.html"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
LAST_SIGN = re.compile(r"[.:?!]?$")
SAME_AS_ENGLISH = {
    "fi": set(),
    "sv": {
        "%(area)s, median", "Definition", "Period", "Person", "Test", "Text", "Text %(number)s", "Trend",
        "Trend: %(trend)s.", "Version", "Version %(number)s", "definition", "median", "version %(number)s",
        "version %(version)s",
    },
}  # fmt: skip

each_language = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as lines:
        return read_po(lines)


def sentences(path: Path) -> dict[str, str]:
    return {message.id: message.string for message in catalogue(path) if message.id}


def translations(language: str) -> dict[str, str]:
    return sentences(WORDS / language / "LC_MESSAGES/messages.po")


def any_of(stems: str) -> str:
    return "|".join(re.escape(stem) for stem in stems.split("|"))


def outline(page: Path) -> list[str]:
    """The elements of a page and the values filled in, without its words."""
    return re.findall(r"<(?:h\d|p|ul|ol|li|dt|dd|table|tr|th|td|address)\b|\{\{ *[\w.]+", page.read_text("utf-8"))


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> set[str]:
    """Every sentence that stands in the code and the templates now."""
    path = tmp_path_factory.mktemp("words") / "messages.pot"
    program = [sys.executable, "-m", "babel.messages.frontend", "-q"]
    subprocess.run([*program, "extract", "-F", "pyproject.toml", "-o", path, "app"], cwd=ROOT, check=True)
    return set(sentences(path))


def test_the_template_holds_what_the_code_says(gathered):
    template = set(sentences(WORDS / "messages.pot"))
    assert (gathered - template, template - gathered) == (set(), set()), "see translations/README.md"


@each_language
def test_a_catalogue_has_every_sentence_and_no_other(language, gathered):
    words = catalogue(WORDS / language / "LC_MESSAGES/messages.po")
    unsure = [message.id for message in words if message.id and (message.fuzzy or not message.string)]
    assert set(translations(language)) == gathered
    assert (unsure, list(words.obsolete)) == ([], [])


@each_language
def test_a_translation_has_the_blanks_of_its_sentence(language):
    for english, text in translations(language).items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(english)), english


def test_a_bare_percent_sign_stands_in_no_sentence_that_is_filled_in():
    """A template fills in every sentence it shows; code only those with blanks."""
    words = [translations(language) for language in LANGUAGES]
    for message in catalogue(WORDS / "messages.pot"):
        is_filled_in = PLACEHOLDER.search(message.id) or any(path.endswith(".html") for path, _ in message.locations)
        said = " ".join([message.id, *(texts.get(message.id, "") for texts in words)])
        assert not (is_filled_in and "%" in PLACEHOLDER.sub("", said)), message.id


@each_language
def test_a_translation_begins_and_ends_like_its_sentence(language):
    for english, text in translations(language).items():
        assert text == text.strip()
        assert LAST_SIGN.search(text)[0] == LAST_SIGN.search(english)[0], english
        assert "%" in (english[0], text[0]) or text[0].isupper() == english[0].isupper(), english


@each_language
def test_nothing_is_left_in_english(language):
    left = {english for english, text in translations(language).items() if english == text}
    assert left == SAME_AS_ENGLISH[language]


@each_language
def test_the_glossary_s_terms_are_used(language):
    with (WORDS / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        terms = sorted(csv.DictReader(lines), key=lambda term: -len(term["english_stem"]))
    strays = []
    for english, text in translations(language).items():
        rest = PLACEHOLDER.sub("", english)
        for term in terms:  # the longest first, so that a "welfare report" is not taken for a "report"
            rest, found = re.subn(rf"\b({any_of(term['english_stem'])})", "", rest, flags=re.IGNORECASE)
            if found and not re.search(any_of(term[f"{LANGUAGES[language]}_stem"]), text, re.IGNORECASE):
                strays.append((term["english"], english, text))
    assert strays == []


@pytest.mark.parametrize("finnish", WHOLE_TEXTS, ids=lambda path: path.name)
def test_a_whole_text_has_the_same_parts_in_both_languages(finnish):
    swedish = finnish.with_name(finnish.name.replace(".fi.", ".sv."))
    assert outline(finnish) == outline(swedish)
