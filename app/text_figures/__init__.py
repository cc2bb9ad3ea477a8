"""Figures and indicator panels that stand in a text: what is kept of each, how a reader sees it, when it has grown old.

Lives here: choosing one among the mirror's figures and the municipality's own, drawing it from what was kept alone, the
news of it at the source, and sentences made from tested facts. Does not live here: the text that names them
(`sections`), the mirror itself (`indicators`), the municipality's own figures (`own_figures`), the table of figures
that a report is begun with (`reports`).
"""
