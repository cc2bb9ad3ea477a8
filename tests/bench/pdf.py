"""A report's PDF, against the same pages made by WeasyPrint and by a headless Chromium out of the web version.

Each makes a tagged PDF, all passes included, in a process that begins with it: we from the edition's content, the
others from the web version's HTML with its print style and the charts in it.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from types import SimpleNamespace

import pypdfium2
from flask import render_template
from playwright.sync_api import BrowserType, sync_playwright

from app import create_app
from app.publishing.pages import draw
from app.publishing.pdf import make_pdf
from app.web.rendering import BUILT
from tests.browsers import SWITCHES, program

CHARTS, TABLES, ROWS, ROUNDS = 60, 20, 8, 3
YEARS = range(2016, 2025)
SENTENCE = "Kunnan asukkaat arvioivat hyvinvointinsa paremmaksi kuin neljä vuotta sitten, ja palveluihin pääsee pian. "
NAMES = {"own": "Kempele", "county": "Pohjois-Pohjanmaan hyvinvointialue", "country": "Koko maa"}

def content() -> dict:
    """Twenty sections, each with three charts, their figures, a table and a page's text."""
    sections = [_section(number) for number in range(1, TABLES + 1)]
    return {
        "municipality": {"code": "244", "name": _both("Kempele")},
        "title": _both("Laaja hyvinvointikertomus"),
        "period": {"first_year": 2021, "last_year": 2025},
        "edition": 1,
        "languages": ["fi", "sv"],
        "adoption": {"meeting_on": "2026-01-12", "section": "4"},
        "published_on": "2026-01-15",
        "sections": sections,
    }


def _section(number: int) -> dict:
    panels = range(1, CHARTS // TABLES + 1)
    rows = "".join(f"| Kylä {row} | {row},5 | {row},7 |\n" for row in range(ROWS))
    table = f"| Kylä | 2023 | 2024 |\n|---|--:|--:|\n{rows}"
    parts = [f"## Kohta {panel}\n\n{SENTENCE * 2}\n\n{{{{panel:{panel}}}}}" for panel in panels]
    return {
        "number": str(number),
        "level": 1,
        "title": _both(f"Luku {number}"),
        "text": _both("\n\n".join([*parts, table])),
        "indicators": [],
        "figures": [{"kind": "panel", "number": panel, "facts": _facts(3 * number + panel)} for panel in panels],
    }


def _facts(number: int) -> dict:
    """A panel of three areas and twenty years."""
    return {
        "indicator": number,
        "revision": 1,
        "title": _both(f"Osuus {number}"),
        "unit": _both("%"),
        "unit_code": "PROS",
        "decimals": 1,
        "source": _both("Tilasto- ja indikaattoripankki Sotkanet, THL, CC BY 4.0"),
        "fetched_on": "2026-11-21",
        "period_kind": "year",
        "gender": "total",
        "areas": [
            {
                "kind": kind,
                "name": _both(name),
                "points": [[year, f"{10 + (year * number + len(name)) % 17}.5"] for year in YEARS],
            }
            for kind, name in NAMES.items()
        ],
    }


def _both(text: str) -> dict[str, str]:
    return {"fi": text, "sv": text}


def web_version(settings: dict[str, str], report: dict, folder: Path) -> Path:
    """The report's web page with its style and letters beside it, as a browser saves it."""
    os.environ.update(settings)
    app = create_app()
    named = {"title_fi": report["title"]["fi"], "name_fi": "Kempele", "published_at": report["published_on"]}
    row = SimpleNamespace(**named, years="2021-2025", number=1, newest=1, formats=[])
    with app.test_request_context("/fi/raportit/kempele/2021-2025/1"):
        body = draw(report, "fi")
        frame = {"ways": [], "address": "", "slugs": _both("kempele")}
        page = render_template("publishing/edition.html", edition=row, body=body, **frame)
    file = folder / "report.html"
    file.write_text(page.replace('"/static/', f'"{BUILT.as_uri()}/'))
    return file


def seconds_of_each(settings: dict[str, str]) -> dict[str, tuple[float, int]]:
    """By who makes the PDF: the median of its seconds, in turns, and how many pages come out."""
    report = content()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = web_version(settings, report, Path(folder))
        makers = {
            "ours": lambda: make_pdf(report, "fi"),
            "WeasyPrint": lambda: by_weasyprint(page),
            "Chromium": lambda: by_chromium(playwright.chromium, page),
        }
        rounds = [{name: _timed(make) for name, make in makers.items()} for _ in range(ROUNDS)]
    return {name: (median(each[name][0] for each in rounds), rounds[0][name][1]) for name in makers}


def by_weasyprint(page: Path) -> bytes:
    """With tags, as PDF/UA-1."""
    made = page.with_suffix(".pdf")
    # It tells of every style that it does not know.
    command = [sys.executable, "-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1", page, made]
    subprocess.run(command, check=True)
    return made.read_bytes()


def by_chromium(chromium: BrowserType, page: Path) -> bytes:
    """With tags and bookmarks."""
    with chromium.launch(executable_path=program(), args=SWITCHES) as browser:
        tab = browser.new_page()
        tab.goto(page.as_uri())
        return tab.pdf(tagged=True, outline=True, format="A4", print_background=True)


def _timed(make: Callable[[], bytes]) -> tuple[float, int]:
    began = time.perf_counter()
    made = make()
    return time.perf_counter() - began, len(pypdfium2.PdfDocument(made))
