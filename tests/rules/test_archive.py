"""A zip that leaves in pieces: whole, as its manifest says, and never a byte after it was broken off."""

import gc
import hashlib
import io
import json
import os
import zipfile
from datetime import UTC, datetime

import pytest

from app.leaving import archive
from app.web import zip_files

AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    """So that a small zip has many."""
    monkeypatch.setattr(zip_files, "PIECE", 100)


def test_the_pieces_together_are_the_zip():
    handed = []
    content = os.urandom(1000)
    with zip_files.Pieces(handed.append) as pieces:
        made = archive.Archive(pieces, AT)
        made.add("a/b.pdf", content)
        made.close(tables={})
        pieces.finish()
    whole = b"".join(handed)
    assert {len(piece) for piece in handed[:-1]} == {100}
    assert (pieces.size, pieces.digest.hexdigest()) == (len(whole), hashlib.sha256(whole).hexdigest())
    zipped = zipfile.ZipFile(io.BytesIO(whole))
    assert zipped.read("a/b.pdf") == content
    told = {"size": 1000, "sha256": hashlib.sha256(content).hexdigest()}
    assert json.loads(zipped.read(archive.MANIFEST))["files"] == {"a/b.pdf": told}


def test_the_same_place_is_given_once():
    with zip_files.Pieces(len) as pieces:
        made = archive.Archive(pieces, AT)
        made.add("a", b"")
        with pytest.raises(ValueError, match="already"):
            made.add("a", b"")


def test_a_zip_that_was_broken_off_hands_on_nothing_when_it_is_forgotten():
    handed = []
    with zip_files.Pieces(handed.append) as pieces:
        made = archive.Archive(pieces, AT)
        made.add("a/b.pdf", os.urandom(1000))
    before = len(handed)
    del made
    gc.collect()
    assert len(handed) == before > 5
