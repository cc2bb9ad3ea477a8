"""Saving while somebody writes, in a browser."""
