"""A section of ten years, with three hundred versions and five hundred comments, opens as a new one does."""

from sqlalchemy import text

from tenants.permissions import Role
from tests.makers import a_report, write
from tests.pages.test_number_of_queries import numbers_of_questions
from tests.pages.visitor import Visitor

AGED = {
    "section_version": """
        INSERT INTO section_version (tenant_id, id, report_id, section_id, language, number, text, ids, written_at,
            written_by)
        SELECT tenant_id, gen_random_uuid(), report_id, id, 'fi', 1 + n, 'Versio ' || n, ARRAY['vanha'],
            now() - n * interval '12 days', :by
        FROM report_section, generate_series(1, 300) AS n WHERE position = 4""",
    "section_comment": """
        INSERT INTO section_comment (tenant_id, id, report_id, section_id, text, written_at, written_by, assigned_to)
        SELECT tenant_id, gen_random_uuid(), report_id, id, 'Kommentti ' || n, now() - n * interval '7 days', :by, :by
        FROM report_section, generate_series(1, 500) AS n WHERE position = 4""",
    "comment_answer": """
        INSERT INTO comment_answer (tenant_id, id, report_id, section_id, comment_id, text, written_at, written_by)
        SELECT tenant_id, gen_random_uuid(), report_id, section_id, id, 'Vastaus', now(), :by FROM section_comment""",
    "section_move": """
        INSERT INTO section_move (tenant_id, id, report_id, section_id, state, moved_at, moved_by, note)
        SELECT tenant_id, gen_random_uuid(), report_id, id, 'in_work', now() - n * interval '30 days', :by, ''
        FROM report_section, generate_series(1, 100) AS n WHERE position = 4""",
}
PAGES = ("", "/kommentit", "/historia/fi", "/historia/fi/1")


def test_a_section_of_ten_years_asks_as_many_questions_as_a_new_one(app, municipality):
    coordinator = Visitor(app, municipality.people[Role.COORDINATOR])
    write(municipality, a_report(municipality), 4, "Teksti", "Text")
    section = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/4"
    pages = [section + page for page in PAGES]
    when_new = numbers_of_questions(app, coordinator, pages)
    with municipality.session() as session, session.begin():
        for statement in AGED.values():
            session.execute(text(statement), {"by": municipality.coordinator})
    assert numbers_of_questions(app, coordinator, pages) == when_new
    opened = coordinator.get(section).get_data(as_text=True)
    assert "500" in opened and "Kommentti 1" in opened and "Kommentti 400" not in opened
