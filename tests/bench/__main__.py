"""`make bench`: prints each ratio with both of its sides and its target; exits 1 when a target is missed."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import requests

from tests.bench.charts import milliseconds_of_charts
from tests.bench.figures import figures_a_second
from tests.bench.load import answers, get
from tests.bench.other_side import bare_database
from tests.bench.pdf import seconds_of_each
from tests.bench.plans import milliseconds_of_a_plan
from tests.bench.register import milliseconds_of_the_register
from tests.bench.renewals import seconds_of_a_renewal
from tests.bench.scale import milliseconds_of_pages
from tests.bench.wall import both_sides
from tests.bench.writing import milliseconds_of_a_save, milliseconds_of_writers, seconds_of_a_long_report
from tests.place import COORDINATOR, PASSWORD, PUBLISHED_PAGE, SECTION_PAGE, the_service
from tests.processes import memory, processor_seconds
from tests.serving import Server, signed_in

ROUNDS = 15
MOST_MILLISECONDS_OF_A_CHART = 5.0
SECONDS = 1.2
MIXED_PAGES = (PUBLISHED_PAGE, SECTION_PAGE, "/fi/kempele/", "/fi/kempele/kertomukset/2", "/sv/rapporter/")
BARE = ("-k", "gthread", "--threads", "4", "-w", "1", "-b", "127.0.0.1:0", "tests.bench.bare:app")


@dataclass(frozen=True)
class Result:
    """A ratio of ours to theirs; `at_least` says on which side of the target it must lie."""

    name: str
    ours: float
    theirs: float
    unit: str
    target: float
    at_least: bool
    aside: str = ""

    @property
    def ratio(self) -> float:
        """Ours for one of theirs."""
        return self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target

    def __str__(self) -> str:
        wanted = f"{'at least' if self.at_least else 'at most'} {self.target}"
        verdict = "met" if self.is_met else "MISSED"
        sides = f"{self.ours:.3g} / {self.theirs:.3g} {self.unit}{self.aside}"
        return f"{self.name}: {self.ratio:.2f} ({sides}); {wanted}: {verdict}"


Measurement = Callable[[], tuple[float, ...]]


def interleaved(ours: Measurement, theirs: Measurement) -> list[list[float]]:
    """Medians of what each side measured, in turns, so that what else the machine does falls on both."""
    rounds = [(ours(), theirs()) for _ in range(ROUNDS)]
    return [[median(values) for values in zip(*side, strict=True)] for side in zip(*rounds, strict=True)]


def pace(server: Server, request: bytes) -> Measurement:
    """Answers in a second, and milliseconds that the worker's processor spends on one."""

    def measure() -> tuple[float, float]:
        before = processor_seconds(server.workers())
        count = answers(server.port, request, SECONDS)
        return count / SECONDS, (processor_seconds(server.workers()) - before) / count * 1000

    return measure


def throughput(service: Server, bare: Server, cookies: str) -> list[Result]:
    """Answers per second of a published page and of a section's page, against bare pages of the same sizes."""
    wanted = [("published page", PUBLISHED_PAGE, "", 0.8), ("section page", SECTION_PAGE, cookies, 0.25)]
    results = []
    for number, (name, path, visit, target) in enumerate(wanted, start=1):
        ours, theirs = get(service.port, path, visit), get(bare.port, f"/{number}")
        (our_pace, our_work), (their_pace, their_work) = interleaved(pace(service, ours), pace(bare, theirs))
        aside = f", {our_work:.2f} / {their_work:.2f} ms of a processor"
        results.append(Result(name, our_pace, their_pace, "pages/s", target, at_least=True, aside=aside))
    return results


def answers_of_what_is_known(service: Server) -> Result:
    """Answers per second to browsers that have the published page already, against those to others."""
    etag = requests.get(service.url + PUBLISHED_PAGE).headers["ETag"]
    known, page = get(service.port, PUBLISHED_PAGE, etag=etag), get(service.port, PUBLISHED_PAGE)
    (ours, _), (theirs, _) = interleaved(pace(service, known), pace(service, page))
    return Result("304 for a published page", ours, theirs, "answers/s", 1.0, at_least=True)


def memory_of_a_worker(service: Server, bare: Server, visit: requests.Session) -> Result:
    """What a worker holds for itself alone after two hundred mixed pages."""
    for path in MIXED_PAGES * 40:
        visit.get(service.url + path).raise_for_status()
    (ours,), (theirs,) = service.workers(), bare.workers()
    return Result("memory of a worker", memory(ours)[1], memory(theirs)[1], "MB", 1.6, at_least=False)


def the_walls_cost() -> Result:
    """A transaction with one query, with the wall and without."""
    with_wall, without, engines = both_sides()
    (ours,), (theirs,) = interleaved(with_wall, without)
    engines.dispose()
    return Result("the wall", ours, theirs, "ms", 1.2, at_least=False)


def the_renewals_of_december() -> Result:
    """The 308th renewal costs no more than the first."""
    with tempfile.TemporaryDirectory() as folder:
        together, alone = seconds_of_a_renewal(Path(folder))
    return Result("one of 308 renewals", together, alone, "s", 1.1, at_least=False)


def the_charts() -> list[Result]:
    """Each kind of chart, against the time that a page can spare for one."""
    most = MOST_MILLISECONDS_OF_A_CHART
    return [Result(name, ours, most, "ms", 1.0, at_least=False) for name, ours in milliseconds_of_charts().items()]


def the_mirrors_loading() -> Result:
    """All figures of the bundle, merged as series with their revisions, against a bare COPY of the same figures."""
    (ours,), (theirs,) = interleaved(*figures_a_second())
    return Result("figures brought in", ours, theirs, "figures/s", 0.4, at_least=True)


def pages_of_a_full_mirror() -> Iterator[Result]:
    """Pages about figures with 3,000 indicators in the mirror, against the same pages with 100."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (many, few) in milliseconds_of_pages(Path(folder)).items():
            yield Result(f"{name}, full mirror", many, few, "ms", 1.3, at_least=False)


def a_plan_among_all() -> Result:
    """The page of 60 goals and 400 measures of a municipality among all that there are, against alone."""
    with tempfile.TemporaryDirectory() as folder:
        among, alone = milliseconds_of_a_plan(Path(folder))
    return Result("a plan among all municipalities'", among, alone, "ms", 1.1, at_least=False)


def the_register() -> Iterator[Result]:
    """What residents open and seek, among all municipalities' ten editions each and among a single one's."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (among, alone) in milliseconds_of_the_register(Path(folder)).items():
            yield Result(f"{name}, of 308", among, alone, "ms", 1.1, at_least=False)


def a_save() -> Result:
    """One paragraph of a section, joined with what is stored, against a bare UPDATE and COMMIT of the same text."""
    (ours,), (theirs,) = interleaved(*milliseconds_of_a_save("welfare"))
    return Result("a paragraph saved", ours, theirs, "ms", 3.0, at_least=False)


def thirty_writers(service: Server, visit: requests.Session) -> Result:
    """The slowest twentieth of saves when thirty write in one report, against one writer's."""
    many, one = milliseconds_of_writers(service, visit)
    return Result("thirty writers at once", many, one, "ms", 2.0, at_least=False, aside=", 95th percentiles")


def a_long_report() -> Result:
    """A report put together from the database, against the time its PDF takes."""
    together, pdf, pages = seconds_of_a_long_report("welfare")
    aside = f", a PDF of {pages} pages"
    return Result("a long report put together", together, pdf, "s", 0.2, at_least=False, aside=aside)


def a_pdf(settings: dict[str, str]) -> Iterator[Result]:
    """A report of sixty pages with sixty charts and twenty tables as a PDF, against other makers of the same pages."""
    made = seconds_of_each(settings)
    ours, pages = made["ours"]
    for name, target in (("WeasyPrint", 0.1), ("Chromium", 0.25)):
        theirs, of_theirs = made[name]
        aside = f", {pages} / {of_theirs} pages"
        yield Result(f"a PDF, against {name}", ours, theirs, "s", target, at_least=False, aside=aside)


def bench() -> Iterator[Result]:
    """Every result, as soon as it is measured."""
    yield from the_charts()
    with the_service() as settings, tempfile.TemporaryDirectory() as folder:
        yield the_walls_cost()
        yield the_renewals_of_december()
        yield the_mirrors_loading()
        yield from pages_of_a_full_mirror()
        yield a_plan_among_all()
        yield from the_register()
        with Server(Path(folder) / "service.log", settings) as service:
            visit = signed_in(service.url, COORDINATOR, PASSWORD)
            bodies = [visit.get(service.url + path).text for path in (PUBLISHED_PAGE, SECTION_PAGE)]
            cookies = "; ".join(f"{name}={value}" for name, value in visit.cookies.items())
            with Server(Path(folder) / "bare.log", bare_database(bodies), BARE) as bare:
                yield from throughput(service, bare, cookies)
                yield answers_of_what_is_known(service)
                yield memory_of_a_worker(service, bare, visit)
            yield thirty_writers(service, visit)
        yield a_save()
        yield a_long_report()
        yield from a_pdf(settings)


def main() -> int:
    """Print the results; the exit code says whether every target is met."""
    is_met = True
    for result in bench():
        sys.stdout.write(f"{result}\n")
        sys.stdout.flush()
        is_met = is_met and result.is_met
    return 0 if is_met else 1


sys.exit(main())
