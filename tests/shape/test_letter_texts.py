"""Every letter is there in both languages, asks for the same words in each, and has a name on screen."""

import pytest
from jinja2 import meta

from app.messages.kinds import LETTERS, kinds
from app.messages.words import KINDS

TEXTS = sorted(LETTERS.rglob("*fi.txt"))


def swedish(text):
    return text.with_name(text.name.replace("fi.txt", "sv.txt"))


def blanks(app, text):
    return meta.find_undeclared_variables(app.jinja_env.parse(text.read_text("utf-8")))


def test_every_letter_has_both_languages_and_no_third():
    assert sorted(LETTERS.rglob("*.txt")) == sorted([*TEXTS, *map(swedish, TEXTS)])


def test_every_letter_has_a_name_on_screen():
    assert set(KINDS) == kinds()


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.parent.name + "/" + path.name)
def test_both_languages_of_a_letter_say_the_same_things(app, text):
    assert blanks(app, text) == blanks(app, swedish(text))
    counts = [each.read_text("utf-8").count("\n\n") for each in (text, swedish(text))]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("kind", sorted(kinds()))
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_letter_begins_with_its_subject_and_then_an_empty_line(kind, language):
    subject, empty, first = (LETTERS / f"{kind}.{language}.txt").read_text("utf-8").split("\n")[:3]
    assert subject.strip() and first.strip()
    assert empty == ""
