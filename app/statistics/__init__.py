"""What figures allow to be said: intervals, comparisons, trends, neighbours, classes. Pure arithmetic, no words.

Lives here: the methods, each with its source in its docstring. Does not live here: which method suits which indicator
(`indicators`), and how a result is said or drawn (`indicators`, `charts`).
"""
