"""What only few visitors need is not in every process's memory: the bench measures how much one worker takes."""

import subprocess
import sys

import pytest

from tenants.embedded_postgres import CHECKOUT


@pytest.mark.parametrize("package", ["webauthn", "segno", "cryptography.fernet", "cbor2", "openpyxl"])
def test_a_worker_begins_without(package):
    look = f"import sys, app; sys.exit({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], cwd=CHECKOUT).returncode == 0
