"""How the tests are shared out among processes: by file, so that what a file makes once is made once."""

from xdist.scheduler import LoadScopeScheduling

COUNTING = (
    "tests/rooms/test_municipalities.py",
    "tests/pages/test_price_calculator.py",
    "tests/rooms/test_bundle.py",
)
"""They count what a database has from the beginning: before others have added to it, or have run out of municipalities
and invented one (`tests.makers`)."""
LOOKED_AT_BY_A_BROWSER = "tests/journeys/test_accessible.py"
"""So slow that each of its tests is one process's: its halves."""
LOOKED_AT_TOGETHER = (
    "tests/pages/test_every_page.py",
    "tests/pages/test_security.py",
    "tests/pages/test_translated_pages.py",
)
"""They share every page in each of its shapes, which takes half a minute to ask for."""
LONG = ("tests/pages/test_any_form.py", "tests/rooms/test_three_years.py")
FIRST = (*COUNTING, LOOKED_AT_BY_A_BROWSER, *LOOKED_AT_TOGETHER, *LONG)
"""What takes longest begins early, or nothing else is left to do meanwhile."""


def put_in_order(items: list) -> None:
    """The order in which processes take the tests."""
    ranks = {file: rank for rank, file in enumerate(FIRST)}
    items.sort(key=lambda item: ranks.get(_file(item.nodeid), len(FIRST)))


class ByFile(LoadScopeScheduling):
    """A file's tests go to one process, in the order of the collection."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = _file(nodeid)
        if file == LOOKED_AT_BY_A_BROWSER:
            return nodeid
        return "every page" if file in LOOKED_AT_TOGETHER else file


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
