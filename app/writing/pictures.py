"""Pictures for the typesetter, which is handed text only."""

import base64

KINDS = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def as_svg(content: bytes, media_type: str, width: int, height: int) -> str:
    """A picture within an SVG, for `Printed.image`; its bytes stay as they are.

    `width` and `height` are the picture's own, in pixels. Raises ValueError for another kind of file.
    """
    if media_type not in KINDS:
        raise ValueError(f"no picture for print: {media_type}")
    size = f'width="{width:d}" height="{height:d}"'
    address = f"data:{media_type};base64,{base64.b64encode(content).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'
