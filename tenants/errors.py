"""What can go wrong between a person, a municipality and a right. Words for the screen are the web's business."""


class NoTenant(Exception):
    """Somebody tried to open a municipality's session without a municipality."""


class ForeignRow(Exception):
    """A row of another municipality was handed to this municipality's session."""


class BrokenWall(Exception):
    """The database or its logins do not keep municipalities apart; the service must not start."""


class Refused(Exception):
    """A rule says no. `reason` is a stable word that the page turns into a sentence in the reader's language;
    `details` fill the sentence's blanks."""

    def __init__(self, reason: str, **details: object):
        super().__init__(reason)
        self.reason = reason
        self.details = details
