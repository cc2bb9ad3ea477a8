"""What is published, for other people's programs: a read-only interface (`openapi.json` describes it) and a catalogue.

Asked at the door like the pages, so that what is withdrawn is in none of it. Does not live here: what the files of an
edition hold (`publishing.open_data`).
"""

from app.open_data import routes

__all__ = ["routes"]
