"""The square code (QR) that an authenticator app reads from the screen."""

from markupsafe import Markup


def square_code(text: str, about: str) -> Markup:
    """An SVG to stand in a page; `about` is what somebody hears who does not see it."""
    import segno  # not above: a megabyte in every process, for a page that is opened once a year

    drawn = segno.make(text, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=5, border=4, light="#fff", title=about))  # noqa: S704 - segno escapes both
