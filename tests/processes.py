"""What Linux tells about a process: whether it lives, its children, its time on the processor and its memory."""

import os
from pathlib import Path


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(pid: int) -> list[int]:
    """The processes that it has begun, the oldest first."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command(pid: int) -> str:
    """What it was begun with."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def processor_seconds(pids: list[int]) -> float:
    """Time these processes have been on a processor since they began."""
    return sum(_ticks(pid) for pid in pids) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    """User and system time: the 14th and 15th field; the second one, in brackets, may hold blanks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def memory(pid: int) -> tuple[float, float]:
    """Megabytes: the process's share of what it uses with others (PSS), and what is its alone (USS)."""
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    kilobytes = {name: int(amount) for name, amount, *_ in lines}
    alone = kilobytes["Private_Clean:"] + kilobytes["Private_Dirty:"]
    return kilobytes["Pss:"] / 1024, alone / 1024
