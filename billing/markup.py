"""How our XML files are put together: one function, and nothing that is blank gets in."""

from lxml import etree

from tenants.unwritable import UNWRITABLE


def element(name: str, *content: etree._Element | str | None, **attributes: str) -> etree._Element | None:
    """An element with text or children; None, which its parent passes over, where there is nothing to hold."""
    held = [UNWRITABLE.sub("", piece).strip() if isinstance(piece, str) else piece for piece in content]
    held = [piece for piece in held if piece is not None and piece != ""]
    if not held:
        return None
    made = etree.Element(name, attributes)
    for piece in held:
        if isinstance(piece, str):
            made.text = piece
        else:
            made.append(piece)
    return made


def compact(identifier: str) -> str:
    """An account or a reference as machines read it, without the spaces people read it by."""
    return "".join(identifier.split())
