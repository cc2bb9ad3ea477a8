"""What is said to a browser about a chart in a frame: who may frame it, and how it looks. Nothing else is loaded."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

STYLE = Markup(Path(__file__).with_name("frame.css").read_text())  # noqa: S704 - our own
POLICY = "; ".join(
    [
        "default-src 'none'",
        f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]
)
"""Of all our pages these alone may stand in somebody else's."""

HEIGHT = 560
FRAME = Markup(
    '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" referrerpolicy="no-referrer"'
    ' style="border: 0"></iframe>'
)


def framing(address: str, title: str) -> str:
    """What is copied to a page, its title for those who do not see the frame."""
    return str(FRAME.format(address, title, HEIGHT))
