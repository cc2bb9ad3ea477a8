"""Files as people bring them in, each as small as its kind can be."""

import io
import struct
import zipfile
import zlib

from app.attachments import actions
from app.attachments.kinds import kind_of
from app.reports.models import Attachment
from app.reports.queries import report_by_number
from tests.makers import MunicipalityOfTest

NAMES = {
    "name_fi": "Silta keväällä",
    "name_sv": "Bron om våren",
    "alternative_fi": "Silta, jonka alla on jäitä",
    "alternative_sv": "En bro med is under",
}


def png_head(width: int, height: int) -> bytes:
    """How a grey picture of this size begins."""
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


def png(width: int = 3, height: int = 2) -> bytes:
    """A grey picture."""
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return png_head(width, height) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def office(*parts: str) -> bytes:
    """A zip with these parts in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return made.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def an_attachment(municipality: MunicipalityOfTest, body: bytes = b"", report: int = 1, **names: str) -> Attachment:
    """A file of a report, a picture unless `body` is another; committed."""
    body = body or png()
    with municipality.session() as session, session.begin():
        found = report_by_number(session, report)
        return actions.attach(session, municipality.coordinator, found, body, kind_of(body), NAMES | names)
