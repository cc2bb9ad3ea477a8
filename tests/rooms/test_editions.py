"""What an edition holds beside its texts, and how it is known that it is still what was published."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app.indicators.areas import COUNTRY
from app.publishing.corrections import as_read, correction
from app.publishing.formats import AT_ONCE
from app.publishing.gathering import content_now
from app.publishing.own_csv import METADATA_SUFFIX, SUFFIX
from app.publishing.queries import editions_of_report
from app.reports.queries import whole_report
from app.writing.checksum import canonical
from tests.attachments import PDF, an_attachment
from tests.figures import LOWER, PROPORTION, an_indicator, area_of
from tests.makers import a_report, adopt, an_adopted_report, write
from tests.publishing import publish, withdraw
from tests.text_figures import choose_figure


def content(municipality, number=1):
    with municipality.session(read_only=True) as session:
        return content_now(session, municipality.facts, whole_report(session, number))


def test_figures_are_told_with_what_they_mean_and_their_series_as_the_revision_had_them(municipality):
    area = area_of(municipality)
    before = {area: {2022: (5, 50), 2023: (6, 60), 2024: (4, 40)}, COUNTRY: {2023: 7}}
    words = {"description": {"fi": "<p>Ennen<script>x</script></p>", "sv": "", "en": ""}}
    number = an_indicator(municipality.engines, before, method=PROPORTION, direction=LOWER, **words)
    report = a_report(municipality)
    token = choose_figure(municipality, number, kind="panel")
    write(municipality, report, 1, token, "")
    after = {area: {2022: (5.5, 55), 2024: (4, 40), 2025: (3, 30)}, COUNTRY: {2023: 7}}
    an_indicator(municipality.engines, after, number=number, method=PROPORTION, direction=LOWER)
    told = next(each for each in content(municipality)["indicators"] if each["indicator"] == number)
    assert (told["revision"], told["method"], told["direction"]) == (1, PROPORTION, LOWER)
    assert told["description"]["fi"] == "<p>Ennen</p>"
    own, country = told["series"]
    facts = municipality.facts
    assert own["area"] == {"kind": "own", "code": facts.municipality_code, "name": facts.names}
    assert own["points"] == [[2022, "5", "50"], [2023, "6", "60"], [2024, "4", "40"]]
    assert country["points"] == [[2023, "7", None]]


def test_every_figure_of_a_report_has_its_definition(municipality):
    a_report(municipality)
    made = content(municipality)
    shown = {(each["id"], each["revision"]) for section in made["sections"] for each in section["indicators"]}
    assert shown
    assert {(each["indicator"], each["revision"]) for each in made["indicators"]} == shown
    first = next(each for section in made["sections"] for each in section["indicators"])
    series = next(each["series"] for each in made["indicators"] if each["indicator"] == first["id"])
    own = next(each for each in first["figures"] if each["kind"] == "own")
    assert [own["year"], own["value"]] == series[0]["points"][-1][:2]


def test_the_canonical_form_is_one_and_has_no_fractions():
    assert canonical({"b": [1, None, True], "a": "é\n"}) == b'{"a":"\xc3\xa9\\n","b":[1,null,true]}'
    for wrong in ({"a": 1.5}, {"ä": 1}, {1: 2}):
        with pytest.raises(TypeError):
            canonical(wrong)


def test_a_correction_names_what_differs_and_nothing_else():
    section = {"number": "1", "title": {"fi": "Alku", "sv": "Början"}, "text": {"fi": "a", "sv": ""}}
    same = {"edition": 1, "title": "x", "attachments": [{"number": 1, "checksum": "c", "name": {}}]}
    before = same | {"sections": [section, section | {"number": "2"}]}
    changed = section | {"text": {"fi": "b", "sv": ""}, "position": 1, "figures": []}
    after = same | {"form": 2, "sections": [changed, section | {"number": "3"}]}
    read = as_read(correction(before, after, {"fi": "Sana.", "sv": ""}), "sv", str)
    assert (read["text"], read["language"]) == ("Sana.", "fi")
    assert read["differences"] == [
        "Changed: section 1 Början", "New: section 3 Början", "Removed: section 2 Början",
    ]  # fmt: skip


def verify(app, municipality):
    return app.test_cli_runner().invoke(
        args=["publishing", "verify", "--municipality", municipality.facts.municipality_code]
    )


def test_the_operator_is_told_where_an_edition_is_no_longer_what_was_published(app, municipality, past_the_triggers):
    report = a_report(municipality)
    an_attachment(municipality, PDF)
    for section in report.sections:
        write(municipality, report, section.position, "Teksti", "", "approve")
    publish(app, municipality, adopt(municipality, report))
    withdraw(municipality, report, 1)  # what was withdrawn is verified as well
    checked = verify(app, municipality)
    assert (checked.exit_code, "is what was published" in checked.output) == (0, True)
    spoil = {
        "UPDATE edition SET content = jsonb_set(content, '{sections,0,text,fi}', '\"Muuta\"')": "content",
        "UPDATE edition_file SET body = body || '\\x20' WHERE format = 'pdf' AND language = 'sv'": "sv pdf",
        "DELETE FROM edition_file WHERE format = 'html' AND language = 'fi'": "fi html is missing",
        "DELETE FROM edition_file WHERE format = 'attachment-1'": "attachment 1",
        "UPDATE edition SET title_sv = title_sv || '!'": "title",
    }
    past_the_triggers(municipality, spoil)
    checked = verify(app, municipality)
    assert checked.exit_code == 1
    places = [line.partition("2025-2029/1: ")[2] for line in checked.output.splitlines()]
    assert set(places) == set(spoil.values())


def test_programs_are_told_of_the_editions_of_a_municipality_that_left_as_before(
    app, client, municipality, past_the_triggers
):
    publish(app, municipality, an_adopted_report(municipality))
    address = f"/api/1/editions?municipality={municipality.facts.municipality_code}"
    before = client.get(address).json["editions"]
    past_the_triggers(municipality, ["UPDATE edition SET report_id = NULL"])
    assert client.get(address).json["editions"] == before and len(before) == 1


def test_an_edition_from_before_a_format_is_told_without_it(app, municipality, past_the_triggers):
    report = an_adopted_report(municipality)
    publish(app, municipality, report)
    past_the_triggers(municipality, ["DELETE FROM edition_file WHERE format = 'docx'"])
    with municipality.session(read_only=True) as session:
        (told,) = editions_of_report(session, report.id)
    assert set(told.formats) == {"html", "definitions", *AT_ONCE} - {"docx", SUFFIX, METADATA_SUFFIX}


@pytest.fixture
def past_the_triggers(settings):
    """A function: does statements to a municipality's rows that no login of ours can do."""
    address = settings.databases["owner"].replace("//welfare_owner@", "//postgres@")

    def do(municipality, statements):
        with create_engine(address, poolclass=NullPool).begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            for each in statements:
                of_tenant = f"{each} {'AND' if 'WHERE' in each else 'WHERE'} tenant_id = :tenant"
                connection.execute(text(of_tenant), {"tenant": municipality.facts.id})

    return do
