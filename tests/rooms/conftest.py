"""What several rooms' tests share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask

from app import create_app
from app.messages.duties import DUTIES
from tenants import clock
from tenants.database import Engines
from tests.databases import CLUSTER, fresh_database


@dataclass(frozen=True)
class Apart:
    """A service on a database of its own, where days may pass without anybody else growing older."""

    app: Flask
    engines: Engines

    def do(self, *names: str) -> None:
        """Do these duties, or every one there is but the sending of letters, as the worker does at this hour."""
        with self.app.app_context():
            for duty in DUTIES:
                name = duty.name.rpartition(".")[2]
                if name in names or (not names and name != "send_letters"):
                    duty.do(self.engines, clock.now())


@pytest.fixture(scope="module")
def apart(settings, database_name) -> Iterator[Apart]:
    """For one file's tests."""
    name = f"{database_name}_apart"
    engines = fresh_database(name)
    yield Apart(create_app(replace(settings, databases=CLUSTER.addresses(name))), engines)
    engines.dispose()
