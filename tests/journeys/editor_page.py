"""A page with the editor and the saving, and a server that plays what can go wrong: it takes saves, merges them as the
service does, and has troubles on request."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import escape

from app.writing.blocks import Block, split, text_of
from app.writing.identities import with_ids
from app.writing.merging import merge
from tenants.embedded_postgres import CHECKOUT
from tests.waiting import PATIENCE_SECONDS

APP = Path(CHECKOUT) / "app"
BUILT = APP / "static/built"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
TOKEN = "a token"
POLICY = "default-src 'self'; base-uri 'none'; img-src 'self' data:; object-src 'none'; form-action 'self'"
REFUSALS = {
    "signed out": (401, {}),
    "licence closed": (402, {}),
    "forbidden": (403, {}),
    "frozen": (409, {}),
    "too long": (422, {"error": "The text is too long."}),
    "broken": (500, {}),
    "down": (503, {}),
}
FIGURES = {
    "fi": [
        {"number": 3, "label": "Työttömät, % työvoimasta", "shown": "12,7 %"},
        {"number": 4, "label": "Koettu yksinäisyys, 75 vuotta täyttäneet", "shown": "8,1 %"},
    ],
    "sv": [{"number": 3, "label": "Arbetslösa, % av arbetskraften", "shown": "12,7 %"}],
}
PANELS = [{"number": 7, "label": "Väestön ikärakenne"}]
ATTACHMENTS = [{"number": 2, "name": "kartta.png", "alternative": ""}]

PAGE = """<!DOCTYPE html>
<html lang="fi" class="govuk-template"><head><meta charset="utf-8"><title>Osio</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/{css}"><link rel="icon" href="/{icon}">
<script type="module" src="/{editor}"></script><script type="module" src="/{autosave}"></script></head>
<body class="govuk-template__body"><div class="govuk-width-container"><main class="govuk-main-wrapper">
<h1>Osio</h1><p data-also-here aria-live="polite"></p><div data-kept="/kept"></div>
<form method="post" data-autosave="/autosave/{section}" data-presence="/presence" data-writer="1">
<input type="hidden" name="csrf_token" value="{token}">
<input type="hidden" name="version_fi"><input type="hidden" name="version_sv">
<div class="app-columns">{fields}</div><button class="govuk-button">Tallenna</button></form>
{words}{told}</main></div></body></html>"""
FIELD = """<div class="govuk-form-group"><label class="govuk-label" for="text_{language}">{label}</label>
<textarea class="govuk-textarea" id="text_{language}" name="text_{language}" rows="16" spellcheck="true"
 autocomplete="off" lang="{language}" data-language="{language}" data-version="{version}">
{text}</textarea><p class="app-saving" data-saving="{language}"></p></div>"""
LABELS = {"fi": "Suomeksi", "sv": "Ruotsiksi"}


class Desk:
    """One section and its server. `troubles` are used up one by one, by saves in the order in which they come."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.numbers, self.sections = count(1), count(1)
        self.answer_now = threading.Event()
        self.begin("", "")
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Visit", (_Visit,), {"desk": self}))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def begin(self, finnish: str, swedish: str = "") -> None:
        """A section with these texts, without troubles and without a past."""
        with self.lock:
            self.section = next(self.sections)
            self.troubles: list[str] = []
            self.answers: dict[str, dict] = {}
            self.saves: list[dict] = []
            self.kept: list[dict] = []
            self.names: list[str] = []
            self.token = TOKEN
            self.answer_now.clear()
            self.versions: dict[str, list[list[Block]]] = {"fi": [], "sv": []}
            for language, text in (("fi", finnish), ("sv", swedish)):
                self._add(language, text, [])

    def stop(self) -> None:
        """End it."""
        self.answer_now.set()
        self.server.shutdown()
        self.server.server_close()

    def text(self, language: str = "fi") -> str:
        """What is stored now."""
        return text_of(self.versions[language][-1])

    def writes(self, text: str, language: str = "fi") -> None:
        """Somebody else saves this text, having seen what is stored."""
        with self.lock:
            self._add(language, text, self.versions[language][-1])

    def save(self, question: dict) -> dict:
        """Takes a save as the service does: once for each name, merged with what came in since its base."""
        with self.lock:
            if question["request"] not in self.answers:
                self.saves.append(question)
                self.answers[question["request"]] = self._merged(question)
            return self.answers[question["request"]]

    def _merged(self, question: dict) -> dict:
        language = question["language"]
        before, stored = self.versions[language][question["base"] - 1], self.versions[language][-1]
        mine = with_ids(split(question["text"]), before, lambda: f"b{next(self.numbers)}")
        done = merge(before, mine, stored)
        self.versions[language].append(done.blocks)
        self.kept += [{"id": f"k{next(self.numbers)}", "block": each.block_id, "text": each.text} for each in done.kept]
        return {
            "version": len(self.versions[language]),
            "text": text_of(done.blocks),
            "kept": self.kept,
            "saved_at": "2026-03-02T10:42:00+02:00",
            "merged": text_of(done.blocks) != text_of(mine),
        }

    def _add(self, language: str, text: str, before: list[Block]) -> None:
        self.versions[language].append(with_ids(split(text), before, lambda: f"b{next(self.numbers)}"))

    def page(self) -> str:
        """The section as a page, with the built scripts and styles."""
        names = json.loads((BUILT / "manifest.json").read_text("utf-8"))
        fields = "".join(
            FIELD.format(
                language=language,
                label=label,
                version=len(self.versions[language]),
                text=escape(self.text(language)),
            )
            for language, label in LABELS.items()
        )
        told = {"figures-fi": FIGURES["fi"], "figures-sv": FIGURES["sv"], "panels": PANELS, "attachments": ATTACHMENTS}
        return PAGE.format(
            css=names["app.css"],
            icon=names["icon.svg"],
            editor=names["editor.js"],
            autosave=names["autosave.js"],
            section=self.section,
            token=self.token,
            fields=fields,
            words=words(),
            told="".join(map(_data, told, told.values())),
        )


def words() -> str:
    """The editor's sentences as the service gives them to a page, here in English."""
    templates = Environment(loader=FileSystemLoader(APP / "templates"), autoescape=True)
    return templates.get_template("sections/editor_words.html").render(_=lambda sentence: sentence)


def _data(name: str, value: object) -> str:
    return f'<script type="application/json" id="{name}">{json.dumps(value)}</script>'


class _Visit(BaseHTTPRequestHandler):
    """One request to the self.desk."""

    desk: "Desk"

    protocol_version = "HTTP/1.1"

    def log_message(self, *told: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """A page or one of its parts."""
        path = BUILT / Path(self.path).name
        if self.path == "/kept":
            self.answers(
                200, "".join(f"<p>{escape(each['text'])}</p>" for each in self.desk.kept).encode(), "text/html"
            )
        elif path.is_file():
            self.answers(200, path.read_bytes(), KINDS.get(path.suffix, "font/woff2"))
        else:
            self.answers(200, self.desk.page().encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """A save, or a sign of life."""
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/presence":
            self.tells(200, {"names": self.desk.names})
        elif self.path != f"/autosave/{self.desk.section}":
            self.tells(404, {})
        elif self.headers["X-CSRFToken"] != self.desk.token:
            self.tells(400, {})
        else:
            self.saves(question, self.desk.troubles.pop(0) if self.desk.troubles else "")

    def saves(self, question: dict, trouble: str) -> None:
        if trouble in REFUSALS:
            self.tells(*REFUSALS[trouble])
        elif trouble == "killed before":
            self.breaks_off()
        elif trouble == "killed after":
            self.desk.save(question)
            self.breaks_off()
        else:
            answer = self.desk.save(question)
            if trouble == "slow":
                self.desk.answer_now.wait(PATIENCE_SECONDS)
            self.tells(200, answer)

    def breaks_off(self) -> None:
        """In the middle of an answer; a browser would ask by itself once more if there were none at all."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.close_connection = True

    def tells(self, status: int, answer: dict) -> None:
        self.answers(status, json.dumps(answer).encode(), "application/json")

    def answers(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=3600" if Path(self.path).suffix else "no-store")
        self.end_headers()
        self.wfile.write(body)
