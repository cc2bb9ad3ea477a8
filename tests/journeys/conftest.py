"""A real browser and a real server: gunicorn with the service's own roles, on this process's test database."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browsers import MISSING, SWITCHES, program
from tests.databases import CLUSTER
from tests.journeys.tab import Tab, a_person_at
from tests.serving import Server, environment
from tests.waiting import PATIENCE_MILLISECONDS

expect.set_options(timeout=PATIENCE_MILLISECONDS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium. Where there is none the tests say so; in CI that is a failure."""
    if program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program(), args=SWITCHES, timeout=PATIENCE_MILLISECONDS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(engines, database_name, tmp_path_factory) -> Iterator[Server]:
    """The service as it is served, on a port of its own."""
    log = tmp_path_factory.mktemp("server") / "log"
    with Server(log, environment(CLUSTER.addresses(database_name))) as started:
        yield started


@pytest.fixture
def tab(browser, server) -> Iterator[Callable[..., Tab]]:
    """A function: a fresh browser window at the service, with what Playwright calls context options."""
    with ExitStack() as opened:
        yield lambda **options: opened.enter_context(in_hands(browser, base_url=server.url, **options))


@contextmanager
def in_hands(browser: Browser, **options: object) -> Iterator[Tab]:
    """A fresh window, with what Playwright calls context options."""
    context = a_person_at(browser, **options)
    yield Tab(context.new_page())
    context.close()
