"""What kind of file some bytes are: told by what is in them, never by a name. Pure."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

LARGEST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""What a browser and the typesetter still draw on a small machine."""

MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG that tell how large it is."""


@dataclass(frozen=True)
class Kind:
    """A format of MEDIA_TYPES; of a picture its size in pixels too."""

    format: str
    width: int | None = None
    height: int | None = None

    @property
    def is_image(self) -> bool:
        """Whether a text can show it."""
        return self.width is not None

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return MEDIA_TYPES[self.format]


def kind_of(body: bytes) -> Kind | None:
    """None for what is not taken in: other kinds, broken pictures, documents with macros."""
    for begins, read in READERS.items():
        if body.startswith(begins):
            try:
                return read(body)
            # NotImplementedError is zipfile's word for a packing that it does not know.
            except (struct.error, IndexError, ValueError, zipfile.BadZipFile, NotImplementedError):
                return None
    return Kind("csv") if _is_table(body) else None


def _picture(format: str, width: int, height: int) -> Kind | None:
    return Kind(format, width, height) if 0 < width * height <= MOST_PIXELS else None


def _png(body: bytes) -> Kind | None:
    is_whole = body[12:16] == b"IHDR" and body.rstrip(b"\0")[-8:-4] == b"IEND"
    return _picture("png", *struct.unpack(">II", body[16:24])) if is_whole else None


def _gif(body: bytes) -> Kind | None:
    return _picture("gif", *struct.unpack("<HH", body[6:10]))


def _jpeg(body: bytes) -> Kind | None:
    at = 2
    while body[at] == 0xFF:
        marker = body[at + 1]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return _picture("jpeg", width, height)
        at += 1 if marker == 0xFF else 2 + struct.unpack(">H", body[at + 2 : at + 4])[0]
    return None


def _webp(body: bytes) -> Kind | None:
    kind = body[12:16]
    if body[8:12] != b"WEBP":
        return None
    if kind == b"VP8X":
        return _picture("webp", *(1 + int.from_bytes(body[at : at + 3], "little") for at in (24, 27)))
    if kind == b"VP8L":
        bits = int.from_bytes(body[21:25], "little")
        return _picture("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        return _picture("webp", *(each & 0x3FFF for each in struct.unpack("<HH", body[26:30])))
    return None


def _pdf(body: bytes) -> Kind | None:
    return Kind("pdf") if b"%%EOF" in body[-1024:] else None


def _office(body: bytes) -> Kind | None:
    names = zipfile.ZipFile(io.BytesIO(body)).namelist()
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
        return None
    return next((Kind(format) for format, part in OFFICE.items() if part in names), None)


READERS: dict[bytes, Callable[[bytes], Kind | None]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8\xff": _jpeg,
    b"GIF87a": _gif,
    b"GIF89a": _gif,
    b"RIFF": _webp,
    b"%PDF-": _pdf,
    b"PK\x03\x04": _office,
}


def _is_table(body: bytes) -> bool:
    """Rows of text with the same separator in the first ones, and nothing that a browser would take for a page."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    rows = text.splitlines()[:5]
    is_plain = not any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text) and not text.lstrip().startswith("<")
    return is_plain and any(rows and all(separator in row for row in rows) for separator in (";", ",", "\t"))
