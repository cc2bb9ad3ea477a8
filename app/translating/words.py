"""States of a translation and what is refused, on screen."""

from flask_babel import lazy_gettext as _

from app.sections.words import REFUSALS as OF_SECTIONS
from app.writing.contents import tokens_in
from app.writing.exchange import BadExchange
from app.writing.translating import Pair, same_figures

STATUSES = {
    "current": _("up to date"),
    "out_of_date": _("out of date"),
    "missing": _("missing"),
    "extra": _("only in the translation"),
}
REFUSALS = OF_SECTIONS | {
    "turned_meanwhile": _(
        "Somebody has made the other language the original meanwhile. Copy what you wrote and open the page again."
    ),
}
LANGUAGES = {"fi": _("Finnish"), "sv": _("Swedish")}
OTHER_FIGURES = _(
    "The figures must be the same in both languages. In the original: %(original)s."
    " In the translation: %(translation)s."
)
TURNED = _("The two did not say the same when the original language was changed.")
IN_PARAGRAPH = _("Paragraph %(number)s: %(sentence)s")
NO_FIGURES = _("no figures")


def other_figures(original: str, translation: str) -> str:
    """The sentence about a translation whose figures are not its original's."""
    named = {"original": original, "translation": translation}
    tokens = {name: " ".join(tokens_in(text)) or NO_FIGURES for name, text in named.items()}
    return str(OTHER_FIGURES) % tokens


def unfinished(number: int, original: str, translation: str) -> str:
    """The same sentence about the translation of a paragraph that is still written."""
    return str(IN_PARAGRAPH) % {"number": number, "sentence": other_figures(original, translation)}


def differing_figures(pair: Pair) -> str | None:
    """The same sentence about what is stored: both languages may have been written elsewhere, each by itself."""
    if pair.source and pair.target and not same_figures(pair.source.text, pair.target.text):
        return other_figures(pair.source.text, pair.target.text)
    return None


OUTCOMES = {
    "new": _("new"),
    "changed": _("changes"),
    "older": _("is taken in, but the original has changed since the file was made: it will be out of date"),
    "same": _("as before"),
    "empty": _("no translation: nothing happens"),
    "unknown": _("not in this report any more"),
    "closed": _("the section is approved: its coordinator must return it first"),
    "other_figures": _("names other figures than the original"),
    "unprintable": _("has characters that cannot be printed"),
}
IMPORT_REFUSALS = REFUSALS | {
    "changed_meanwhile": _("The texts have changed meanwhile. Look at what would happen now."),
    "nothing_to_store": _("There is nothing to store."),
}
BAD_FILES = {
    "too_large": _("The file is too large."),
    "not_xml": _("The file cannot be read as XML."),
    "not_xliff": _("The file is not XLIFF 2."),
    "not_csv": _(
        "The file is not as it was handed out. Keep its columns, and save it as CSV with semicolons and UTF-8."
    ),
    "unknown_element": _("The file holds something that is not understood."),
    "same_unit_twice": _("The same paragraph is twice in the file."),
    "unknown_state": _("The file has an unknown state. The state is one of: missing, out_of_date, current."),
}


def bad_file(bad: BadExchange) -> str:
    """The sentence about a file that cannot be taken in, with the place."""
    sentence = str(BAD_FILES[bad.reason])
    return f"{sentence} ({bad.place})" if bad.place else sentence
