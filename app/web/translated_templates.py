"""Templates are compiled once for each language, with their sentences in place: a page says dozens of them, and what
is always said costs nothing to say. Sentences with something to fill in are said while the page is drawn.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from babel.support import Translations
from flask.templating import Environment
from jinja2 import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

SENTENCE = (("name", "_"), ("lparen", "("), ("string", None), ("rparen", ")"))
"""What stands in a template for a whole sentence; None is the sentence itself."""


class BilingualEnvironment(Environment):
    """The application's templates. Those of an overlay, such as the texts of letters, are not of a language."""

    catalogues: Mapping[str, Translations]
    """By language."""
    told: Callable[[], str]
    """The page's language."""

    @cached_property
    def of_language(self) -> dict[str, "BilingualEnvironment"]:
        """Made for the first page: what their base is given later would not reach them."""
        return {code: self.overlay(extensions=[_saying(each)]) for code, each in self.catalogues.items()}

    def get_template(self, name: str, parent: str | None = None, globals: dict | None = None) -> Template:
        """The template in the page's language."""
        if self.overlayed:
            return super().get_template(name, parent, globals)
        return self.of_language[self.told()].get_template(name, parent, globals)


def _saying(catalogue: Translations) -> type[Extension]:
    class Saying(Extension):
        """Puts a catalogue's words in the place of `_("...")`."""

        def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
            tokens, waiting = iter(stream), []
            while waiting := [*waiting, *islice(tokens, len(SENTENCE) - len(waiting))]:
                if _is_sentence(waiting):
                    yield from _said(waiting, catalogue)
                    waiting = []
                else:
                    yield waiting.pop(0)

    return Saying


def _is_sentence(tokens: list[Token]) -> bool:
    return len(tokens) == len(SENTENCE) and all(
        token.type == wanted and value in (None, token.value)
        for token, (wanted, value) in zip(tokens, SENTENCE, strict=True)
    )


def _said(tokens: list[Token], catalogue: Translations) -> Iterator[Token]:
    """`("the translation" | safe)`: safe as what `_` answers, for both are our own words."""
    _, opening, sentence, closing = tokens
    line = sentence.lineno
    yield opening
    yield Token(line, "string", catalogue.gettext(sentence.value) % ())
    yield Token(line, "pipe", "|")
    yield Token(line, "name", "safe")
    yield closing
