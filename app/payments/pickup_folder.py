"""A directory from which an e-invoice operator picks up files: the way by which e-invoices leave.

A file is written under a name that nobody picks up and then renamed, so it is never seen half. Whether the first
name is still there tells whether the rename was done: a killed worker hands nothing over twice, though the operator
may have taken the file away meanwhile. An empty file that stays tells that it was this folder in which it was begun.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlalchemy.orm import Session

from billing.deliveries import NotDelivered
from billing.issued_files import SUFFIXES, invoice_file
from billing.models import Invoice

UNFINISHED, BEGUN = ".unfinished", ".begun"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PickupFolder:
    """A channel (billing.deliveries.Channel); `format` is finvoice or ubl, as the operator takes them."""

    directory: Path
    format: str
    name: ClassVar[str] = "folder"

    def begin(self, session: Session, invoice: Invoice) -> None:
        """Write the whole file beside those to pick up."""
        body, _ = invoice_file(session, invoice.number, self.format)
        try:
            _write(self.directory / BEGUN / self._name(invoice), b"")
            _write(self._unfinished(invoice), body)
        except OSError as error:
            raise NotDelivered(f"{error.strerror}: {self.directory}") from error

    def finish(self, session: Session, invoice: Invoice) -> bool:
        """Put it among those to pick up, unless that was done already.

        A folder that is away, or another than that in which it was begun, gives no word of it.
        """
        unfinished = self._unfinished(invoice)
        try:
            if unfinished in unfinished.parent.iterdir():  # raises where the directory itself is away
                unfinished.rename(self.directory / self._name(invoice))
                _settle(self.directory)
            return (self.directory / BEGUN / self._name(invoice)).exists()
        except OSError as error:
            log.warning("Nobody knows whether %s was handed over: %s", unfinished, error.strerror)
            return False

    def _unfinished(self, invoice: Invoice) -> Path:
        return self.directory / UNFINISHED / self._name(invoice)

    def _name(self, invoice: Invoice) -> str:
        return f"{invoice.number}.{SUFFIXES[self.format]}"


def _write(path: Path, body: bytes) -> None:
    """The whole file, so that it survives a power failure."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)


def _settle(directory: Path) -> None:
    """Names survive a power failure only when their directory has been written too."""
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
