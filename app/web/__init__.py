"""Corridors shared by every room: the entrance, sign-in, access, transactions, languages, errors, forms."""
