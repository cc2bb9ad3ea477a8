"""`make soak`: people live in the real service for MINUTES; prints what was found, exits 1 when a bound is broken."""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from tenants.embedded_postgres import CHECKOUT
from tests.letters import PostOffice
from tests.place import the_service
from tests.serving import Server
from tests.soak import rules
from tests.soak.afterwards import connections, found
from tests.soak.coordinator import coordinate
from tests.soak.diary import Diary
from tests.soak.doors import come_and_go, keep_books
from tests.soak.experts import DESKS, Expert
from tests.soak.faults import do_harm
from tests.soak.guests import reside
from tests.soak.rules import Finding
from tests.soak.watching import DAILY, Watch
from tests.sotkanet_server import a_sotkanet
from tests.stripe_server import SECRET, SIGNING, a_stripe

WORKERS, RESIDENTS = 2, 6
LOGS = CHECKOUT / ".data" / "soak"
"""Where what the service said can be read afterwards."""
MOST_TOLD = 10
PROCESSES = WORKERS + 1
"""Which have pools of connections."""


@contextmanager
def surroundings() -> Iterator[dict[str, str]]:
    """Settings of a service all of whose outside worlds stand on this machine."""
    worlds = a_sotkanet(), a_stripe(), PostOffice(), tempfile.TemporaryDirectory()
    with the_service() as settings, ExitStack() as stack:
        sotkanet, stripe, office, folder = map(stack.enter_context, worlds)
        yield settings | {
            "WEB_WORKERS": str(WORKERS),
            "RUN_WORKER": "on",
            "SOTKANET_URL": sotkanet.url,
            "STRIPE_SECRET_KEY": SECRET,
            "STRIPE_WEBHOOK_SECRET": SIGNING,
            "STRIPE_API_BASE": stripe.url,
            "SMTP_PORT": str(office.port),
            "SMTP_SECURITY": "none",
            "E_INVOICE_FOLDER": folder,
        }


def live(server: Server, diary: Diary, watch: Watch, secret_key: str) -> None:
    """Everybody comes, each in a thread of their own. What breaks one of them ends it for all."""
    experts = [Expert(server.url, diary, number, desk) for number, desk in enumerate(DESKS)]
    deeds: list[Callable[[], None]] = [expert.write for expert in experts]
    deeds += [lambda number=number: reside(server.url, diary, number) for number in range(RESIDENTS)]
    deeds += [lambda: coordinate(server.url, diary), lambda: keep_books(server.url, diary, secret_key)]
    deeds += [lambda: come_and_go(server.url, diary), lambda: do_harm(server, diary), watch.keep]
    with ThreadPoolExecutor(len(deeds)) as pool:
        living = [pool.submit(_to_its_end, deed, diary) for deed in deeds]
    for each in living:
        each.result()


def _to_its_end(deed: Callable[[], None], diary: Diary) -> None:
    try:
        deed()
    except BaseException:
        diary.over.set()
        raise


def soak(minutes: float) -> Iterator[Finding]:
    """All that was found, the service's own commands included."""
    with surroundings() as settings, Server(LOGS / "service.log", settings) as server:
        diary = Diary(minutes * 60)
        watch = Watch(server, diary)
        live(server, diary, watch, settings["SECRET_KEY"])
        faults = diary.moments_of_faults()
        for what, times in Counter(what for _, what in diary.faults).items():
            _tell(f"{what}: {times} times")
        yield from rules.failures(diary.visits, faults)
        yield from rules.slowness(diary.visits, faults, diary.length)
        yield from rules.growth(watch.memory, diary.length)
        yield from connections(watch.most_connections, PROCESSES)
        yield from found(diary, settings)
        watch.read_logs()
        for name, log in watch.logs.items():
            said = rules.unexpected(log.lines, DAILY, faults, diary.visits)
            told = " | ".join(each.lines[0] for each in said[:MOST_TOLD])
            yield Finding(f"unexpected in the log of the {name}", len(said), 0, told)


def _tell(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Print the findings; the exit code says whether every bound was kept."""
    is_borne = True
    LOGS.mkdir(parents=True, exist_ok=True)
    for finding in soak(float(os.environ.get("MINUTES", "20"))):
        _tell(finding)
        is_borne = is_borne and finding.is_borne
    return 0 if is_borne else 1


if __name__ == "__main__":
    sys.exit(main())
