"""Runs as a process of its own: pictures as SVG on stdin, a JSON list of them as PNG (base64) on stdout.

As `compile`, and for the same reason run by its path.
"""

import base64
import json
import sys

import typst

DOTS_PER_INCH = 192


def main(root: str, template: str, fonts: str) -> None:
    """Each page of the template is one picture."""
    try:
        drawn = typst.compile(
            template,
            root=root,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format="png",
            ppi=DOTS_PER_INCH,
            sys_inputs={"data": sys.stdin.buffer.read().decode()},
        )
    except typst.TypstError as error:
        sys.exit(error.message)
    pages = drawn if isinstance(drawn, list) else [drawn]
    json.dump([base64.b64encode(page).decode() for page in pages], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
