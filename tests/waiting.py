"""How long tests wait for what must come. Waiting costs nothing when all goes well, so they bear a machine on which
many processes share two processors."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 120
PATIENCE_MILLISECONDS = 1_000 * PATIENCE_SECONDS


def wait_until(is_so: Callable[[], object]) -> None:
    """Look again and again until it holds; raises AssertionError when it does not in time."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends, "it never came to be so"
        time.sleep(0.02)
