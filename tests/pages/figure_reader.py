"""Somebody who reads a municipality's pages about figures, and what can be asked of such a page."""

import re

from tenants.permissions import Role
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

FIGURES = {"fi": "tunnusluvut", "sv": "siffror"}
SVG = "{http://www.w3.org/2000/svg}"


class Reader(Visitor):
    """Somebody on a municipality's pages about figures."""

    def __init__(self, app, municipality, role=Role.COORDINATOR):
        super().__init__(app, municipality.people[role])
        self.slugs = municipality.facts.slugs

    def address(self, place="", language="fi"):
        """Of one of the pages."""
        return f"/{language}/{self.slugs[language]}/{FIGURES[language]}/{place}"

    def page(self, place="", language="fi"):
        """The page, parsed; it must be there."""
        answer = self.get(self.address(place, language))
        assert answer.status_code == 200, place
        return ParsedPage(answer.text)


def classes_in(element):
    """Every class in an element."""
    return {name for each in element.iter() for name in (each.get("class") or "").split()}


def rows_by_indicator(page):
    """The rows of a profile, by the number that their link leads to."""
    rows = [row for row in page.all("tr") if row.find(".//a") is not None]
    return {int(re.search(r"/(\d+)$", row.find(".//a").get("href"))[1]): row for row in rows}


def charts_of(page):
    """Pictures, which the parser keeps in their own namespace."""
    return [each for each in page.all() if each.tag == f"{SVG}svg"]


def main_text(page):
    """What the page's main part says."""
    return text_of(page.all("main")[0])


def moves(page):
    """What the button of the own set would do."""
    return [each.get("value") for each in page.all("button") if each.get("name") == "move"]
