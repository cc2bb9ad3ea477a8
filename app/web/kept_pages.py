"""Pages that a process keeps because they are the same for many visitors; how much of them, in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class KeptPages:
    """Each by all that it was made of, so that none is ever out of date; the one unasked for longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self._pages: OrderedDict[Hashable, tuple[bytes, str]] = OrderedDict()
        self._lock = Lock()

    def page(self, made_of: Hashable, draw: Callable[[], tuple[bytes, str]]) -> tuple[bytes, str]:
        """The page and its ETag, drawn where it is not kept."""
        with self._lock:
            if made_of in self._pages:
                self._pages.move_to_end(made_of)
                return self._pages[made_of]
        drawn = draw()
        with self._lock:
            self._keep(made_of, drawn)
        return drawn

    def _keep(self, made_of: Hashable, drawn: tuple[bytes, str]) -> None:
        if made_of not in self._pages:
            self._pages[made_of] = drawn
            self.bytes += len(drawn[0])
        while self.bytes > self.most_bytes:
            _, (gone, _) = self._pages.popitem(last=False)
            self.bytes -= len(gone)
