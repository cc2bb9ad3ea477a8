"""The outside world of paper: a fixed template and plain data become an accessible, archival PDF, or pictures."""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

APP = Path(__file__).parents[1]
PROGRAM = Path(__file__).parent / "typst" / "compile.py"
# The front end's build puts the typesetter's fonts here.
FONTS = APP / "static" / "built" / "typesetting"
DRAWING = PROGRAM.parent / "draw.py"
PICTURE = PROGRAM.parent / "picture.typ"
LONGEST_SECONDS = 120


class TypesettingFailed(Exception):
    """There is no PDF or picture; the message is the typesetter's reason."""


def typeset(template: Path, data: dict) -> bytes:
    """PDF/UA-1 and PDF/A-2a in one file, from a Typst template of `app`, which finds the data in `base.typ`.

    Sixty pages take about a second, in a process of its own.
    """
    return _run(PROGRAM, template, data)


def drawn(pictures: Sequence[str]) -> list[bytes]:
    """Each picture (an SVG) as a PNG, for documents that show no SVG; no wider than a page's text."""
    if not pictures:
        return []
    made = _run(DRAWING, DRAWING.parent / "pictures.typ", {"svgs": list(pictures)})
    return [base64.b64decode(each) for each in json.loads(made)]


def pictured(template: Path, data: dict) -> bytes:
    """A PNG of a template's one page, of which three points are eight pixels."""
    (made,) = json.loads(_run(DRAWING, template, data))
    return base64.b64decode(made)


def _run(program: Path, template: Path, data: dict) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the text goes in as data
            [sys.executable, "-I", program, APP, template, FONTS],
            input=json.dumps(data).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingFailed(f"not done within {LONGEST_SECONDS} seconds") from error
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout


def can_be_set(picture: str) -> bool:
    """Whether a picture (an SVG, as of `pictures.as_svg`) comes out on paper."""
    try:
        return bool(typeset(PICTURE, {"svg": picture}))
    except TypesettingFailed:
        return False
