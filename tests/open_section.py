"""A writer's browser with one section open, in so far as it saves."""

import re
import uuid

import requests

SECONDS_BETWEEN_SAVES = 2.0
"""A browser saves two seconds after its writer has paused: no writer saves more often."""


class OpenSection:
    """Each save tells the version it was begun from; one's own paragraph says which save it is."""

    def __init__(self, visit: requests.Session, address: str, mine: str, token: str, language: str = "fi") -> None:
        self.session = requests.Session()
        self.session.cookies.update(visit.cookies.get_dict())
        self.session.headers.update({"X-CSRFToken": token, "User-Agent": visit.headers["User-Agent"]})
        self.address, self.mine, self.language = address, mine, language
        self.version, self.text = 0, f"{mine}0."

    def question(self, turn: int) -> dict[str, object]:
        """What is sent; sent again after a lost answer, it is the same save."""
        self.text = re.sub(f"{self.mine}\\d+", f"{self.mine}{turn}", self.text)
        return {"language": self.language, "text": self.text, "base": self.version, "request": str(uuid.uuid4())}

    def take(self, answer: requests.Response, turn: int) -> None:
        """Go on from what is stored. Raises where the save is refused or one's own words are not in the text."""
        answer.raise_for_status()
        self.version, self.text = answer.json()["version"], answer.json()["text"]
        if f"{self.mine}{turn}." not in self.text:
            raise RuntimeError(f"{self.mine}{turn} was lost")
