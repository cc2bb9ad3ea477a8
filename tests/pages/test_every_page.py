"""What must hold on every page there is, in both languages and in every shape it has."""

import re
from collections import defaultdict
from itertools import pairwise
from math import ceil

from html5lib.html5parser import ParseError

from tests.pages.crawling import view_of
from tests.pages.looks import SHAPES
from tests.pages.parsed import text_of

NOT_PAGES = {"static", "home.root", "home.logo", "publishing.file", "publishing.preview_file"} | {
    "publishing.attachment",
    "hand_over.fetch",
    "hand_over.schema",
    "embedding.chart",  # in a frame: tests/pages/test_embedding.py looks at it
    "embedding.own_chart",  # so too
    *(f"open_data.{name}" for name in ("description", "schema", "editions", "edition", "figures", "catalog")),
    "attachments.file",
    "sections.comparison",
    "sections.kept",
    "translating.file",
    "sections.find_figures",
    "indicators.index_file",
    "indicators.news_file",
    "subscribing.offer",
    "subscribing.confirmation",
    "subscribing.contract",
    "subscribing.accepted_contract",
    "subscribing.confirmation_again",
    "subscribing.confirmation_of_licence",
    "subscribing.offer_again",
    "publishing.feed",
    "payments.invoice_file",
    "staff.invoice_file",
    "staff.accounting",
    "support.participants",
    "accounts.microsoft",
    "accounts.begin_activating",
    "accounts.begin_linking",
    "accounts.confirm_at_microsofts",
    "accounts.own_data_file",
    "audit.file",
    "observations.index_file",
    "carrying.beside_on_paper",
    "plan.pdf_file",
    "plan.workbook",
    "consulting.attachment",
    "look.picture",
    "look.style",
    "consulting.statements_file",
    "negotiating.pack_pdf",
    "negotiating.received_pdf",
    "calendar.feed_file",
    "calendar.communication_file",
    "own_figures.file",
    "own_figures.template",
    "audit.association_file",
    *(f"indicators.{name}_file" for name in ("profile", "changes", "indicator", "set")),
}
HEADERS = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
OUR_OWN_SIGNS = re.compile(r"\{\{(figure|panel):\d+\}\}")
"""What a writer types for a figure stands on a page where it is chosen, or is unknown."""

MOST_OF_A_KIND = 12
UNFINISHED = ("%(", "{{", "{%", "<lambda", "object at 0x")


def faulty(looks, fault_of):
    """What `fault_of` finds, each with its page."""
    return [f"{look}: {fault}" for look in looks if (fault := fault_of(look))]


def test_every_route_that_is_a_page_is_looked_at(app):
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods} - NOT_PAGES
    assert pages <= {shape.endpoint for shape in SHAPES if shape.status == 200}


def test_every_page_answers_as_it_should(looks):
    assert not faulty(looks, lambda look: look.answer.status_code != look.shape.status)


def test_every_page_is_markup_that_no_browser_has_to_mend(looks):
    def fault(look):
        try:
            look.page  # noqa: B018 - parsing is the test
        except ParseError as error:
            return error

    assert not faulty(looks, fault)


def test_every_page_has_one_main_heading_that_its_title_begins_with(looks):
    def fault(look):
        main = [text for level, text in look.page.headings if level == 1]
        return len(main) != 1 or main[0] not in look.page.title()

    assert not faulty(looks, fault)


def test_every_page_says_which_language_it_is_in(looks):
    assert not faulty(looks, lambda look: look.page.language != look.language)


def test_no_page_has_the_same_id_twice(looks):
    assert not faulty(looks, lambda look: {id for id in look.page.ids if look.page.ids.count(id) > 1})


def test_every_reference_and_anchor_points_at_something_on_its_page(looks):
    def fault(look):
        links = {each.get("href", "")[1:] for each in look.page.all("a") if each.get("href", "").startswith("#")}
        others = {id for each in look.page.all() for name in REFERENCES for id in each.get(name, "").split()}
        return (links | others) - set(look.page.ids)

    assert not faulty(looks, fault)


def test_every_form_that_posts_has_its_token(looks):
    def fault(look):
        forms = [form for form in look.page.all("form") if form.get("method") == "post"]
        tokens = [form.find(".//input[@name='csrf_token'][@type='hidden']") for form in forms]
        return [token for token in tokens if token is None or not token.get("value")]

    assert not faulty(looks, fault)


def test_every_field_has_a_label(looks):
    def fault(look):
        labelled = {label.get("for") for label in look.page.all("label") if text_of(label)}
        return [each.get("name") for each in look.page.fields() if each.get("id") not in labelled]

    assert not faulty(looks, fault)


def test_every_link_and_button_has_words(looks):
    def fault(look):
        return [each.attrib for each in look.page.all("a", "button") if not (text_of(each) or each.get("aria-label"))]

    assert not faulty(looks, fault)


def test_no_heading_skips_a_level(looks):
    """What was refused or done stands, with a heading of the second level, above the page's own."""

    def fault(look):
        levels = [1] + [level for level, _ in look.page.headings]
        return [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]

    assert not faulty(looks, fault)


def test_every_table_of_ours_has_a_caption(looks):
    """A writer's table, known by its rows without headers, is explained by the text it stands in."""

    def fault(look):
        ours = [each for each in look.page.all("table") if each.find(".//th[@scope='row']") is not None]
        return [text_of(table)[:60] for table in ours if table.find("caption") is None]

    assert not faulty(looks, fault)


def test_every_header_of_a_table_says_what_it_is_the_header_of(looks):
    assert not faulty(looks, lambda look: [text_of(each) for each in look.page.all("th") if not each.get("scope")])


def test_everything_that_can_be_pressed_or_typed_in_is_sent_without_scripts(looks):
    """What only scripts can use is hidden until they are there, and nothing jumps the order of the keys."""

    def sent(form):
        return {each for each in form.iter() if isinstance(each.tag, str)} if form.get("hidden") is None else set()

    def fault(look):
        of_forms = {each for form in look.page.all("form") for each in sent(form)}
        hidden = {inside for each in look.page.all() if each.get("hidden") is not None for inside in each.iter()}
        pressed = [each for each in look.page.all("button") if each not in hidden]
        typed = [each for each in look.page.fields() if each not in hidden and each.get("readonly") is None]
        return [
            *(text_of(each) for each in pressed if each not in of_forms or each.get("type", "submit") != "submit"),
            *(each.get("id") for each in typed if each not in of_forms),
            *(text_of(each) for each in look.page.all("a") if each.get("href") in (None, "", "#")),
            *(each.tag for each in look.page.all() if int(each.get("tabindex", 0)) > 0),
        ]

    assert not faulty(looks, fault)


def test_nothing_is_inline_that_the_content_policy_would_stop(looks):
    def fault(look):
        return [
            each.tag
            for each in look.page.all()
            if each.tag == "style"
            or (each.tag == "script" and not each.get("src") and each.get("type") != "application/json")
            or any(name == "style" or name.startswith("on") for name in each.attrib)
        ]

    assert not faulty(looks, fault)


def test_every_page_carries_the_headers_that_protect_it(looks):
    assert not faulty(looks, lambda look: HEADERS - set(look.answer.headers.keys()))


def test_no_signed_in_page_is_kept_by_a_browser_or_a_proxy(looks):
    assert not faulty(looks, lambda look: look.answer.headers["Cache-Control"] not in ("no-store", "private, no-cache"))


def test_no_page_shows_what_only_a_program_understands(looks):
    def fault(look):
        said = [OUR_OWN_SIGNS.sub("", text) for text in look.page.words()]
        return [text for text in said if text == "None" or any(sign in text for sign in UNFINISHED)]

    assert not faulty(looks, fault)


def followed(look):
    """Each reader and link of a page's."""
    links = {each.get("href").partition("#")[0] for each in look.page.all("a", "link") if each.get("href")}
    return {(look.shape.kind, link) for link in links if link.startswith("/") and not link.startswith("/static")}


def some_of_each_kind(world, links):
    """Of what one view draws for one reader in one language a dozen, from all over: staff have hundreds of places."""
    views, kinds = world.app.url_map.bind(""), defaultdict(list)
    for reader, link in sorted(links):
        kinds[reader, view_of(views, link), link[:4]].append((reader, link))
    return [each for kind in kinds.values() for each in kind[:: ceil(len(kind) / MOST_OF_A_KIND)]]


def test_no_link_leads_its_reader_to_an_error(world, looks):
    every = set().union(*(followed(look) for look in looks if look.shape.status == 200))
    chosen = some_of_each_kind(world, every)
    answers = {(reader, link): world.visitors[reader].get(link).status_code for reader, link in chosen}
    assert len(answers) > 1_000
    refused = {each: status for each, status in answers.items() if status >= 400}
    files_kept_from_support = {each for each, status in refused.items() if each[0] == "supporter" and status == 403}
    assert refused.keys() == files_kept_from_support
