"""The package for the council: what is in it, opened by the readers of each file, and how it comes about."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pikepdf
import pypdfium2
import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from app.hand_over import duties, files, queries, rules
from app.hand_over.metadata import NAMESPACE, XSD
from app.hand_over.models import Package, PackageFile
from app.publishing.queries import kept_file
from tenants import clock
from tenants.audit import AuditEntry
from tenants.embedded_postgres import CHECKOUT
from tenants.errors import Refused
from tests.attachments import PDF, an_attachment
from tests.coverage_lists import choose_list
from tests.databases import CLUSTER
from tests.hand_over import TOLD, ask, make, packages
from tests.hand_over import files as made_files
from tests.makers import a_report, adopt, an_adopted_report, write
from tests.pdf_reading import ReadPdf
from tests.publishing import publish, withdraw
from tests.serving import environment
from tests.waiting import wait_until

ODD_NAMES = ("../../etc/passwd", "CON", "x" * 200, "Åbo ö-kävely: “kysely” 2026?")
SPACE = {"p": NAMESPACE}


@pytest.fixture
def report(municipality):
    """In work, with texts in both languages and a document under each odd name."""
    report = a_report(municipality)
    for name in ODD_NAMES:
        an_attachment(municipality, PDF, name_fi=name, name_sv=name)
    long = "Kunnan asukkaat voivat paremmin kuin ennen, mutta yksinäisyys on lisääntynyt kaikissa ikäryhmissä. " * 40
    write(municipality, report, 1, long, long)
    choose_list(municipality, [127, 228, None, None])
    return report


@pytest.fixture
def small(monkeypatch):
    """Packages of proposals and summaries alone, where it is not the content that matters: they are made quickly."""

    def first(source):
        return [each for each in files.files_of(source) if each.kind in ("proposal", "summary")]

    monkeypatch.setattr(duties, "files_of", first)


def newest(municipality) -> Package:
    return packages(municipality)[0].package


def deeds(municipality) -> list[str]:
    with municipality.session(read_only=True) as session:
        told = select(AuditEntry.deed).where(AuditEntry.deed.startswith("package."))
        return list(session.scalars(told.order_by(AuditEntry.at)))


def opened(made: dict[str, bytes]) -> dict[str, str]:
    """The words of each file as its own reader has them."""
    readers = {"pdf": _words_of_pdf, "docx": _words_of_word, "xlsx": _words_of_excel, "txt": bytes.decode}
    return {name: readers[name.rpartition(".")[2]](body) for name, body in made.items() if name[:2] < "06"}


def _words_of_pdf(body: bytes) -> str:
    with pypdfium2.PdfDocument(body) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _words_of_word(body: bytes) -> str:
    document = Document(io.BytesIO(body))
    return "\n".join(each.text for each in document.paragraphs)


def _words_of_excel(body: bytes) -> str:
    book = load_workbook(io.BytesIO(body))
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)


def test_a_package_before_the_council_s_decision_has_every_paper_in_both_languages_and_says_what_it_is(
    municipality, report
):
    ask(municipality, told=replace(TOLD, retention_years=10, has_personal_data=True))
    make(municipality)
    made = made_files(municipality, newest(municipality))
    check_metadata(municipality, made)
    assert sorted(made) == [
        "00_metadata.xml", "00_metadata.xsd",
        "01_beslutsforslag_sv.docx", "01_beslutsforslag_sv.txt",
        "01_paatosehdotus_fi.docx", "01_paatosehdotus_fi.txt",
        "02_sammandrag_sv.pdf", "02_tiivistelma_fi.pdf",
        "03_hyvinvointikertomus_fi.docx", "03_hyvinvointikertomus_fi.pdf",
        "03_valfardsberattelse_sv.docx", "03_valfardsberattelse_sv.pdf",
        "04_bilaga_minimiuppgifter_sv.pdf", "04_liite_vahimmaistiedot_fi.pdf",
        "05_bilaga_tabeller_sv.xlsx", "05_liite_taulukot_fi.xlsx",
        "06_liite_01_etc_passwd.pdf", "06_liite_02_con.pdf", f"06_liite_03_{'x' * 40}.pdf",
        "06_liite_04_abo_o_kavely_kysely_2026.pdf",
    ]  # fmt: skip
    assert made["06_liite_02_con.pdf"] == PDF
    marks = {"fi": "Ehdotus valtuustolle", "sv": "Förslag till fullmäktige"}
    read = opened({name: body for name, body in made.items() if not name.startswith("00")})
    for name, words in read.items():
        assert marks["sv" if "_sv." in name else "fi"] in words or name.endswith("xlsx"), name
        assert not any(word in words for word in ("Esikatselu", "Förhandsvisning")), name
    assert all(TOLD.proposal_sv in read[f"01_beslutsforslag_sv.{suffix}"] for suffix in ("docx", "txt"))
    assert TOLD.case_number in read["02_tiivistelma_fi.pdf"] and TOLD.proposal_fi in read["02_tiivistelma_fi.pdf"]
    for name in ("02_tiivistelma_fi.pdf", "02_sammandrag_sv.pdf"):
        with pikepdf.open(io.BytesIO(made[name])) as pdf:
            assert len(pdf.pages) == 1
            assert str(pdf.Root.Lang)[:2] == name[-6:-4]
        assert ReadPdf(made[name]).untagged.strip() == ""
    assert deeds(municipality) == ["package.asked", "package.made"]


def check_metadata(municipality, made):
    """It is what the schema says, and names every file with its checksum."""
    assert made["00_metadata.xsd"] == XSD.read_bytes()
    root = etree.fromstring(made["00_metadata.xml"])
    etree.XMLSchema(etree.fromstring(made["00_metadata.xsd"])).assertValid(root)
    with municipality.session(read_only=True) as session:
        checksums = {each.name: each.checksum for each in queries.files(session, newest(municipality).id)}
    documents = root.findall(".//p:Document", SPACE)
    told = {each.findtext("p:File/p:Name", "", SPACE): each.findtext("p:HashValue", "", SPACE) for each in documents}
    assert told == {name: checksum for name, checksum in checksums.items() if not name.startswith("00_")}
    assert checksums == {name: sha256(body).hexdigest() for name, body in made.items()}
    assert [root.findtext(f"p:{name}", None, SPACE) for name in ("NativeId", "RetentionPeriod", "Status")] == [
        TOLD.case_number, "10", "ehdotus valtuustolle",
    ]  # fmt: skip
    assert {each.text for each in root.findall(".//p:PersonalData", SPACE)} == {"sisältää henkilötietoja"}


def test_a_package_of_an_edition_has_the_very_files_that_were_published(app, municipality):
    report = a_report(municipality)
    an_attachment(municipality, PDF)
    for section in report.sections:
        write(municipality, report, section.position, "Teksti", "Text", "approve")
    adopted = adopt(municipality, report)
    publish(app, municipality, adopted)
    ask(municipality, edition=1)
    make(municipality)
    shown = packages(municipality)[0]
    made = made_files(municipality, shown.package)
    names = {"fi": "hyvinvointikertomus", "sv": "valfardsberattelse"}
    tables = {"fi": "05_liite_taulukot_fi.xlsx", "sv": "05_bilaga_tabeller_sv.xlsx"}
    with municipality.session(read_only=True) as session:
        for language, name in names.items():
            for suffix in ("pdf", "docx"):
                kept = kept_file(session, shown.package.edition_id, language, suffix)
                assert made[f"03_{name}_{language}.{suffix}"] == kept
            assert made[tables[language]] == kept_file(session, shown.package.edition_id, language, "xlsx")
    root = etree.fromstring(made["00_metadata.xml"])
    assert root.findtext("p:Status", "", SPACE) == "julkaistu"
    assert [each.text for each in root.findall("p:Action/p:Type", SPACE)][-1] == "adopted"
    assert "Ehdotus valtuustolle" not in _words_of_pdf(made["02_tiivistelma_fi.pdf"])
    withdraw(municipality, adopted, 1)
    assert not packages(municipality)[0].can_be_fetched
    with pytest.raises(Refused, match="no_such_edition"):
        ask(municipality, edition=1)


def test_a_package_of_an_adopted_report_says_that_it_is_adopted_before_it_is_published(municipality, small):
    an_adopted_report(municipality)
    ask(municipality)
    make(municipality)
    made = made_files(municipality, newest(municipality))
    told = {
        "02_tiivistelma_fi.pdf": ("Valtuuston hyväksymä", "Kertomus sellaisena kuin se oli", "Esikatselu"),
        "02_sammandrag_sv.pdf": ("Godkänd av fullmäktige", "Berättelsen som den var", "Förhandsvisning"),
    }
    for name, (adopted, as_it_was, never) in told.items():
        words = _words_of_pdf(made[name])
        assert words.index(adopted) < words.index(as_it_was) and never not in words


def test_a_second_press_does_not_start_a_second_one_and_a_newer_one_takes_the_place_of_the_earlier(
    municipality, report, small
):
    assert [ask(municipality) for _ in range(3)] == [True, False, False]
    make(municipality)
    first = newest(municipality).id
    assert ask(municipality)
    make(municipality)
    (only,) = packages(municipality)
    assert only.package.id != first
    with municipality.session(read_only=True) as session:
        assert session.scalar(select(func.count()).where(PackageFile.package_id == first)) == 0


def test_what_fails_is_tried_again_and_then_told_and_what_was_made_is_not_made_again(
    municipality, report, small, monkeypatch
):
    ask(municipality)
    calls = []
    whole = files.as_word

    def counted(paper):
        calls.append(paper["language"])
        return whole(paper)

    def broken(paper):
        raise OSError("out of paper")

    monkeypatch.setattr(files, "as_word", counted)
    with monkeypatch.context() as patched:
        patched.setattr(files, "as_pdf", broken)
        for _ in range(2):
            with pytest.raises(OSError, match="paper"):
                make(municipality)
    assert (newest(municipality).state, newest(municipality).step) == ("waiting", 4)
    write(municipality, report, 1, "Jotain aivan muuta", "")  # all files of one package say the same
    make(municipality)
    made = made_files(municipality, newest(municipality))
    assert newest(municipality).state == "ready"
    assert sorted(calls) == ["fi", "sv"]
    assert "aivan muuta" not in _words_of_pdf(made["02_tiivistelma_fi.pdf"])
    ask(municipality)
    monkeypatch.setattr(files, "as_word", broken)
    for _ in range(rules.MOST_TRIES):
        with pytest.raises(OSError, match="paper"):
            make(municipality)
    make(municipality)
    assert newest(municipality).state == "failed"
    assert deeds(municipality)[-1] == "package.failed"


def test_after_a_month_its_files_are_gone_and_what_was_told_of_it_stays(municipality, report, small):
    ask(municipality)
    make(municipality)
    package = newest(municipality)
    with municipality.session() as session, session.begin():
        earlier = clock.now() - rules.KEPT - timedelta(minutes=1)
        session.execute(update(Package).where(Package.id == package.id).values(ended_at=earlier))
    duties.forget_packages(municipality.engines, clock.now())
    assert made_files(municipality, package) == {}
    assert (newest(municipality).state, newest(municipality).case_number) == ("gone", TOLD.case_number)


MAKING = """
import sys, time, uuid
from app import create_app
from app.hand_over import duties, files
whole = files.as_pdf
def slow(paper):
    print("in the middle", flush=True)
    time.sleep(60)
    return whole(paper)
files.as_pdf = slow
app = create_app()
with app.app_context():
    duties.make_package(app.extensions["engines"], *map(uuid.UUID, sys.argv[1:]))
"""


def test_a_killed_worker_is_followed_by_one_that_goes_on_after_the_last_file(
    municipality, report, small, database_name
):
    ask(municipality)
    command = [sys.executable, "-c", MAKING, str(municipality.facts.id), str(newest(municipality).id)]
    settings = os.environ | environment(CLUSTER.addresses(database_name))
    worker = subprocess.Popen(command, cwd=CHECKOUT, env=settings, stdout=subprocess.PIPE, text=True)
    assert worker.stdout.readline() == "in the middle\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    before = _ids(municipality)
    assert (newest(municipality).state, len(before)) == ("waiting", 4)

    def is_made() -> bool:
        make(municipality)  # until the database has noticed that the killed one is gone
        return newest(municipality).state == "ready"

    wait_until(is_made)
    assert before <= _ids(municipality)


def _ids(municipality) -> set:
    """Of the files of the newest package."""
    with municipality.session(read_only=True) as session:
        return set(session.scalars(select(PackageFile.id).where(PackageFile.package_id == newest(municipality).id)))


def test_the_usual_proposal_is_the_law_s_own_by_the_kind_of_the_report():
    assert rules.usual_proposal("comprehensive", "fi", "2025–2029").startswith("Valtuusto hyväksyy")
    assert "612/2021" in rules.usual_proposal("annual", "sv", "2026")
    assert "antecknar för kännedom" in rules.usual_proposal("annual", "sv", "2026")
