"""Tokens that letters carry: whoever has one may do the one thing it is for. Only its digest is kept."""

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is stored, and announced to the database, instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()
