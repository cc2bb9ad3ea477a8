"""A zip on its way out, piece by piece. Knows nothing of what it holds."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

PIECE = 1024 * 1024
"""How large the pieces are in which the zip is handed on: only one is here at a time."""

PACKED_ALREADY = (".pdf", ".png", ".jpg", ".jpeg", ".zip", ".docx", ".xlsx")


class Pieces:
    """What a zip is written to: it is never read back, and leaves in pieces of one size.

    After its `with` nothing leaves any more: a zip that was broken off writes its end when Python forgets it.
    """

    def __init__(self, hand_on: Callable[[bytes], None]):
        self.hand_on = hand_on
        self.held = bytearray()
        self.size = 0
        self.digest = hashlib.sha256()

    def __enter__(self) -> "Pieces":
        return self

    def __exit__(self, *trouble: object) -> None:
        self.hand_on = lambda piece: None

    def write(self, content: bytes) -> int:
        """Take a little; hand on what is a whole piece."""
        self.held += content
        self.size += len(content)
        self.digest.update(content)
        while len(self.held) >= PIECE:
            self.hand_on(bytes(self.held[:PIECE]))
            del self.held[:PIECE]
        return len(content)

    def flush(self) -> None:
        """A zip is flushed at moments of its own; pieces stay whole."""

    def finish(self) -> None:
        """Hand on the rest."""
        if self.held:
            self.hand_on(bytes(self.held))
            self.held.clear()


class Zip:
    """A zip being written. `files` tells size and SHA-256 of each file by its place."""

    def __init__(self, to: Pieces, made_at: datetime):
        self.zip = zipfile.ZipFile(to, "w")
        self.made_at = made_at
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, place: str, content: bytes | str) -> None:
        """A file that is here whole."""
        self.add_pieces(place, [content.encode() if isinstance(content, str) else content])

    def add_pieces(self, place: str, pieces: Iterable[bytes]) -> None:
        """A file of any size. Raises ValueError where there is one already."""
        if place in self.files:
            raise ValueError(f"{place} is in the zip already")
        about = zipfile.ZipInfo(place, self.made_at.timetuple()[:6])
        about.compress_type = zipfile.ZIP_STORED if place.endswith(PACKED_ALREADY) else zipfile.ZIP_DEFLATED
        about.external_attr = 0o644 << 16
        size, digest = 0, hashlib.sha256()
        with self.zip.open(about, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                size += len(piece)
                digest.update(piece)
        self.files[place] = {"size": size, "sha256": digest.hexdigest()}

    def close(self) -> None:
        """Write the zip's own list."""
        self.zip.close()


def begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, of which the first is here: what breaks before anything has gone out is told on a page."""
    return chain([next(pieces, b"")], pieces)


def zipped(files: Iterable[tuple[str, bytes]], made_at: datetime) -> Iterator[bytes]:
    """The pieces of a zip of these files: the same files of the same moment are the same bytes."""
    held: list[bytes] = []
    with Pieces(held.append) as pieces:
        made = Zip(pieces, made_at)
        for place, content in files:
            made.add(place, content)
            yield from held
            held.clear()
        made.close()
        pieces.finish()
        yield from held
