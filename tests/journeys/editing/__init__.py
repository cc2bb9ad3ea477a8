"""The rich editor in a browser."""
