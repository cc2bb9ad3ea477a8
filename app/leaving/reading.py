"""An export that somebody hands in: opened, and believed in nothing before all of it has been checked.

Nothing is unpacked to a disk. What the zip claims of its sizes is checked while it is read, so that a small file which
would become a huge one is given up early.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.leaving.archive import FORMAT, MANIFEST, VERSION
from app.leaving.fates import FATES

PLACE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*")
"""A file's place: it begins in the zip and never leads upwards."""

LARGEST_MANIFEST = 64 * 2**20
LARGEST_FILE = 512 * 2**20
LARGEST_EXPORT = 20 * 2**30
PIECE = 2**20


class BadExport(Exception):
    """Why a file is not brought in, as a sentence for the operator."""


class HandedIn:
    """An export whose every file is as its manifest says."""

    def __init__(self, opened: zipfile.ZipFile, manifest: dict[str, Any]):
        self.zip = opened
        self.files: dict[str, dict[str, Any]] = manifest["files"]
        self.tables: dict[str, dict[str, Any]] = manifest["tables"]

    def json(self, place: str) -> Any:
        """A small file of data. Raises BadExport."""
        return _parsed(self.content(place), place)

    def content(self, place: str) -> bytes:
        """A whole file. Raises BadExport where there is none."""
        if place not in self.files:
            raise BadExport(f"{place} is missing.")
        return b"".join(self._pieces(place))

    def lines(self, table: str) -> Iterator[str]:
        """A table's rows, each as it was written."""
        with self.zip.open(self.tables[table]["file"]) as rows:
            for row in rows:
                yield row.decode().rstrip("\n")

    def _pieces(self, place: str) -> Iterator[bytes]:
        left = self.files[place]["size"]
        with self.zip.open(place) as file:
            while piece := file.read(PIECE):
                left -= len(piece)
                if left < 0:
                    break
                yield piece
        if left:
            raise BadExport(f"{place} is not as long as the manifest says.")

    def check(self) -> None:
        """Every file against its checksum. Raises BadExport."""
        for place, told in self.files.items():
            digest = hashlib.sha256()
            for piece in self._pieces(place):
                digest.update(piece)
            if digest.hexdigest() != told["sha256"]:
                raise BadExport(f"{place} has been changed or damaged: its checksum is another.")
        for name, told in self.tables.items():
            if self.files.get(told["file"], {}).get("sha256") != told["sha256"]:
                raise BadExport(f"The checksum of table {name} is not that of its file.")


@contextmanager
def handed_in(path: Path) -> Iterator[HandedIn]:
    """An export, opened and checked. Raises BadExport."""
    try:
        with zipfile.ZipFile(path) as opened:
            _check_list(opened)
            export = HandedIn(opened, _manifest(opened))
            export.check()
            yield export
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadExport(f"This is no zip file that can be read: {error}.") from error


def _check_list(opened: zipfile.ZipFile) -> None:
    names = opened.namelist()
    if len(set(names)) != len(names):
        raise BadExport("The zip holds the same file twice.")
    for each in opened.infolist():
        if not PLACE.fullmatch(each.filename):
            raise BadExport(f"The zip holds a file with a name that is not allowed: {each.filename!r}.")
        if each.file_size > (LARGEST_MANIFEST if each.filename == MANIFEST else LARGEST_FILE):
            raise BadExport(f"{each.filename} is too large.")
    if sum(each.file_size for each in opened.infolist()) > LARGEST_EXPORT:
        raise BadExport("All files together are too large.")
    if MANIFEST not in names:
        raise BadExport(f"{MANIFEST} is missing: this is no export.")


def _manifest(opened: zipfile.ZipFile) -> dict[str, Any]:
    with opened.open(MANIFEST) as file:
        manifest = _parsed(file.read(LARGEST_MANIFEST), MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadExport("The manifest is not that of an export.")
    if manifest.get("version") != VERSION:
        raise BadExport(f"The export's format has version {manifest.get('version')}; version {VERSION} can be read.")
    try:
        _check_told(manifest, set(opened.namelist()) - {MANIFEST})
    except (KeyError, TypeError, AttributeError) as error:
        raise BadExport("The manifest is not complete.") from error
    return manifest


def _check_told(manifest: dict[str, Any], names: set[str]) -> None:
    files, tables = manifest["files"], manifest["tables"]
    if set(files) != names:
        raise BadExport("The zip does not hold the files of its manifest, and only them.")
    if not all(isinstance(each["size"], int) and isinstance(each["sha256"], str) for each in files.values()):
        raise BadExport("The manifest is not complete.")
    if unknown := set(tables) - set(FATES):
        raise BadExport(f"The export holds tables that are not known here: {', '.join(sorted(unknown))}.")
    if any({"file", "rows", "sha256"} - set(each) for each in tables.values()):
        raise BadExport("The manifest is not complete.")


def _parsed(content: bytes, place: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadExport(f"{place} cannot be read: {error}.") from error
