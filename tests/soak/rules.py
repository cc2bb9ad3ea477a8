"""What is borne and what is not. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

PARTS = 5
"""What is compared is the first of as many parts of the time with the last; faults happen between these two."""
SECONDS_AFTER_A_FAULT = 5.0
"""So long somebody may be told that it did not work; who asks later must notice nothing."""
ENOUGH = 100
"""Of fewer visits the 99th percentile is the slowest one, which says more of the machine than of the service."""
SECONDS_TO_WARM_UP, SECONDS_TO_FILL = 60.0, 120.0
"""At most until pages are as quick as they are, and until a process holds what it keeps for them."""
MOST_SLOWER, MOST_GROWTH = 1.5, 1.3

Sample = tuple[float, float]
"""When, and how much."""

CONTINUES = re.compile(
    r"^(\s|$|[|+]|Traceback |During handling |The above exception |\(Background on |\[SQL|\[parameters"
    r"|[\w.]+(\.\w+|Error|Exception|Group)(: |$))"
)
SECONDS_OF_A_LINE = 1.0
"""Until what is said as a request ends has been read."""
LASTED = re.compile(r"lasted ([\d.]+) s")


@dataclass(frozen=True)
class Visit:
    """One request: of a kind of page, from when, for how long, and what came of it. Status 0: no answer at all."""

    kind: str
    at: float
    seconds: float
    status: int
    is_wanted: bool
    """Whether the status is one that the visitor came for."""
    is_told_well: bool = True
    """Of a failure: whether its page is a whole one in the visitor's language."""

    @property
    def has_failed(self) -> bool:
        """Whether the service could not do it."""
        return self.status == 0 or self.status >= 500


@dataclass(frozen=True)
class Finding:
    """One line of what was found; `told` says what stands behind its figure."""

    name: str
    figure: float | None
    """None: too little is known to judge."""
    most: float
    told: str = ""

    @property
    def is_borne(self) -> bool:
        """Whether no bound is broken."""
        return self.figure is None or self.figure <= self.most

    def __str__(self) -> str:
        aside = f" ({self.told})" if self.told else ""
        if self.figure is None:
            return f"{self.name}: too few to judge{aside}"
        verdict = "kept" if self.is_borne else "BROKEN"
        return f"{self.name}: {self.figure:.4g}{aside}; at most {self.most:.4g}: {verdict}"


def is_after_a_fault(at: float, faults: Iterable[float], seconds: float = 0.0) -> bool:
    """Whether what began at a moment and took so many seconds met a fault, or what came right after it."""
    return any(at <= fault + SECONDS_AFTER_A_FAULT and fault <= at + seconds for fault in faults)


def failures(visits: Sequence[Visit], faults: Sequence[float]) -> list[Finding]:
    """What was answered 5xx or not at all, away from faults and right after them; and what was refused to people."""
    failed = [each for each in visits if each.has_failed]
    after = [each for each in failed if is_after_a_fault(each.at, faults, each.seconds)]
    away = [each for each in failed if each not in after]
    refused = [each for each in visits if not each.is_wanted and not each.has_failed]
    untold = [each for each in failed if each.status and not each.is_told_well]
    told = f"of {len(visits)} requests; right after {len(faults)} faults {len(after)}: {_listed('', after) or 'none'}"
    return [
        Finding("5xx or no answer, away from faults", len(away), 0, _listed(told, away)),
        Finding("5xx without a whole page in the reader's language", len(untold), 0, _listed("", untold)),
        Finding("other answers than people came for", len(refused), 0, _listed("", refused)),
    ]


def _listed(told: str, visits: Iterable[Visit]) -> str:
    kinds = Counter(f"{each.kind} {each.status or 'cut off'}" for each in visits)
    return "; ".join([*([told] if told else []), *(f"{count} of {kind}" for kind, count in sorted(kinds.items()))])


def percentile(seconds: Sequence[float]) -> float:
    """The 99th."""
    return quantiles(seconds, n=100, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]


def slowness(visits: Sequence[Visit], faults: Sequence[float], length: float) -> list[Finding]:
    """By kind of page: the 99th percentile in the last part for one in the first, once that is warm, where both have
    enough visits; of a kind with fewer both are told, and nothing is judged.
    """
    calm = [each for each in visits if each.is_wanted and not is_after_a_fault(each.at, faults, each.seconds)]
    return [_slowness(kind, calm, length) for kind in sorted({each.kind for each in calm})]


def _slowness(kind: str, visits: Iterable[Visit], length: float) -> Finding:
    times = [(each.at, each.seconds) for each in visits if each.kind == kind]
    first = [seconds for at, seconds in times if min(SECONDS_TO_WARM_UP, length / 10) <= at < length / PARTS]
    last = [seconds for at, seconds in times if at >= length - length / PARTS]
    ratio = percentile(last) / percentile(first) if min(len(first), len(last)) >= ENOUGH else None
    told = ", then ".join(_times(each) for each in (first, last))
    return Finding(f"{kind}, slower at the end", ratio, MOST_SLOWER, told)


def _times(seconds: Sequence[float]) -> str:
    if not seconds:
        return "none"
    return f"{len(seconds)}: 99th {percentile(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms"


def growth(memory: Mapping[str, Sequence[Sample]], length: float) -> list[Finding]:
    """By process that was there at the end, and long enough: its megabytes then for those it had when it was warm."""
    wait = max(SECONDS_TO_FILL, length / PARTS)
    found = []
    for name, samples in memory.items():
        (began, _), (ended, last) = samples[0], samples[-1]
        if ended >= max(began + 2 * wait, length * 0.95):
            warm = next(amount for at, amount in samples if at >= began + wait)
            found.append(Finding(f"memory of {name}", last / warm, MOST_GROWTH, f"{last:.1f} MB for {warm:.1f} MB"))
    return found or [Finding("memory", None, MOST_GROWTH)]


@dataclass
class Entry:
    """What was said at once in a log: a line and those that belong to it."""

    at: float
    lines: list[str]

    @property
    def seconds(self) -> float:
        """How long that lasted which it tells of, where it is a job."""
        lasted = LASTED.search(self.lines[0])
        return float(lasted[1]) if lasted else 0.0

    def is_of(self, faults: Iterable[float], ends: Iterable[float]) -> bool:
        """Whether it was said right after a fault, of a job that met one, or as a request ended that had met one."""
        is_after = is_after_a_fault(self.at - self.seconds, faults, self.seconds)
        return is_after or any(abs(self.at - end) < SECONDS_OF_A_LINE for end in ends)


def unexpected(
    lines: Iterable[tuple[float, str]], daily: re.Pattern[str], faults: Sequence[float], visits: Sequence[Visit]
) -> list[Entry]:
    """What belongs neither to a log's daily life nor to a fault."""
    entries: list[Entry] = []
    for at, line in lines:
        if entries and CONTINUES.search(line):
            entries[-1].lines.append(line)
        else:
            entries.append(Entry(at, [line]))
    met = [each for each in visits if each.has_failed and is_after_a_fault(each.at, faults, each.seconds)]
    ends = [each.at + each.seconds for each in met]
    return [each for each in entries if not daily.search(each.lines[0]) and not each.is_of(faults, ends)]
