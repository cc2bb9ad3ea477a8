"""A price list to try the service with. Its sums are made up: the association decides its own before the first order.

Whole tens of euros, so that 25.5 % comes out in whole cents.
"""

from datetime import date

from billing.prices import PriceClass, PriceList

EXAMPLE = PriceList(
    valid_from=date(2026, 1, 1),
    classes=(
        PriceClass(0, 2_000, 490_00),
        PriceClass(2_000, 5_000, 790_00),
        PriceClass(5_000, 10_000, 1_290_00),
        PriceClass(10_000, 20_000, 1_990_00),
        PriceClass(20_000, 50_000, 2_990_00),
        PriceClass(50_000, 100_000, 4_490_00),
        PriceClass(100_000, None, 6_490_00),
    ),
    county_net_cents=7_990_00,
    name_fi="Esimerkkihinnasto",
    name_sv="Exempelprislista",
    note_fi="Esimerkki: hinnat on keksitty palvelun kokeilemista varten.",
    note_sv="Exempel: priserna är påhittade för att man ska kunna prova tjänsten.",
)
