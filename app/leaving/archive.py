"""A zip on its way out, piece by piece, with a manifest of everything in it. Knows nothing of what it holds."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

FORMAT, VERSION = "welfare-report-export", 1
MANIFEST = "manifest.json"
PIECE = 1024 * 1024
"""How large the pieces are in which the zip is handed on: only one is here at a time."""

PACKED_ALREADY = (".pdf", ".png", ".jpg", ".jpeg", ".zip")


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


class Archive:
    """A zip being written. `files` is its manifest: size and SHA-256 of each file by its place."""

    def __init__(self, to: Pieces, made_at: datetime):
        self.zip = zipfile.ZipFile(to, "w")
        self.made_at = made_at
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, place: str, content: bytes | str) -> None:
        """A file that is here whole."""
        self.add_pieces(place, [content.encode() if isinstance(content, str) else content])

    def add_json(self, place: str, data: object) -> None:
        """A small file for programs, which people can read too."""
        self.add(place, json.dumps(data, ensure_ascii=False, indent=1) + "\n")

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

    def close(self, **told: object) -> None:
        """Write the manifest, last, and the zip's own list."""
        manifest = {"format": FORMAT, "version": VERSION, "made_at": self.made_at.isoformat(), **told}
        manifest["files"] = dict(sorted(self.files.items()))
        self.add_json(MANIFEST, manifest)
        self.zip.close()
