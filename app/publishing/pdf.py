"""The outside world of paper: an edition as an accessible (PDF/UA-1) and archival (PDF/A-2a) PDF."""

import json
import subprocess
import sys
from pathlib import Path

from babel.support import Translations

from app.config import CHECKOUT
from app.publishing.document import Reader, document
from app.writing.typeset import FONTS
from tenants.clock import today

PROGRAM = Path(__file__).parent / "typst" / "compile.py"
LONGEST_SECONDS = 120


class PdfFailed(Exception):
    """The edition could not be typeset; the message is the typesetter's reason."""


def make_pdf(content: dict, language: str, *, draft: bool = False) -> bytes:
    """`content` as `content.content_of` makes it; a draft carries a watermark on every page.

    Sixty pages take about a second, in a process of its own.
    """
    words = Translations.load(CHECKOUT / "translations", [language])
    data = document(content, Reader(language, words.gettext), draft=draft, made_on=today())
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the text goes in as data
            [sys.executable, "-I", PROGRAM, FONTS],
            input=json.dumps(data).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise PdfFailed(f"no PDF within {LONGEST_SECONDS} seconds") from error
    if done.returncode:
        raise PdfFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout
