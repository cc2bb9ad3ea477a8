"""Runs as a process of its own: a document's data on stdin, its PDF on stdout, the reason on stderr if there is none.

The typesetter's memory grows with every document and it hangs after a fork, so no process of
the service ever imports it. This file is run by its path and imports nothing of ours but its neighbour.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import typst

STANDARDS = ["ua-1", "a-2a"]


def main(root: str, template: str, fonts: str) -> None:
    """Typeset what stands on stdin with a template below `root` and the fonts of one directory."""
    sys.path.append(str(Path(__file__).parent))
    with ThreadPoolExecutor(1) as beside:
        # What mends tags takes a tenth of a second to load: while it is typeset, on another processor.
        mending = beside.submit(import_module, "mending")
        try:
            typeset = typst.compile(
                template,
                root=root,
                font_paths=[fonts],
                ignore_system_fonts=True,
                pdf_standards=STANDARDS,
                sys_inputs={"data": sys.stdin.buffer.read().decode()},
            )
        except typst.TypstError as error:
            sys.exit(error.message)
    mending.result().mended(typeset, sys.stdout.buffer)


if __name__ == "__main__":
    main(*sys.argv[1:])
