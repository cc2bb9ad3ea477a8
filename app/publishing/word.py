"""An edition as a Word document."""

from collections.abc import Mapping

from app.publishing.document import document
from app.publishing.pdf import NO_PICTURES, reader_of
from tenants.clock import today


def make_word(content: dict, language: str, bodies: Mapping[int, bytes] = NO_PICTURES, *, draft: bool = False) -> bytes:
    """Says what the PDF says, word for word; a draft carries a watermark on every page."""
    # Not above: megabytes in every process, for a file that few make.
    from app.publishing.word_document import word_of
    from app.writing.word_inline import Picture

    reader = reader_of(content, language, bodies)
    told = document(content, reader, draft=draft, made_on=today())
    kept = {
        reader.pictures[each["number"]]: Picture(bodies[each["number"]], each["format"], each["width"], each["height"])
        for each in content.get("attachments", ())
        if each["width"]
    }
    return word_of(told, reader, kept)
