"""Secrets that must be read again, such as an authenticator app's, are kept sealed: a stolen database opens none.

The key is made from the service's SECRET_KEY, one for each purpose. Another SECRET_KEY opens nothing.
"""

import base64
import hashlib
import hmac
from datetime import timedelta

from tenants.errors import Refused


def seal(secret_key: str, purpose: str, text: str) -> str:
    """The text as nobody without the key can read or change it."""
    return _box(secret_key, purpose).encrypt(text.encode()).decode()


def open_sealed(secret_key: str, purpose: str, sealed: str, younger_than: timedelta | None = None) -> str:
    """What was sealed. Raises Refused("not_sealed_by_us") for anything else, and when it is older than it may be."""
    from cryptography.fernet import InvalidToken

    seconds = younger_than and int(younger_than.total_seconds())
    try:
        return _box(secret_key, purpose).decrypt(sealed.encode(), ttl=seconds).decode()
    except InvalidToken as invalid:
        raise Refused("not_sealed_by_us") from invalid


def _box(secret_key: str, purpose: str):
    # Here and not above: cryptography takes 6 MB of every process, and few requests come this way.
    from cryptography.fernet import Fernet

    key = hmac.new(secret_key.encode(), f"sealing for {purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
