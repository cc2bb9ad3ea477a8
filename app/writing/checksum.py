"""How content that is frozen is known again."""

import json
from hashlib import sha256
from typing import Any


def canonical(content: dict[str, Any]) -> bytes:
    """The one way to write a content down: RFC 8785 (JCS), keys sorted, no blanks, UTF-8, nothing escaped that need not
    be. Our keys are ASCII and our numbers whole (a figure is the text of its exact decimals), for which Python's own
    JSON is the same; raises TypeError for other ones, of which that is not sure.
    """
    _check(content)
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def checksum_of(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical form."""
    return sha256(canonical(content)).hexdigest()


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, each in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"no key of a canonical form: {key!r}")
            _check(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _check(each)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"not in a canonical form: {value!r}")
