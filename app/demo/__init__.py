"""Example municipalities with example people and texts, so that a newcomer can try the whole way at once.

Every address ends in `.example` and every name says that it is an example; the figures are real.
"""
