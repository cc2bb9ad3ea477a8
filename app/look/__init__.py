"""What a municipality's published pages look like: its own colour and its coat of arms or logo.

Lives here: both with their form, the reckoning of contrast, the small style sheet. The look is what it is today on
every published page, also of older editions; files keep what they were made with.
Does not live here: the pages that wear it (`publishing` and the rooms above it).
"""

from app.look import routes

__all__ = ["routes"]
