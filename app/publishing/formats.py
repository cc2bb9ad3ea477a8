"""The files that an edition is made into, all from its content alone: most when it is published, some soon after.

Another format is a line here and its words in `words.WAYS`: it is then made of each edition, previewed, handed out at
the edition's address with its suffix, closed with a withdrawn edition and checked by `verifying`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from app.attachments.kinds import MEDIA_TYPES
from app.publishing.content import has_summary
from app.publishing.open_data import make_csv, make_json
from app.publishing.own_csv import METADATA_SUFFIX, SUFFIX, make_own_csv, make_own_metadata
from app.publishing.own_indicators import own_indicators_in
from app.publishing.pdf import make_pdf
from app.publishing.word import make_word
from app.publishing.workbook import make_excel
from app.residents.poster import make_poster
from app.residents.profile import make_profile
from app.residents.sharing import make_picture, make_picture_words
from app.residents.slides import make_slides
from app.residents.summary import make_summary

EXCEL = MEDIA_TYPES["xlsx"]
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class Maker(Protocol):
    """Makes a file of one language. Pure but for the clock; raises TypesettingFailed where it cannot."""

    def __call__(
        self, content: dict[str, Any], language: str, bodies: Mapping[int, bytes], *, draft: bool = False
    ) -> bytes:
        """`content` as `gathering.content_now` makes it; `bodies` the attachments that it names, or its pictures,
        by number. A content of no edition is a preview and says so; a draft says that as well.
        """


@dataclass(frozen=True)
class Format:
    """`way` is whether a browser opens it in its own window (inline) or stores it (attachment).

    What `is_made_later` takes long: the worker makes it, and nobody waits for it. It is handed the content with the
    `address` at which the edition is read, by language.
    """

    media_type: str
    make: Maker
    way: str = "attachment"
    is_made_later: bool = False
    needs: Callable[[Mapping[str, Any]], object] = bool
    """What a content must have for it; most files are made of every content."""


FORMATS = {
    "pdf": Format("application/pdf", make_pdf, "inline"),
    "docx": Format(MEDIA_TYPES["docx"], make_word),
    "xlsx": Format(EXCEL, make_excel),
    "csv": Format("text/csv; charset=utf-8", make_csv),
    SUFFIX: Format("text/csv; charset=utf-8", make_own_csv, needs=own_indicators_in),
    METADATA_SUFFIX: Format("application/csvm+json", make_own_metadata, needs=own_indicators_in),
    "json": Format("application/json", make_json),
    "summary.pdf": Format("application/pdf", make_summary, "inline", is_made_later=True, needs=has_summary),
    "profile.pdf": Format("application/pdf", make_profile, "inline", is_made_later=True),
    "poster.pdf": Format("application/pdf", make_poster, "inline", is_made_later=True),
    "picture.png": Format("image/png", make_picture, "inline", is_made_later=True),
    "picture.txt": Format("text/plain; charset=utf-8", make_picture_words, "inline", is_made_later=True),
    "pptx": Format(POWERPOINT, make_slides, is_made_later=True),
}
"""By the suffix of their address, which is their `EditionFile.format`."""

LATER = {kind: known for kind, known in FORMATS.items() if known.is_made_later}
AT_ONCE = {kind: known for kind, known in FORMATS.items() if not known.is_made_later}


def formats_of(content: Mapping[str, Any]) -> list[str]:
    """Those that are made of a content, now or later."""
    return [kind for kind, known in FORMATS.items() if known.needs(content)]
