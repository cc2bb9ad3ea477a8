"""The charts of an edition for other people's pages: each as a small page of its own that stands in a frame, knows
nobody, sets no cookie, runs no script and loads nothing else.

Does not live here: how a chart is drawn (`charts`), the figures themselves (`publishing`, `open_data`).
"""

from app.embedding import routes

__all__ = ["routes"]
