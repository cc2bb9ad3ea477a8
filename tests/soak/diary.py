"""What happens during the soak is written down here, by all its people at once."""

import threading
import time
from dataclasses import dataclass, field

from tests.soak.rules import PARTS, SECONDS_AFTER_A_FAULT, Visit


@dataclass
class Diary:
    """Times are seconds from the beginning. `length` is how long people come."""

    length: float
    visits: list[Visit] = field(default_factory=list)
    faults: list[tuple[float, str]] = field(default_factory=list)
    saved: set[str] = field(default_factory=set)
    """Every sentence whose save was answered."""
    editions: int = 1
    """The newest edition of the published report."""
    published: int = 0
    """How many publications were answered."""
    began: float = field(default_factory=time.monotonic)
    over: threading.Event = field(default_factory=threading.Event)

    def now(self) -> float:
        """Seconds from the beginning."""
        return time.monotonic() - self.began

    def goes_on(self) -> bool:
        """Whether people still come."""
        return self.now() < self.length and not self.over.is_set()

    def bears_faults(self) -> bool:
        """Whether it is neither the first part of the time nor the last."""
        part = self.length / PARTS
        return part <= self.now() < self.length - part - SECONDS_AFTER_A_FAULT and self.goes_on()

    def rest(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        self.over.wait(max(0.0, min(seconds, self.length - self.now())))

    def note_fault(self, what: str) -> None:
        """Something was killed just now."""
        self.faults.append((self.now(), what))

    def moments_of_faults(self) -> list[float]:
        """When."""
        return [at for at, _ in self.faults]
