"""Charts as accessible SVG, made on the server from plain data: lines over time, strips, profiles, maps.

Lives here: drawing. Does not live here: what is drawn (`indicators`), what the figures allow to be said (`statistics`).
The words come from the caller, in the reader's language.
"""
