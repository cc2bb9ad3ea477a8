"""The pieces of a picture: its frame with title and description, texts and markers. Every name goes through `words`.

All is said with presentation attributes, so that the same picture stands on a page whose policy forbids styles inside
it, and in a PDF.
"""

from markupsafe import Markup, escape

from tenants.unwritable import UNWRITABLE

TEXT_SIZE = 15
FONTS = "'Source Sans 3', 'Source Sans Pro', arial, sans-serif"
ANCHORS = {"left": "", "middle": ' text-anchor="middle"', "right": ' text-anchor="end"'}
# From the middle of a letter's height down to its foot, in ems.
FOOT = 0.34
# Corners in sizes from the middle, drawn so that all shapes look equally heavy.
CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0, -1.15), (1.15, 0.9), (-1.15, 0.9)),
    "fallen": ((0, 1.15), (1.15, -0.9), (-1.15, -0.9)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "bowtie": ((-1.2, -0.95), (0, -0.3), (1.2, -0.95), (1.2, 0.95), (0, 0.3), (-1.2, 0.95)),
}


def words(text: str) -> Markup:
    """A text from outside, fit to stand in a picture: a PDF with one that is no XML could not be made."""
    return escape(UNWRITABLE.sub("", text))


def picture(
    prefix: str, title: str, description: str, size: tuple[float, float], body: str, scale: float = 1
) -> Markup:
    """The whole image. `prefix` begins its ids and is unique on the page; `size` is in pixels, `scale` units in one."""
    key, (width, height) = words(prefix), size
    described = f'<desc id="{key}-description">{words(description)}</desc>' if description else ""
    names = f"{key}-title {key}-description" if description else f"{key}-title"
    return Markup(  # noqa: S704 - every text in it went through escape
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{names}" width="{width:g}"'
        f' height="{height:g}" viewBox="0 0 {width * scale:g} {height * scale:g}">'
        f'<title id="{key}-title">{words(title)}</title>{described}{body}</svg>'
    )


def lettering(body: str, colour: str, scale: float = 1) -> str:
    """Texts in our type."""
    return f'<g font-family="{FONTS}" font-size="{TEXT_SIZE * scale:g}" fill="{colour}">{body}</g>'


def label(x: float, y: float, text: str, anchor: str = "left", attributes: str = "", scale: float = 1) -> str:
    """One line of text around the height `y`; `attributes` are finished ones, with a blank before each."""
    foot = y + TEXT_SIZE * FOOT * scale
    return f'<text x="{x:.1f}" y="{foot:.1f}"{ANCHORS[anchor]}{attributes}>{words(text)}</text>'


def marker(shape: str, x: float, y: float, size: float, colour: str) -> str:
    """A mark around a point, `size` from its middle to its edge, set off by a thin white rim from what lies below."""
    if shape == "ring":
        rim = f'fill="#ffffff" stroke="{colour}" stroke-width="2"'
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size - 1:.1f}" {rim}/>'
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}" stroke="#ffffff"/>'
    corners = " ".join(f"{x + size * across:.1f},{y + size * down:.1f}" for across, down in CORNERS[shape])
    return f'<polygon points="{corners}" fill="{colour}" stroke="#ffffff"/>'
