"""How the tests are shared out among processes: by file, so that what a file makes once is made once."""

from xdist.scheduler import LoadScopeScheduling

LOOKED_AT_TOGETHER = {
    "tests/journeys/test_accessible.py",
    "tests/pages/test_every_page.py",
    "tests/pages/test_security.py",
    "tests/pages/test_translated_pages.py",
}
"""They share every page in each of its shapes, which takes half a minute to ask for."""


class ByFile(LoadScopeScheduling):
    """A file's tests go to one process, in the order of the collection: browsers first, what is quick last."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "every page" if file in LOOKED_AT_TOGETHER else file
