"""Square codes (QR): one that an authenticator app reads from the screen, and those on paper that lead to a page."""

from io import BytesIO
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from segno import QRCode


def square_code(text: str, about: str) -> Markup:
    """An SVG to stand in a page; `about` is what somebody hears who does not see it."""
    drawn = _drawn(text).svg_inline(scale=5, border=4, light="#fff", title=about)
    return Markup(drawn)  # noqa: S704 - segno escapes both


def printed_square_code(text: str) -> str:
    """An SVG that is a picture by itself, without the quiet margin, which the paper around it must keep."""
    picture = BytesIO()
    _drawn(text).save(picture, kind="svg", xmldecl=False, border=0)
    return picture.getvalue().decode()


def _drawn(text: str) -> "QRCode":
    import segno  # not above: a megabyte in every process, for what is made once in a while

    return segno.make(text, error="m", micro=False)
