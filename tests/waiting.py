"""How long tests wait for what must come. Waiting costs nothing when all goes well, so they bear a machine on which
many processes share two processors."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 120
PATIENCE_MILLISECONDS = 1_000 * PATIENCE_SECONDS


def wait_until(is_so: Callable[[], object]) -> None:
    """Look again and again until it holds; raises AssertionError when it does not in time.

    More and more seldom: a look takes from the processor what those need who are waited for.
    """
    ends, pause = time.monotonic() + PATIENCE_SECONDS, 0.02
    while not is_so():
        assert time.monotonic() < ends, "it never came to be so"
        time.sleep(pause)
        pause = min(pause * 1.1, 0.2)
