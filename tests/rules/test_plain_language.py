"""What the rule of thumb notices of a text in plain language."""

from app.plain_language.rules import reading_of


def test_sentences_are_counted_as_they_are_read():
    text = "# Nuoret\n\nKunta avaa talon 1. toukokuuta. ”Hyvä!” sanoo Aino. **Mitä** muuta?\n\n- ruokaa\n- Seuraa."
    reading = reading_of(text, "fi")
    assert (reading.sentences, reading.words) == (6, 13)
    assert reading.is_easy and round(reading.average, 1) == 2.2


def test_what_is_long_is_shown_and_the_longest_first():
    many = " ".join(["Sana"] * 16)
    reading = reading_of(f"{many}. {many} loppu. Lyhyt. Hyvinvointikertomus on työhyvinvointijohtaminen.", "fi")
    assert reading.long_sentences == (f"{many} loppu.", f"{many}.")
    assert reading.long_words == ("työhyvinvointijohtaminen", "Hyvinvointikertomus")
    assert not reading.is_easy


def test_each_language_has_its_own_long_words_and_nothing_is_said_of_nothing():
    word = "a" * 13
    assert reading_of(word, "sv").long_words == (word,)
    assert reading_of(word, "fi").is_easy
    assert reading_of(" \n\n---\n", "fi") is None
