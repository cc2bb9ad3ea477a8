"""The text itself: what a writer may write, and how the same text stands on a page and in a PDF.

Here: one parse of the Markdown subset into one tree, and what is made of that tree. Pure: no
Flask, no database, no clock. Who may write which text, and when, is decided in the reports.
"""
