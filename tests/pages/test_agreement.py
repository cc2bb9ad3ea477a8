"""What was agreed at the order, had again at any time: by its own municipality and by nobody else."""

import pytest

from app.subscribing import queries
from app.web.numbers import moment, number
from billing.billing_details import store_details
from tenants.permissions import Role
from tests.issuing import billing_details
from tests.licences import a_municipality_on_trial
from tests.makers import a_municipality
from tests.orders import an_acceptance, an_order_that_opened
from tests.pdf_reading import text_in


@pytest.mark.parametrize(("language", "place"), [("fi", "lisenssi/sopimus"), ("sv", "licens/avtal")])
def test_a_municipality_s_copy_says_who_accepted_it_for_whom_and_when(municipality, visitor, language, place):
    accepted = an_acceptance(municipality)
    reader = visitor(municipality.people[Role.READER])
    page = f"/{language}/{municipality.facts.slugs[language]}/{place}"
    assert "Tiina Tilaaja" in reader.get(page).text
    answer = reader.get(f"{page}/{accepted.id}")
    assert answer.status_code == 200
    text = text_in(answer.data)
    when = " ".join(moment(accepted.accepted_at, language).split())
    said = ("Tiina Tilaaja, Hyvinvointikoordinaattori", when, municipality.facts.names[language], accepted.version)
    assert [each for each in said if each not in text] == []


def test_the_order_s_papers_are_had_again_in_the_language_of_the_invoice(municipality, visitor):
    order = an_order_that_opened(municipality, language="sv")
    reader = visitor(municipality.people[Role.READER])
    place = f"/fi/{municipality.facts.slugs['fi']}/lisenssi"
    fee = " ".join(number(order.price["yearly_net_cents"] // 100, 2, "sv").split())
    name = municipality.facts.names["sv"]
    for paper, said in (("tilausvahvistus", (f"Orderbekräftelse: {name}", "Tiina")), ("tarjous", (f"Offert: {name}",))):
        text = text_in(reader.get(f"{place}/{paper}").data)
        assert [each for each in (*said, fee) if each not in text] == []
    assert "Tiina" not in text


def test_no_address_leads_to_another_municipality_s_papers(engines, municipality, visitor):
    neighbour = a_municipality(engines)
    foreign = an_acceptance(neighbour)
    an_order_that_opened(neighbour)
    coordinator = visitor(municipality.people[Role.COORDINATOR])
    own, next_door = (f"/fi/{each.facts.slugs['fi']}/lisenssi" for each in (municipality, neighbour))
    for address in (f"sopimus/{foreign.id}", "tilausvahvistus", "tarjous"):
        assert coordinator.get(f"{own}/{address}").status_code == 404
        assert coordinator.get(f"{next_door}/{address}").status_code == 404
    assert "Tiina Tilaaja" not in coordinator.get(f"{own}/sopimus").text


def test_what_a_customer_orders_later_has_its_confirmation_too_as_it_was_then(app, engines, visitor):
    trial = a_municipality_on_trial(engines)
    coordinator = visitor(trial.people[Role.COORDINATOR])
    place = f"/fi/{trial.facts.slugs['fi']}/lisenssi"
    typed = {"position": "Hallintojohtaja", "details_are_right": "y", "accepted": "y"}
    assert coordinator.post(f"{place}/tilaus", typed).status_code == 302
    with trial.session() as session, session.begin():
        (order,) = queries.licence_orders(session)
        store_details(session, trial.facts.id, billing_details(name="Myöhempi Maksaja"), None)
    assert "Hallintojohtaja" in coordinator.get(f"{place}/sopimus").text
    text = text_in(coordinator.get(f"{place}/tilausvahvistus/{order.id}").data)
    fee = " ".join(number(order.price["yearly_net_cents"] // 100, 2, "sv").split())
    said = ("Orderbekräftelse", "Hallintojohtaja", billing_details()["name"], fee)
    assert [each for each in said if each not in text] == []
    assert "Myöhempi Maksaja" not in text
    stranger = visitor(a_municipality(engines).people[Role.READER])
    assert stranger.get(f"{place}/tilausvahvistus/{order.id}").status_code == 404
