"""Every route × every kind of visitor: who gets a page, who is turned away, and how."""

from itertools import product

import pytest

from app.web.access import access_of
from tenants import clock, sign_ins
from tenants.boundary import DoorSession
from tenants.membership import Membership
from tenants.permissions import Role
from tests.pages.visitor import Visitor
from tests.pages.who_keeps_templates import CARRIED_SHOWN_TO_SUPPORT, WHO_KEEPS_TEMPLATES
from tests.pages.who_may_ask import WHO_MAY_ASK
from tests.pages.who_may_compare import FIGURES_SHOWN_TO_SUPPORT, WHO_MAY_COMPARE
from tests.pages.who_may_consult import WHO_MAY_CONSULT
from tests.pages.who_may_enter import WHO_MAY_ENTER
from tests.pages.who_may_face_residents import WHO_MAY_FACE_RESIDENTS
from tests.pages.who_may_follow_up import FOLLOW_UP_SHOWN_TO_SUPPORT, WHO_MAY_FOLLOW_UP
from tests.pages.who_may_handle import HANDLING_SHOWN_TO_SUPPORT, WHO_MAY_HANDLE
from tests.pages.who_may_judge import WHO_MAY_JUDGE
from tests.pages.who_may_keep_figures import SHOWN_TO_SUPPORT as KEPT_SHOWN_TO_SUPPORT
from tests.pages.who_may_keep_figures import WHO_MAY_KEEP_FIGURES
from tests.pages.who_may_keep_the_year import WHO_MAY_KEEP_THE_YEAR, YEAR_SHOWN_TO_SUPPORT
from tests.pages.who_may_negotiate import NEGOTIATING_SHOWN_TO_SUPPORT, WHO_MAY_NEGOTIATE
from tests.pages.who_may_plan import PLANS_SHOWN_TO_SUPPORT, WHO_MAY_PLAN
from tests.pages.who_may_tell import TOLD_TO_SUPPORT, WHO_MAY_TELL
from tests.pages.who_may_write import SECTIONS_SHOWN_TO_SUPPORT, WHO_MAY_WRITE

LANGUAGES = ("fi", "sv")
VISITORS = ("anonymous", "coordinator", "writer", "reader", "neighbour", "staff")
"""The neighbour coordinates another municipality. Staff are the association's."""

WITH_CONSENT = ("supporter", "latecomer")
"""Staff too: one whom the municipality lets look, and one whose hour is over. Outside municipalities they are staff."""

OF_TWO = {"staff.emergency_look"}
"""What only the two of the staff see who have agreed on it."""

OF_REPORTS_SHOWN = TOLD_TO_SUPPORT | SECTIONS_SHOWN_TO_SUPPORT | HANDLING_SHOWN_TO_SUPPORT | YEAR_SHOWN_TO_SUPPORT
OF_REPORTS_SHOWN |= CARRIED_SHOWN_TO_SUPPORT | PLANS_SHOWN_TO_SUPPORT | NEGOTIATING_SHOWN_TO_SUPPORT
SHOWN_TO_SUPPORT = OF_REPORTS_SHOWN | FIGURES_SHOWN_TO_SUPPORT | KEPT_SHOWN_TO_SUPPORT | FOLLOW_UP_SHOWN_TO_SUPPORT
SHOWN_TO_SUPPORT |= {
    "front.tasks": 200,
    "reports.index": 200,
    "reports.show": 200,
    "publishing.preview": 200,
    "publishing.check": 200,
    "publishing.preview_summary": 200,
    "publishing.preview_definitions": 200,
    "accounts.members": 200,
    "payments.licence": 200,
    "subscribing.agreement": 200,
    "subscribing.confirmation_of_licence": 404,  # no order has this number
}
"""What a municipality's consent opens; every other page of a municipality is 403, every file and every form too."""

OF_ROOMS = WHO_MAY_ENTER | WHO_MAY_ASK | WHO_MAY_COMPARE | WHO_MAY_JUDGE | WHO_MAY_KEEP_FIGURES
OF_WRITING = WHO_MAY_WRITE | WHO_MAY_TELL | WHO_MAY_PLAN | WHO_MAY_CONSULT | WHO_MAY_HANDLE | WHO_MAY_NEGOTIATE
OF_OTHERS = WHO_MAY_KEEP_THE_YEAR | WHO_KEEPS_TEMPLATES | WHO_MAY_FOLLOW_UP | WHO_MAY_FACE_RESIDENTS
WHO_MAY_SEE = OF_ROOMS | OF_WRITING | OF_OTHERS | {
    # A form is sent with nothing typed in: 422 and 409 are the answers to somebody who may send it.
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("home.root", "GET"):                  (302, 302, 302, 302, 302, 302),
    ("home.logo", "GET"):                  (404, 404, 404, 404, 404, 404),  # the tests' association has none
    ("home.front", "GET"):                 (200, 200, 200, 200, 200, 200),
    ("home.accessibility", "GET"):         (200, 200, 200, 200, 200, 200),
    ("home.privacy", "GET"):               (200, 200, 200, 200, 200, 200),
    ("notices.status", "GET"):             (200, 200, 200, 200, 200, 200),
    ("notices.announcements", "GET"):      (302, 403, 403, 403, 403, 200),
    ("notices.announcements", "POST"):     (401, 403, 403, 403, 403, 422),
    ("notices.announcement", "GET"):       (302, 403, 403, 403, 403, 200),
    ("notices.announcement", "POST"):      (401, 403, 403, 403, 403, 422),
    ("notices.end", "POST"):               (401, 403, 403, 403, 403, 404),  # no announcement has this number
    ("subscribing.order", "GET"):          (200, 200, 200, 200, 200, 200),
    ("subscribing.order", "POST"):         (422, 422, 422, 422, 422, 422),
    ("subscribing.ordered", "GET"):        (200, 200, 200, 200, 200, 200),
    ("subscribing.confirm", "GET"):        (200, 200, 200, 200, 200, 200),
    ("subscribing.confirm", "POST"):       (200, 200, 200, 200, 200, 200),
    ("subscribing.offer", "GET"):          (404, 404, 404, 404, 404, 404),  # no municipality was chosen
    ("subscribing.confirmation", "GET"):   (200, 200, 200, 200, 200, 200),
    ("subscribing.contract", "GET"):       (200, 200, 200, 200, 200, 200),
    ("subscribing.agreement", "GET"):      (302, 200, 200, 200, 404, 404),
    ("subscribing.accepted_contract", "GET"):
                                           (302, 200, 200, 200, 404, 404),
    ("subscribing.confirmation_again", "GET"):
                                           (302, 200, 200, 200, 404, 404),
    ("subscribing.confirmation_of_licence", "GET"):
                                           (302, 404, 404, 404, 404, 404),  # no order has this number
    ("subscribing.offer_again", "GET"):    (302, 200, 200, 200, 404, 404),
    ("subscribing.orders", "GET"):         (302, 403, 403, 403, 403, 200),
    ("subscribing.decide", "POST"):        (401, 403, 403, 403, 403, 400),  # no decision was pressed
    ("subscribing.invite_again", "POST"):  (401, 403, 403, 403, 403, 302),  # no order has this number
    ("audit.trail", "GET"):                (302, 200, 403, 403, 404, 404),
    ("audit.file", "GET"):                 (302, 200, 403, 403, 404, 404),
    ("audit.association", "GET"):          (302, 403, 403, 403, 403, 200),
    ("audit.association_file", "GET"):     (302, 403, 403, 403, 403, 200),
    ("publishing.register", "GET"):        (200, 200, 200, 200, 200, 200),
    ("publishing.feed", "GET"):            (200, 200, 200, 200, 200, 200),
    ("publishing.of_municipality", "GET"): (200, 200, 200, 200, 200, 200),
    ("publishing.edition", "GET"):         (200, 200, 200, 200, 200, 200),
    ("publishing.file", "GET"):            (200, 200, 200, 200, 200, 200),
    ("publishing.summary", "GET"):         (200, 200, 200, 200, 200, 200),
    ("publishing.definitions", "GET"):     (200, 200, 200, 200, 200, 200),
    ("publishing.attachment", "GET"):      (404, 404, 404, 404, 404, 404),  # the edition has none
    ("open_data.description", "GET"):      (200, 200, 200, 200, 200, 200),
    ("open_data.schema", "GET"):           (200, 200, 200, 200, 200, 200),
    ("open_data.editions", "GET"):         (200, 200, 200, 200, 200, 200),
    ("open_data.edition", "GET"):          (200, 200, 200, 200, 200, 200),
    ("open_data.figures", "GET"):          (200, 200, 200, 200, 200, 200),
    ("open_data.catalog", "GET"):          (200, 200, 200, 200, 200, 200),
    ("publishing.preview", "GET"):         (302, 200, 200, 200, 404, 404),
    ("publishing.preview_summary", "GET"): (302, 200, 200, 200, 404, 404),
    ("publishing.preview_definitions", "GET"): (302, 200, 200, 200, 404, 404),
    ("publishing.preview_file", "GET"):    (302, 200, 200, 200, 404, 404),
    ("publishing.check", "GET"):           (302, 200, 200, 200, 404, 404),
    ("publishing.publish", "GET"):         (302, 200, 403, 403, 404, 404),
    ("publishing.publish_now", "POST"):    (401, 409, 403, 403, 404, 404),
    ("publishing.withdraw", "GET"):        (302, 404, 403, 403, 404, 404),  # the report has no such edition
    ("publishing.withdraw", "POST"):       (401, 404, 403, 403, 404, 404),
    ("front.tasks", "GET"):              (302, 200, 200, 200, 404, 404),
    ("reports.index", "GET"):              (302, 200, 200, 200, 404, 404),
    ("reports.begin", "GET"):              (302, 200, 403, 403, 404, 404),
    ("reports.begin", "POST"):             (401, 422, 403, 403, 404, 404),
    ("reports.show", "GET"):               (302, 200, 200, 200, 404, 404),
    ("reports.submit", "POST"):            (401, 409, 403, 403, 404, 404),
    ("reports.take_back", "POST"):         (401, 409, 403, 403, 404, 404),
    ("reports.adoption", "GET"):           (302, 200, 403, 403, 404, 404),
    ("reports.adoption", "POST"):          (401, 422, 403, 403, 404, 404),
    ("staff.desk", "GET"):                 (302, 403, 403, 403, 403, 200),
    ("staff.register", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.features_of_all", "GET"):      (302, 403, 403, 403, 403, 200),
    ("staff.features_of_all", "POST"):     (401, 403, 403, 403, 403, 400),  # no feature was named
    ("staff.features_of_one", "GET"):      (302, 403, 403, 403, 403, 200),
    ("staff.features_of_one", "POST"):     (401, 403, 403, 403, 403, 400),  # no feature was named
    ("staff.instructed", "GET"):           (302, 403, 403, 403, 403, 200),
    ("staff.instruct", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.instruct", "POST"):            (401, 403, 403, 403, 403, 302),  # nothing is advised
    ("staff.proposed", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.decide", "POST"):              (401, 403, 403, 403, 403, 404),  # no proposal has this number
    ("staff.emergency", "GET"):            (302, 403, 403, 403, 403, 200),
    ("staff.emergency", "POST"):           (401, 403, 403, 403, 403, 422),
    ("staff.emergency_look", "GET"):       (302, 403, 403, 403, 403, 200),
    ("staff.deletions", "GET"):            (302, 403, 403, 403, 403, 200),
    ("staff.deletion", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.deletion", "POST"):            (401, 403, 403, 403, 403, 422),
    ("staff.municipality", "GET"):         (302, 403, 403, 403, 403, 200),
    ("staff.sign_out", "POST"):            (401, 403, 403, 403, 403, 404),  # nobody has this number
    ("staff.person", "GET"):               (302, 403, 403, 403, 403, 200),
    ("staff.population", "GET"):           (302, 403, 403, 403, 403, 200),
    ("staff.population", "POST"):          (401, 403, 403, 403, 403, 422),
    ("staff.prices", "GET"):               (302, 403, 403, 403, 403, 200),
    ("staff.prices", "POST"):              (401, 403, 403, 403, 403, 422),
    ("staff.decide_prices", "POST"):       (401, 403, 403, 403, 403, 404),  # no proposal has this number
    ("staff.licences", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.licence", "GET"):              (302, 403, 403, 403, 403, 200),
    ("staff.move_licence", "POST"):        (401, 403, 403, 403, 403, 422),
    ("staff.renewals", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.propose_renewals", "POST"):    (401, 403, 403, 403, 403, 302),
    ("staff.approve_renewals", "POST"):    (401, 403, 403, 403, 403, 400),  # the page's time was not sent
    ("staff.mergers_of_all", "GET"):       (302, 403, 403, 403, 403, 200),
    ("staff.mergers_of_all", "POST"):      (401, 403, 403, 403, 403, 422),
    ("staff.remove_merger", "POST"):       (401, 403, 403, 403, 403, 404),
    ("staff.merger", "GET"):               (302, 403, 403, 403, 403, 200),
    ("staff.merger", "POST"):              (401, 403, 403, 403, 403, 422),
    ("staff.issue", "POST"):               (401, 403, 403, 403, 403, 409),  # it has been invoiced
    ("staff.invoices", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.accounting", "GET"):           (302, 403, 403, 403, 403, 200),
    ("staff.invoice", "GET"):              (302, 403, 403, 403, 403, 200),
    ("staff.credit", "POST"):              (401, 403, 403, 403, 403, 422),
    ("staff.invoice_file", "GET"):         (302, 403, 403, 403, 403, 200),
    ("staff.deliveries", "GET"):           (302, 403, 403, 403, 403, 200),
    ("staff.deliver_all_again", "POST"):   (401, 403, 403, 403, 403, 400),  # the button was not pressed
    ("staff.deliver_again", "POST"):       (401, 403, 403, 403, 403, 404),  # it has not failed
    ("ledger.queue", "GET"):               (302, 403, 403, 403, 403, 200),
    ("ledger.files", "GET"):               (302, 403, 403, 403, 403, 200),
    ("ledger.files", "POST"):              (401, 403, 403, 403, 403, 422),
    ("ledger.payment", "GET"):             (302, 403, 403, 403, 403, 200),
    ("ledger.payment", "POST"):            (401, 403, 403, 403, 403, 422),
    ("ledger.take_off", "POST"):           (401, 403, 403, 403, 403, 409),  # counted for another invoice
    ("ledger.offset", "POST"):             (401, 403, 403, 403, 403, 409),  # neither went back
    ("ledger.give_back", "GET"):           (302, 403, 403, 403, 403, 200),
    ("ledger.give_back", "POST"):          (401, 403, 403, 403, 403, 422),
    ("ledger.dispute", "GET"):             (302, 403, 403, 403, 403, 200),
    ("ledger.dispute", "POST"):            (401, 403, 403, 403, 403, 422),
    ("ledger.cards", "GET"):               (302, 403, 403, 403, 403, 200),
    ("ledger.event", "POST"):              (401, 403, 403, 403, 403, 400),  # no button was pressed
    ("ledger.try_refund_again", "POST"):   (401, 403, 403, 403, 403, 404),  # no refund has this number
    ("ledger.differences", "GET"):         (302, 403, 403, 403, 403, 200),
    ("ledger.rates", "GET"):               (302, 403, 403, 403, 403, 200),
    ("ledger.rates", "POST"):              (401, 403, 403, 403, 403, 422),
    ("ledger.decide_rate", "POST"):        (401, 403, 403, 403, 403, 404),  # no proposal has this number
    ("payments.webhook", "POST"):          (404, 404, 404, 404, 404, 404),  # the tests' service takes no cards
    ("payments.pay_by_card", "POST"):      (401, 404, 403, 403, 404, 404),  # nor shows a button
    ("payments.licence", "GET"):           (302, 200, 200, 200, 404, 404),
    ("payments.invoice_file", "GET"):      (302, 200, 200, 200, 404, 404),
    ("subscribing.order_licence", "GET"):  (302, 200, 403, 403, 404, 404),
    ("subscribing.order_licence", "POST"): (401, 422, 403, 403, 404, 404),
    ("subscribing.notice", "GET"):         (302, 200, 403, 403, 404, 404),
    ("subscribing.notice", "POST"):        (401, 422, 403, 403, 404, 404),
    ("subscribing.withdraw_notice", "POST"): (401, 409, 403, 403, 404, 404),  # none was given
    ("leaving.exports", "GET"):            (302, 200, 403, 403, 404, 404),
    ("leaving.ask_for_export", "POST"):    (401, 302, 403, 403, 404, 404),  # one is being made already
    ("leaving.fetch", "POST"):             (401, 404, 403, 403, 404, 404),  # no export has this number
    ("leaving.deletion", "GET"):           (302, 200, 403, 403, 404, 404),
    ("leaving.ask_for_deletion", "GET"):   (302, 200, 403, 403, 404, 404),
    ("leaving.ask_for_deletion", "POST"):  (401, 422, 403, 403, 404, 404),
    ("leaving.stop_deletion", "POST"):     (401, 409, 403, 403, 404, 404),  # none was asked for
    ("payments.billing", "GET"):           (302, 200, 403, 403, 404, 404),
    ("payments.billing", "POST"):          (401, 422, 403, 403, 404, 404),
    ("messages.letters", "GET"):           (302, 403, 403, 403, 403, 200),
    ("messages.try_again", "POST"):        (401, 403, 403, 403, 403, 404),  # no letter has this number
}  # fmt: skip
TRIED_ELSEWHERE = {
    ("accounts.sign_out", "POST"),
    ("accounts.sign_out_everywhere", "POST"),
    ("accounts.leave", "POST"),
    ("static", "GET"),
}
"""Signing out and leaving would end what this table shares; built files are everybody's."""


def test_every_route_has_its_row(app):
    methods = {
        (rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert methods == set(WHO_MAY_SEE) | TRIED_ELSEWHERE


def expected_of(app, endpoint, method, kind):
    """What the tables say."""
    if kind in WITH_CONSENT and endpoint in OF_TWO:
        return 403
    if kind in VISITORS or access_of(app, endpoint).kind != "tenant":
        return WHO_MAY_SEE[endpoint, method][VISITORS.index(kind if kind in VISITORS else "staff")]
    return SHOWN_TO_SUPPORT.get(endpoint, 403) if (kind, method) == ("supporter", "GET") else 403


@pytest.mark.parametrize(("endpoint", "method"), WHO_MAY_SEE)
def test_a_page_answers_its_visitors_as_the_tables_say(app, world, endpoint, method):
    expected, answered = {}, {}
    for kind, language in product(VISITORS + WITH_CONSENT, LANGUAGES):
        visitor = world.visitors[kind]
        send = visitor.post if method == "POST" else visitor.get
        expected[kind, language] = expected_of(app, endpoint, method, kind)
        answered[kind, language] = send(world.address(endpoint, language)).status_code
    assert answered == expected


@pytest.fixture(scope="module")
def expired(world):
    """A coordinator whose sign-in has ended while the pages were open."""
    visitor = Visitor(world.app, world.people["coordinator"])
    with DoorSession(world.app.extensions["engines"]) as door, door.begin():
        newest = max(sign_ins.open_sign_ins(door, world.people["coordinator"].id), key=lambda each: each.begun_at)
        sign_ins.end(door, newest.id)
    return visitor


@pytest.mark.parametrize(("endpoint", "method"), WHO_MAY_SEE)
def test_a_visitor_whose_sign_in_has_ended_is_anonymous(world, expired, endpoint, method):
    send = expired.post if method == "POST" else expired.get
    assert send(world.address(endpoint, "fi")).status_code == WHO_MAY_SEE[endpoint, method][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_out_is_for_the_signed_in(world, visitor, language):
    address = world.address("accounts.sign_out", language)
    assert visitor().post(address).status_code == 401
    reader = visitor(world.people["reader"])
    assert reader.post(address).status_code == 302
    assert reader.get(world.address("accounts.members", language)).status_code == 302


@pytest.mark.parametrize("municipality", ["existing", "ei-ole-kuntaa"])
def test_a_stranger_is_asked_to_sign_in_whatever_the_municipality(world, municipality):
    slug = world.municipality.facts.slugs["sv"] if municipality == "existing" else municipality
    address = world.address("reports.show", "sv", municipality=slug)
    answer = world.visitors["anonymous"].get(address)
    assert (answer.status_code, answer.location) == (302, f"/sv/logga-in?next={address}")


def test_after_signing_in_the_visitor_is_where_they_were_going(world, visitor):
    address = world.address("reports.show", "fi")
    answer = visitor().sign_in(world.people["writer"].email, next=address)
    assert (answer.status_code, answer.location) == (302, address)


def test_a_head_request_is_answered_like_its_page_without_the_page(world):
    answer = world.visitors["reader"].client.head(world.address("reports.show", "fi"))
    assert (answer.status_code, answer.text) == (200, "")


def test_a_member_whose_membership_has_ended_is_a_stranger(municipality, visitor):
    person = municipality.people[Role.WRITER]
    writer, front = visitor(person), f"/fi/{municipality.facts.slugs['fi']}/"
    assert writer.get(front).status_code == 200
    with municipality.session() as session, session.begin():
        session.query(Membership).filter_by(person_id=person.id).one().ended_at = clock.now()
    assert writer.get(front).status_code == 404
