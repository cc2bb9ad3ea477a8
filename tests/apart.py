"""A service with a database of its own, for tests after which nobody else's would be what they were."""

from dataclasses import dataclass, replace

from flask import Flask

from app import create_app
from app.config import Settings
from app.messages.duties import DUTIES
from tenants import clock
from tenants.database import Engines
from tests.databases import CLUSTER, fresh_database

ASKING_OTHERS = {"send_letters", "refresh_figures"}


@dataclass(frozen=True)
class Apart:
    """Where days may pass without anybody else growing older, and anything may be spoilt."""

    app: Flask
    engines: Engines

    def do(self, *names: str) -> None:
        """Do these duties, or every one there is but what asks other servers, as the worker does at this hour."""
        with self.app.app_context():
            for duty in DUTIES:
                name = duty.name.rpartition(".")[2]
                if name in names or (not names and name not in ASKING_OTHERS):
                    duty.do(self.engines, clock.now())


def a_service_apart(settings: Settings, database_name: str) -> Apart:
    """Beside the service that the other tests of this process share."""
    name = f"{database_name}_apart"
    engines = fresh_database(name)
    return Apart(create_app(replace(settings, databases=CLUSTER.addresses(name))), engines)
