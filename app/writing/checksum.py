"""How content that is frozen is known again."""

import json
from hashlib import sha256
from typing import Any


def checksum_of(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical form: keys sorted, no blanks, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
