"""Every page there is, with real content and in each of its shapes: what the tests of all pages look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from werkzeug.test import TestResponse

from tests.pages.fixed_words import NO_LETTER
from tests.pages.looks_at_observations import OBSERVATIONS
from tests.pages.looks_at_plans import PLANS
from tests.pages.looks_at_the_year import YEAR
from tests.pages.parsed import ParsedPage
from tests.pages.reports_to_look_at import (
    ADOPTED,
    APPROVED,
    BEGUN,
    FIGURED,
    FINNISH_ONLY,
    PUBLISHED,
    READY,
    RETURNED,
    SUBMITTED,
    UNTOUCHED,
    WRITTEN,
)
from tests.pages.shapes import FIGURES_IN_TEXTS, FOLLOW_UP, ROUNDS, SECTIONS, WHOLE_REPORTS, Shape
from tests.pages.who_keeps_templates import TEMPLATES
from tests.pages.world import UNCONFIRMED, World

UNPRINTABLE = "Teksti \N{SLIGHTLY SMILING FACE}"
KEPT = "Teksti säilyy näkyvissä"
FIGURES_TABLE = {"kind": "own", "shown": ""}
BAD_FIGURES = """[["Nimi","Namn","Ajanjakso","Arvo","Vastaajia","Tuntematon"],
 [[2,["Lainat","","2024","12,5","",""]],[3,["Lainat","","ensi vuosi","x","-1",""]]]]"""
GOOD_FIGURES = """[["Namn","Ajanjakso","Arvo","Yksikkö","Vastaajia"],
 [[2,["Lån per invånare","2023","14,5","kirjaa",""]],[3,["Lån per invånare","2022","12,5","",""]],
 [4,["Uusi","2024","3","",""]],[5,["Uusi","2025","..","",""]]]]"""
UNKNOWN_UNIT = '[["a.b", "Yksi", "Ett", "missing"]]'
LIST = "Aino Aalto; aino@kunta.example; kirjoittaja\naino@kunta.example; lukija\nx; y; z\nkutsuttu"
NEXT_DOOR = {"municipality": "neighbour"}
ON_TRIAL = {"municipality": "trial"}
OTHERS = ("neighbour", "trial", "county")
NUMBERS = (BEGUN, SUBMITTED, ADOPTED, PUBLISHED)
PAGES_OF_FIGURES = ("index", "profile", "changes", "show", "whats_new", "sets", "one_set")
KINDS_OF_INDICATORS = (
    *("untested", "revised", "not_mirrored", "chosen", "gone", "withdrawn"),
    *("without_figures", "elsewhere"),
)
SHOWN_SO = (
    {"name": "Atlantis"},
    {"name": "Helsinki", "area": ["country", "group", "837"], "gender": "female"},
    {"area": ["049", "091", "092", "235", "853"]},
    {"print": "1"},
)
PROFILED_SO = ({"basket": "own", "compare": "county"}, {"basket": "children", "compare": "091"}, {"compare": "?"})
POSITIONS = (WRITTEN, READY, RETURNED, APPROVED, FINNISH_ONLY, UNTOUCHED, FIGURED)


def _one(name: str) -> Callable[[World], dict[str, object]]:
    """The indicator of this kind among the world's figures."""
    return lambda world: {"indicator_id": getattr(world.figures, name)}


FIGURES = (
    *(Shape(kind, f"indicators.{name}") for kind in ("coordinator", "supporter") for name in PAGES_OF_FIGURES),
    *(Shape("coordinator", "indicators.index", {"q": words}) for words in ("lapsi", "2", "zzz %")),
    *(Shape("coordinator", "indicators.show", of=_one(name)) for name in KINDS_OF_INDICATORS),
    *(Shape("reader", "indicators.show", words | {"indicator_id": 228}) for words in SHOWN_SO),
    *(Shape("coordinator", "indicators.profile", words) for words in PROFILED_SO),
    *(Shape("trialist", f"indicators.{name}", ON_TRIAL) for name in ("index", "profile", "whats_new", "comparison")),
    *(Shape("neighbour", f"indicators.{name}", NEXT_DOOR) for name in ("sets", "changes")),
    Shape("coordinator", "indicators.comparison"),
    Shape("coordinator", "indicators.comparison", typed={"name": "Atlantis"}, status=422),
    Shape("coordinator", "indicators.show", {"indicator_id": 999_999}, status=404),
    Shape("coordinator", "indicators.one_set", {"set_id": NO_LETTER}, status=404),
    Shape("writer", "indicators.choose", typed={}, status=403),
)

SHAPES = (
    *(Shape("anonymous", f"home.{name}") for name in ("front", "accessibility", "privacy")),
    *(Shape("anonymous", f"publishing.{name}") for name in ("register", "of_municipality", "edition", "summary")),
    Shape("anonymous", "accounts.sign_in"),
    Shape("anonymous", "accounts.sign_in", typed={}, status=422),
    Shape("anonymous", "accounts.sign_in_with_passkey", typed={"answer": "?"}, status=422),
    Shape("halfway", "accounts.second_step"),
    Shape("halfway", "accounts.second_step", typed={"code": "?"}, status=422),
    *(Shape("anonymous", f"accounts.{name}") for name in ("forgotten", "new_password", "begin_anew")),
    *(Shape("anonymous", f"accounts.{name}", typed={}, status=422) for name in ("forgotten", "new_password")),
    Shape("anonymous", "accounts.new_password", {"token": "an old one"}, status=410),
    Shape("anonymous", "accounts.forgotten", typed={"email": "tuntematon@kunta.example"}),
    *(Shape(kind, f"accounts.{name}") for kind in ("writer", "careful") for name in ("security", "confirm")),
    *(Shape(kind, "accounts.confirm", typed={}, status=422) for kind in ("writer", "careful")),
    *(Shape("writer", f"accounts.{name}") for name in ("password", "two_step", "add_app", "add_passkey")),
    *(Shape("writer", f"accounts.{name}", typed={}, status=422) for name in ("password", "add_app", "add_passkey")),
    Shape("careful", "accounts.recovery"),
    Shape("careful", "accounts.recovery", typed={}),
    Shape("coordinator", "accounts.rules"),
    Shape("staff", "accounts.colleagues"),
    *(Shape("anonymous", f"subscribing.{name}") for name in ("order", "ordered", "confirm")),
    Shape("anonymous", "subscribing.order", typed={"municipality": "999", "e_invoice_address": "?"}, status=422),
    Shape("staff", "subscribing.orders"),
    Shape("anonymous", "accounts.invitation"),
    Shape("anonymous", "accounts.invitation", typed={}, status=422),
    Shape("anonymous", "accounts.work_account"),
    Shape("proven", "accounts.accept_with_work_account"),
    Shape("proven", "accounts.accept_with_work_account", typed={"name": ""}, status=422),
    Shape("coordinator", "accounts.directory"),
    Shape("trialist", "accounts.directory", ON_TRIAL),
    Shape("coordinator", "accounts.directory", typed={"entra_tenant": "kunta.example"}, status=422),
    *(Shape("coordinator", f"accounts.{name}") for name in ("member", "end_member", "check_members", "domains")),
    *(Shape("coordinator", f"accounts.{name}") for name in ("invite", "invite_list", "correct_invitation")),
    *(Shape("coordinator", f"accounts.{name}", typed={}, status=422) for name in ("invite", "domains", "end_member")),
    Shape("coordinator", "accounts.correct_invitation", typed={"email": "?"}, status=422),
    Shape("coordinator", "accounts.invite_list", typed={"rows": LIST, "language": "sv"}, status=422),
    Shape("coordinator", "accounts.invite_list", typed={"rows": LIST.splitlines()[0], "language": "sv"}),
    *(Shape("anonymous", f"accounts.{name}") for name in ("ask", "asked", "own_request")),
    Shape("anonymous", "accounts.ask", typed={"email": "?", "homepage": "x"}, status=422),
    *(Shape("coordinator", f"accounts.{name}") for name in ("account_requests", "account_request")),
    *(Shape("staff", f"accounts.{name}") for name in ("requests_to_association", "request_to_association")),
    Shape("coordinator", "accounts.account_request", typed={"answer": "more"}, status=422),
    Shape("staff", "accounts.request_to_association", typed={"answer": "decline"}, status=422),
    *(Shape(kind, "accounts.account") for kind in ("coordinator", "newcomer", "expert", "staff", "mover")),
    *(Shape("coordinator", f"accounts.{name}") for name in ("change_details", "change_email", "leave")),
    Shape("coordinator", "accounts.change_details", typed={"name": ""}, status=422),
    Shape("coordinator", "accounts.change_email", typed={"email": "ei osoite"}, status=422),
    Shape("coordinator", "accounts.leave", typed={}, status=409),
    Shape("coordinator", "accounts.erase"),
    Shape("coordinator", "accounts.erase", typed={}, status=409),
    Shape("newcomer", "accounts.erase"),
    Shape("newcomer", "accounts.erase", typed={}, status=422),
    Shape("mover", "accounts.confirm_email"),
    Shape("coordinator", "accounts.confirm_email", status=410),
    *(Shape(k, f"own_figures.{name}") for k in ("writer", "reader") for name in ("index", "show", "cards", "card")),
    *(Shape("writer", f"own_figures.{name}", {"number": 2}) for name in ("show", "card")),
    Shape("reader", "own_figures.card", {"number": 3}),
    *(Shape("neighbour", f"own_figures.{name}", NEXT_DOOR) for name in ("index", "cards")),
    *(Shape("writer", f"own_figures.{name}") for name in ("begin", "edit", "enter", "correct", "bring_in")),
    *(Shape("writer", f"own_figures.{name}") for name in ("write_card", "edit_card")),
    *(Shape("writer", f"own_figures.{name}", typed={}, status=422) for name in ("begin", "enter")),
    Shape("writer", "own_figures.correct", typed={"value_typed": "x"}, status=422),
    *(Shape("writer", f"own_figures.{name}", typed={}, status=422) for name in ("bring_in", "write_card")),
    Shape("writer", "own_figures.bring_in", typed=FIGURES_TABLE | {"table": BAD_FIGURES}, status=409),
    Shape("writer", "own_figures.bring_in", typed=FIGURES_TABLE | {"table": GOOD_FIGURES}, status=409),
    Shape("writer", "own_figures.bring_in", typed=FIGURES_TABLE | {"table": '[["x"],[[2,["y"]]]]'}, status=422),
    Shape("anonymous", "publishing.edition", {"number": 99}, status=404),
    Shape("anonymous", "reports.submit", typed={}, status=401),
    *(Shape(kind, "accounts.mine") for kind in ("newcomer", "expert")),
    *(Shape("neighbour", name, NEXT_DOOR) for name in ("front.tasks", "reports.index")),
    Shape("neighbour", "audit.trail", NEXT_DOOR),
    *(Shape("coordinator", name) for name in ("accounts.members", "audit.trail", "reports.index", "reports.begin")),
    *(Shape(kind, "front.tasks") for kind in ("coordinator", "writer", "reader")),
    *(Shape(kind, "reports.show", {"number": n}) for kind in ("coordinator", "reader") for n in NUMBERS),
    *(Shape(kind, "sections.show", {"position": p}) for kind in ("coordinator", "reader") for p in POSITIONS),
    *(Shape("coordinator", "sections.show", {"number": n}) for n in (SUBMITTED, PUBLISHED)),
    *(Shape("coordinator", "reports.adoption", {"number": n}) for n in NUMBERS),
    *(Shape("coordinator", f"publishing.{name}", {"number": n}) for name in ("preview", "publish") for n in NUMBERS),
    Shape("coordinator", "reports.show", {"number": 99}, status=404),
    Shape("coordinator", "reports.submit", status=405),
    Shape("coordinator", "reports.submit", typed={}, status=409),
    Shape("coordinator", "reports.begin", typed={}, status=422),
    Shape("coordinator", "reports.adoption", {"number": SUBMITTED}, typed={}, status=422),
    Shape("coordinator", "sections.write", typed={"text_fi": UNPRINTABLE}, status=422),
    *(Shape("coordinator", f"sections.{name}") for name in ("history", "version", "people", "everybody")),
    *WHOLE_REPORTS,
    *SECTIONS,
    *FIGURES_IN_TEXTS,
    *ROUNDS,
    *FOLLOW_UP,
    Shape("writer", "sections.history", {"old": 1, "new": 1}),
    Shape("reader", "sections.history", {"position": UNTOUCHED}),
    Shape("coordinator", "sections.write", typed={"csrf_token": "wrong", "text_fi": KEPT}, status=400),
    *(Shape(kind, "translating.side_by_side", {"position": p}) for kind in ("writer", "reader") for p in POSITIONS),
    Shape("writer", "translating.write", typed={"row:a:": UNPRINTABLE, "row::b": "Text"}, status=422),
    Shape("supporter", "translating.side_by_side"),
    *(Shape(kind, "translating.files") for kind in ("writer", "reader", "supporter")),
    Shape("writer", "translating.bring_in", typed={}, status=422),
    Shape("writer", "translating.bring_in", typed={"units": UNKNOWN_UNIT, "shown": ""}, status=409),
    Shape("coordinator", "publishing.publish_now", typed={}, status=409),
    Shape("reader", "audit.trail", status=403),
    *(Shape("staff", f"staff.{name}") for name in ("desk", "register", "population", "municipality", "person")),
    *(Shape("staff", f"staff.features_of_{name}") for name in ("all", "one")),
    *(Shape("staff", f"staff.{name}") for name in ("instructed", "instruct", "judged", "judge")),
    *(Shape("staff", f"staff.{name}") for name in ("figures", "kept_sets", "kept_set", "edit_set")),
    Shape("staff", "staff.judged", {"which": "troubled", "q": "ei mitään tällaista"}),
    Shape("staff", "staff.judged", {"which": "x"}, status=422),
    Shape("staff", "staff.judge", {"indicator_id": 242}),
    *(Shape("staff", f"staff.{name}") for name in ("add_item", "copy_set")),
    *(Shape("staff", f"staff.{name}", typed={}, status=422) for name in ("add_item", "copy_set")),
    Shape("staff", "staff.edit_set", typed={"note_fi": "Vain suomeksi"}, status=422),
    Shape("staff", "staff.instruct", typed={"text_fi": "Vain suomeksi"}, status=422),
    Shape("staff", "staff.judge", typed={"direction": "x"}, status=422),
    *(Shape("staff", f"staff.{name}") for name in ("proposed", "deletions", "emergency", "emergency_look", "deletion")),
    Shape("staff", "staff.emergency", typed={}, status=422),
    Shape("staff", "staff.deletion", typed={"delay_days": "7"}, status=422),
    Shape("staff", "staff.municipality", {"municipality_code": "478"}),
    *(Shape("staff", "audit.association", words) for words in ({}, {"kind": "support"})),
    Shape("coordinator", "audit.trail", {"first_day": "eilen"}, status=422),
    Shape("coordinator", "audit.trail", {"last_day": "1.1.2020"}),
    Shape("staff", "staff.population", typed={}, status=422),
    *(Shape("staff", f"staff.{name}") for name in ("prices", "licences", "licence", "invoices", "invoice")),
    *(Shape("staff", f"staff.{name}", typed={}, status=422) for name in ("prices", "move_licence", "credit")),
    Shape("staff", "staff.deliveries"),
    Shape("staff", "staff.issue", typed={}, status=409),
    *(Shape("coordinator", f"payments.{name}") for name in ("licence", "billing")),
    Shape("coordinator", "payments.billing", typed={"name": ""}, status=422),
    *(Shape("coordinator", f"leaving.{name}") for name in ("exports", "deletion", "ask_for_deletion")),
    Shape("neighbour", "leaving.exports", NEXT_DOOR),
    Shape("coordinator", "leaving.ask_for_deletion", typed={"delay_days": "7"}, status=422),
    Shape("coordinator", "leaving.stop_deletion", typed={}, status=409),
    Shape("trialist", "leaving.deletion", ON_TRIAL),
    *(Shape("trialist", f"subscribing.{name}", ON_TRIAL) for name in ("order_licence", "notice")),
    Shape("trialist", "subscribing.order_licence", ON_TRIAL, typed={}, status=422),
    Shape("trialist", "payments.licence", ON_TRIAL),
    *(Shape("coordinator", f"subscribing.{name}") for name in ("order_licence", "notice")),
    Shape("coordinator", "subscribing.notice", typed={"municipality": "toinen"}, status=422),
    Shape("coordinator", "subscribing.withdraw_notice", typed={}, status=409),
    *(Shape("staff", f"staff.{name}") for name in ("renewals", "merger")),
    Shape("staff", "staff.merger", typed={"last_day_typed": "eilen"}, status=422),
    Shape("reader", "payments.licence"),
    Shape("reader", "subscribing.agreement"),
    Shape("neighbour", "subscribing.agreement", NEXT_DOOR),
    Shape("neighbour", "payments.licence", NEXT_DOOR),
    *(Shape("staff", f"ledger.{name}") for name in ("queue", "files", "cards", "differences", "rates")),
    *(Shape("staff", f"ledger.{name}") for name in ("payment", "give_back", "dispute")),
    *(Shape("staff", f"ledger.{name}", typed={}, status=422) for name in ("files", "rates", "dispute")),
    *(Shape("staff", f"ledger.{name}", typed={"sum": "?"}, status=422) for name in ("payment", "give_back")),
    *(Shape("staff", "staff.desk", {"q": words}) for words in ("2027", "Parai", "Testi", "zzz")),
    Shape("staff", "ledger.take_off", {"invoice_number": "1"}, typed={}, status=409),
    Shape("staff", "messages.letters"),
    *(Shape(kind, "notices.status") for kind in ("anonymous", "reader")),
    *(Shape("staff", f"notices.{name}") for name in ("announcements", "announcement")),
    Shape("staff", "notices.announcements", typed={"begins": "x", "ends": "y"}, status=422),
    *(Shape("supporter", name) for name in ("front.tasks", "reports.show", "sections.show", "accounts.members")),
    *(Shape("supporter", name) for name in ("payments.licence", "support.looks")),
    Shape("supporter", "sections.show", {"position": UNTOUCHED}),
    Shape("supporter", "sections.write", typed={"text_fi": KEPT}, status=403),
    Shape("latecomer", "sections.show", status=403),
    *(Shape("staff", "support.looks", typed=typed, status=s) for typed, s in ((None, 200), ({}, 422))),
    *(Shape("coordinator", "support.access", typed=typed, status=s) for typed, s in ((None, 200), ({}, 422))),
    Shape("neighbour", "support.access", NEXT_DOOR),
    Shape("coordinator", "support.shared_case"),
    *(Shape(kind, f"support.{name}") for kind in ("writer", "newcomer") for name in ("trainings", "training")),
    *(Shape("staff", f"support.{name}") for name in ("kept_trainings", "new_training", "kept_training")),
    *(Shape("staff", f"support.{name}_training", typed={"places": "?"}, status=422) for name in ("new", "kept")),
    *(Shape("anonymous", f"support.{name}") for name in ("help_pages", "help_page")),
    *(Shape("anonymous", "support.help_pages", {"q": words}) for words in ("a", "zzz")),
    *(Shape("staff", f"support.{name}") for name in ("kept_help", "new_help", "edit_help", "help_version")),
    *(Shape("staff", f"support.{name}", typed={}, status=422) for name in ("new_help", "edit_help")),
    *(Shape(kind, "support.ask", {"page": "/fi/"}) for kind in ("writer", "newcomer", "expert")),
    *(Shape("writer", f"support.{name}", typed={}, status=422) for name in ("ask", "consulting", "my_case")),
    *(Shape("writer", f"support.{name}") for name in ("consulting", "mine", "my_case")),
    Shape("newcomer", "support.mine"),
    *(Shape("anonymous", f"support.{name}") for name in ("ask_as_visitor", "asked", "by_letter")),
    Shape("anonymous", "support.ask_as_visitor", typed={"email": "?", "name": KEPT}, status=422),
    Shape("anonymous", "support.by_letter", {"token": UNCONFIRMED}),
    Shape("anonymous", "support.by_letter", typed={}, status=422),
    *(Shape("staff", f"support.{name}") for name in ("desk", "case", "canned_answers", "canned_answer")),
    *FIGURES,
    *OBSERVATIONS,
    *PLANS,
    *YEAR,
    *TEMPLATES,
    Shape("staff", "support.desk", {"state": "closed", "mine": "y"}),
    Shape("staff", "support.case", typed={"deed": "put", "text": KEPT}),
    *(Shape("staff", f"support.{name}", typed={}, status=422) for name in ("case", "canned_answers", "canned_answer")),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One page in one language, as it was answered."""

    shape: Shape
    language: str
    address: str
    answer: TestResponse

    def __str__(self) -> str:
        return f"{self.shape.kind} at {self.address} ({self.answer.status_code})"

    @cached_property
    def page(self) -> ParsedPage:
        """The page, parsed."""
        return ParsedPage(self.answer.text)


def looks_at(world: World, shapes: Iterable[Shape] = SHAPES) -> list[Look]:
    """Shapes in both languages; all there are unless some are named."""
    return [look(world, shape, language) for shape in shapes for language in ("fi", "sv")]


def look(world: World, shape: Shape, language: str) -> Look:
    """Ask for a page."""
    words = shape.words | shape.of(world)
    if shape.words.get("municipality") in OTHERS:
        words["municipality"] = getattr(world, shape.words["municipality"]).facts.slugs[language]
    address, visitor = world.address(shape.endpoint, language, **words), world.visitors[shape.kind]
    answer = visitor.get(address) if shape.typed is None else visitor.post(address, shape.typed)
    return Look(shape, language, address, answer)
