"""What kind of file some bytes are: by what is in them, whatever they are called."""

import struct

import pytest

from app.attachments.kinds import MEDIA_TYPES, kind_of
from tests.attachments import PDF, office, png, png_head

JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 5, 7) + b"\x03rest\xff\xd9"
GIF = b"GIF89a" + struct.pack("<HH", 9, 8) + b"\0\0\0;"
WEBP = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0b\0\0\x04\0\0"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (png(3, 2), ("png", 3, 2)),
        (JPEG, ("jpeg", 7, 5)),
        (GIF, ("gif", 9, 8)),
        (WEBP, ("webp", 12, 5)),
        (PDF, ("pdf", None, None)),
        (office("[Content_Types].xml", "word/document.xml"), ("docx", None, None)),
        (office("[Content_Types].xml", "xl/workbook.xml"), ("xlsx", None, None)),
        ("Nimi;Arvo\nÄiti;3\n".encode(), ("csv", None, None)),
    ],
)
def test_a_file_is_what_is_in_it(body, kind):
    found = kind_of(body)
    assert (found.format, found.width, found.height) == kind
    assert found.media_type == MEDIA_TYPES[kind[0]]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>a;b</html>",
        b"MZ\x90\0;;;",
        png()[:20],
        png()[:-8],
        png_head(30_000, 30_000) + png()[33:],
        PDF[:9],
        office("word/document.xml", "word/vbaProject.bin"),
        office("mimetype"),
        b"PK\x03\x04 broken",
        office("word/document.xml").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
        JPEG[:6],
        b"GIF89a\0",
        b"RIFF1234AVI ",
        b"just words",
        "ä;ö".encode("latin-1"),
    ],
)
def test_what_is_broken_dangerous_or_of_another_kind_is_not_taken_in(body):
    assert kind_of(body) is None
