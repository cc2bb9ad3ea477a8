"""The yearly negotiation with the wellbeing services county (Act 612/2021 section 6): its pack, minutes and promises.

Lives here: what is brought to the negotiation and agreed in it, and the frozen copy that is shared with the county;
the county's own pages about what was shared with it. Does not live here: the plan's goals (`plan`), the figures
themselves (`indicators`).
"""

from app.negotiating import county_routes, duties, pack_routes, routes

__all__ = ["county_routes", "duties", "pack_routes", "routes"]
