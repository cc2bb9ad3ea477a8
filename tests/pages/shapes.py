"""What a look is at; and the shapes of the pages on which a section is spoken of and its figures are chosen."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.negotiating.queries import received_packs
from tests.negotiating import LAST_YEAR
from tests.pages.reports_to_look_at import BEGUN, FIGURED, PUBLISHED, RETURNED, SUBMITTED, UNTOUCHED, WRITTEN
from tests.pages.world import World

KEPT_WITHOUT_A_WORD = {"kind": "figure", "number": "1", "revision": "2", "choice": "keep", "note": ""}


SAID_MEANWHILE = {"status": "done", "light": "green", "sentence_sv": "x", "seen": "none"}


@dataclass(frozen=True)
class Shape:
    """One page as one visitor sees it; with `typed` it is the answer to a form that is refused."""

    kind: str
    endpoint: str
    words: dict[str, object] = field(default_factory=dict)
    typed: dict[str, str] | None = None
    status: int = 200
    of: Callable[[World], dict[str, object]] = lambda world: {}
    """Words that only the world knows."""


IN_COUNTY = {"municipality": "county"}


def _shared_pack(world: World) -> dict[str, object]:
    """The newest that the county has."""
    with world.county.session(read_only=True) as session:
        return {"pack_id": received_packs(session)[0].id}


def _wants_notices(world: World) -> dict[str, object]:
    return {"token": world.tokens["notices"]}


COUNTY = (
    *(Shape("county", name, IN_COUNTY) for name in ("negotiating.received", "accounts.members", "audit.trail")),
    Shape("county", "negotiating.received_pack", IN_COUNTY, of=_shared_pack),
    Shape("county", "reports.index", IN_COUNTY, status=403),
)

STATED = {"conformance": "none", "method": "own", "drawn_up": "1.1.2026", "reviewed": "1.1.2026", "notes_fi": "Liite"}

RESIDENTS = (
    *(Shape("anonymous", f"feedback.{name}") for name in ("give", "given")),
    *(Shape("anonymous", f"subscribers.{name}") for name in ("follow", "asked")),
    Shape("anonymous", "subscribers.follow", typed={"email": "x", "homepage": "x"}, status=422),
    *(Shape("anonymous", f"subscribers.{name}", of=_wants_notices) for name in ("confirm", "stop")),
    Shape("anonymous", "subscribers.confirm", {"token": "x"}, status=404),
    Shape("coordinator", "subscribers.followers"),
    Shape("anonymous", "feedback.give", typed={"wants_answer": "y", "homepage": "x"}, status=422),
    Shape("anonymous", "feedback.give", {"number": 99}, status=404),
    *(Shape("coordinator", f"feedback.{name}") for name in ("index", "show")),
    Shape("coordinator", "feedback.show", typed={}, status=422),
    Shape("neighbour", "feedback.index", {"municipality": "neighbour"}),
    Shape("staff", "staff.mergers_of_all"),
    Shape("staff", "staff.mergers_of_all", typed={"first_day_typed": "eilen"}, status=422),
    Shape("anonymous", "accessibility.statement"),
    Shape("coordinator", "look.settings"),
    Shape("coordinator", "look.colour", typed={"colour": "#ffcc00", "seen": "#14386b"}, status=422),
    Shape("coordinator", "look.colour", typed={"colour": "#7a1f5c", "seen": "#14386b", "move": "preview"}),
    Shape("coordinator", "look.emblem", typed={}, status=422),
    Shape("coordinator", "look.colour", typed={"colour": "#7a1f5c", "begun_from": "#000000"}, status=409),
    Shape("coordinator", "look.emblem", typed={"move": "remove", "begun_from": "x"}, status=409),
    Shape("neighbour", "look.settings", {"municipality": "neighbour"}),
    *(Shape("coordinator", "accessibility.settings", typed=typed, status=s) for typed, s in ((None, 200), ({}, 422))),
    Shape("coordinator", "accessibility.settings", typed=STATED | {"begun_from": "x"}, status=409),
)

ROUNDS = (
    *RESIDENTS,
    *(Shape("coordinator", f"consulting.{name}") for name in ("rounds", "open_round", "one_round", "ask_more")),
    Shape("coordinator", "consulting.move_last_day"),
    *(Shape("writer", f"consulting.{name}") for name in ("rounds", "one_round", "statements")),
    Shape("writer", "consulting.rounds", {"number": SUBMITTED}),
    Shape("coordinator", "consulting.open_round", typed={"ends_on": "eilen", "rows": "x\nKerho; y"}, status=422),
    Shape("coordinator", "consulting.ask_more", typed={}, status=422),
    Shape("coordinator", "consulting.move_last_day", typed={"ends_on": "1.1.2020"}, status=422),
    *(Shape("anonymous", f"consulting.{name}") for name in ("statement", "draft")),
    Shape("anonymous", "consulting.statement", typed={"move": "send"}, status=422),
    Shape("anonymous", "consulting.statement", {"token": "x"}, status=404),
)  # fmt: skip

PACKAGES = (
    *(Shape("coordinator", "hand_over.package", {"number": each}) for each in (BEGUN, SUBMITTED, PUBLISHED)),
    Shape("reader", "hand_over.package"),
    Shape("coordinator", "hand_over.ask", {"number": SUBMITTED}, typed={"retention_years": "?"}, status=422),
)

SECTIONS = (
    *(Shape(k, f"sections.{name}") for k in ("coordinator", "reader") for name in ("comment", "suggestion")),
    *(Shape("writer", f"sections.{name}", {"state": "all"}) for name in ("comments", "suggestions")),
    *(Shape("reader", f"sections.{name}", {"position": UNTOUCHED}) for name in ("comments", "suggestions")),
    *(Shape("writer", f"sections.{name}") for name in ("new_comment", "suggest")),
    *(Shape("writer", "sections.suggest", words) for words in ({"position": UNTOUCHED}, {"paragraph": "fi:x"})),
    Shape("writer", "sections.new_comment", typed={"paragraph": "fi:x"}, status=422),
    Shape("writer", "sections.act_on_comment", typed={"move": "answer"}, status=422),
    Shape("coordinator", "sections.decide", typed={"move": "accept", "word": "x" * 6_000}, status=422),
)  # fmt: skip

FIGURES_IN_TEXTS = (
    *(Shape("writer", f"sections.{name}", {"position": FIGURED}) for name in ("figures", "sentences", "version")),
    *(Shape("coordinator", "sections.figures", words) for words in ({"indicator": 228}, {"q": "lapsi"}, {"q": "zzz"})),
    *(Shape("coordinator", "sections.sentences", {"position": p}) for p in (RETURNED, UNTOUCHED)),
    Shape("coordinator", "sections.decide_figure", {"position": FIGURED}, typed=KEPT_WITHOUT_A_WORD, status=422),
)

WAYS = (
    *(Shape("coordinator", f"handling.{name}") for name in ("way", "add_body", "step", "final_editing")),
    *(Shape(kind, f"handling.{name}") for kind in ("writer", "reader") for name in ("way", "final_editing")),
    *(Shape("coordinator", "handling.way", {"number": number}) for number in (SUBMITTED, PUBLISHED)),
    Shape("coordinator", "handling.step", {"step_number": 5}),
    Shape("coordinator", "handling.add_body", typed={}, status=422),
    Shape("coordinator", "handling.step", typed={"meeting_on": "eilen", "meeting_section": "x" * 30}, status=422),
    Shape("writer", "handling.edit_finally", typed={"move": "hand_over"}, status=422),
)  # fmt: skip
"""The way through the bodies and the final editing."""

FOLLOW_UP = (
    *(Shape(k, f"follow_up.{name}") for k in ("coordinator", "writer") for name in ("plan", "measure", "own")),
    *(Shape("reader", f"follow_up.{name}") for name in ("plan", "measure", "own")),
    Shape("supporter", "follow_up.measure"),
    *(Shape("writer", "follow_up.measure", {"measure": number}) for number in (2, 3)),
    Shape("writer", "follow_up.report", typed={"cost": "paljon", "sentence_fi": "x" * 1_001}, status=422),
    Shape("writer", "follow_up.report", typed=SAID_MEANWHILE, status=409),
    *(Shape("coordinator", f"follow_up.{name}") for name in ("days", "move_day")),
    *(Shape("coordinator", f"follow_up.{name}", typed={"due_on": "?"}, status=422) for name in ("days", "move_day")),
    Shape("coordinator", "follow_up.days", typed={"due_on": "1.1.2025", "repeats": "yearly"}, status=422),
    Shape("anonymous", "follow_up.stop"),
    Shape("anonymous", "follow_up.stop", {"token": "x"}, status=404),
)
NEGOTIATIONS = (
    *(Shape("coordinator", f"negotiating.{name}") for name in ("index", "pack", "prepare", "minutes", "promises")),
    *(Shape("reader", f"negotiating.{name}") for name in ("index", "pack")),
    Shape("coordinator", "negotiating.pack", {"year": LAST_YEAR}),
    Shape("coordinator", "negotiating.promises", {"year": LAST_YEAR}, status=404),
    Shape("coordinator", "negotiating.begin", typed={"year": "26"}, status=422),
    Shape("coordinator", "negotiating.prepare", typed={"indicators": "x", "goals": "y"}, status=422),
    Shape("coordinator", "negotiating.minutes", typed={"met_on": "eilen", "what_1": "x"}, status=422),
    Shape("coordinator", "negotiating.promises", typed={"told_1": "Kesken", "outcome_1": ""}, status=422),
)  # fmt: skip
"""Negotiations with the county, as a municipality prepares them."""

WHOLE_REPORTS = (
    *PACKAGES,
    *WAYS,
    *NEGOTIATIONS,
    *COUNTY,
    *(Shape("coordinator", f"reports.{name}") for name in ("shape", "add_section", "edit_section", "delete_section")),
    *(Shape("coordinator", f"reports.{name}") for name in ("advised", "advise")),
    Shape("coordinator", "reports.advise", typed={"shown": "own"}, status=422),
    Shape("coordinator", "reports.shape", {"number": SUBMITTED}),
    Shape("coordinator", "reports.shape", {"moved": WRITTEN, "way": "up"}),
    *(Shape("coordinator", f"reports.{name}_section", typed={}, status=422) for name in ("add", "edit")),
    Shape("coordinator", "reports.delete_section", typed={}, status=409),
    *(Shape(kind, "sections.find", {"q": "teksti", "deed": "find"}) for kind in ("reader", "supporter")),
    Shape("writer", "sections.find", {"q": "teksti", "by": "sana", "deed": "replace", "whole": "y"}),
    Shape("writer", "sections.find", {"q": " "}, status=422),
    *(Shape(kind, "attachments.index") for kind in ("coordinator", "reader", "supporter")),
    Shape("coordinator", "attachments.index", {"number": PUBLISHED}),
    Shape("writer", "publishing.check"),
    *(Shape(kind, "plain_language.summary") for kind in ("writer", "reader", "supporter")),
    Shape("coordinator", "plain_language.summary", {"number": PUBLISHED}),
    Shape("writer", "plain_language.history", {"old": 1, "new": 1}),
    Shape("reader", "plain_language.history", {"text_language": "sv"}),
    *(Shape(kind, "plain_language.version") for kind in ("writer", "supporter")),
    Shape("anonymous", "embedding.charts"),
    Shape("writer", "plain_language.write", typed={"text_fi": "Toinen", "version_fi": "0"}, status=409),
    Shape("anonymous", "publishing.definitions"),
    *(Shape("reader", f"publishing.preview_{part}") for part in ("summary", "definitions")),
    Shape("coordinator", "publishing.publish_now", {"number": PUBLISHED}, typed={}, status=422),
    Shape("coordinator", "publishing.withdraw", {"number": PUBLISHED, "edition": 1}),
    Shape("coordinator", "publishing.withdraw", {"number": PUBLISHED, "edition": 1}, typed={}, status=422),
    Shape("writer", "attachments.rename"),
    *(Shape("writer", f"attachments.{name}", typed={}, status=422) for name in ("attach", "rename")),
)
"""Their shape, their files, words found in them."""
