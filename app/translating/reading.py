"""Files of translations: how each kind is written, and which kind a file is that comes back. Pure."""

from app.writing.exchange import BadExchange, Unit, from_csv, to_csv
from app.writing.xliff import from_xliff, to_xliff

FILES = {
    "csv": (lambda units, source, target, title: to_csv(units, source, target), "text/csv"),
    "xlf": (to_xliff, "application/xliff+xml"),
}
"""By suffix: what writes a file of units, and its type."""


def units_of(content: bytes) -> list[Unit]:
    """The units of a file of either kind, into whichever language it translates. Raises BadExchange."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return from_xliff(content)
    try:
        return from_csv(content, "fi", "sv")
    except BadExchange as bad:
        if (bad.reason, bad.place) != ("not_csv", "1"):
            raise
        return from_csv(content, "sv", "fi")
