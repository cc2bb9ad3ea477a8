"""Which municipality a word of an address names: asked of the register once a minute, and not at every page."""

from datetime import datetime, timedelta

from tenants import clock, registry
from tenants.boundary import ask_at_the_door
from tenants.database import Engines
from tenants.registry import TenantFacts

REMEMBERED = timedelta(minutes=1)
"""How long a municipality that leaves is still found; its database lets in its members all the same, and only them."""


class Places:
    """The tenants by the words of their addresses. A word that names none is asked for each time."""

    def __init__(self, engines: Engines):
        self.engines = engines
        self.known: dict[str, tuple[TenantFacts, datetime]] = {}

    def at(self, word: str) -> TenantFacts | None:
        """The tenant whose address word, in either language, this is."""
        now = clock.now()
        tenant, until = self.known.get(word, (None, now))
        if now < until:
            return tenant
        with ask_at_the_door(self.engines) as door:
            tenant = registry.tenant_at(door, word)
        if tenant:
            self.known[word] = (tenant, now + REMEMBERED)
        return tenant
