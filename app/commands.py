"""The operator's commands: `flask --app wsgi ...`. A thin list; the work is in the rooms' actions."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
from flask import Flask, current_app, url_for
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from app.accounts.inviting import send_invitation
from app.accounts.security_actions import ask_for_new_password
from app.config import CHECKOUT, BadSetting
from app.demo.catching import caught
from app.demo.preparing import prepare
from app.indicators import actions as indicators
from app.indicators import bundle, refreshing
from app.indicators.set_actions import load_sets
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.leaving import importing
from app.leaving.reading import BadExport, handed_in
from app.messages.actions import post
from app.payments import actions as payments
from app.publishing.indexing import index_the_rest
from app.publishing.verifying import places_of_mismatch
from app.reports.template_actions import load_templates
from app.staff import actions as staff
from app.support.help_actions import load_help
from billing.issued_files import SUFFIXES
from billing.price_lists import load_example_prices
from tenants import audit, clock, inspection, registry
from tenants.boundary import DoorSession, TenantSession, WorkerSession
from tenants.database import Engines
from tenants.errors import Refused
from tenants.permissions import Role
from tenants.register_file import load_register

indicators_group = AppGroup("indicators", help="The figures from Sotkanet.")
tenants_group = AppGroup("tenants", help="The municipalities and the wall between them.")
invoices_group = AppGroup("invoices", help="Issued invoices and credit notes.")
leaving_group = AppGroup("leaving", help="What a municipality takes along.")
help_group = AppGroup("help", help="The help pages.")
publishing_group = AppGroup("publishing", help="What municipalities have published.")
templates_group = AppGroup("templates", help="The templates of reports.")
letters_group = AppGroup("letters", help="Letters on their way out.")
staff_group = AppGroup("staff", help="The association's people.")
register_group = AppGroup("register", help="The official register of municipalities.")


def init(app: Flask) -> None:
    """Add our commands to flask's own."""
    of_subjects = (help_group, indicators_group, invoices_group, leaving_group, letters_group, register_group)
    of_others = (publishing_group, staff_group, templates_group, tenants_group)
    for command in (migrate, work, prepare_demo, *of_subjects, *of_others):
        app.cli.add_command(command)


def engines() -> Engines:
    """The application's engines."""
    return current_app.extensions["engines"]


@click.command("migrate")
def migrate() -> None:
    """Bring the database's schema to the newest version."""
    upgrade(current_app.config["SETTINGS"].databases["owner"])


def upgrade(owner_address: str) -> None:
    """Run every migration that is still missing."""
    from alembic import command
    from alembic.config import Config

    config = Config(toml_file=CHECKOUT / "pyproject.toml")
    config.set_main_option("script_location", str(CHECKOUT / "migrations"))
    config.attributes["owner_address"] = owner_address
    command.upgrade(config, "head")


@click.command("worker")
@click.option("--parent", type=int, help="End when this process, which started us, is gone.")
def work(parent: int | None) -> None:
    """Send letters and do what is to be done at certain times, until asked to end."""
    from app.messages import worker  # not above: commands stand in every process, the queue in this one alone

    mail = current_app.config["SETTINGS"].mail
    with caught(mail) if mail.caught_in else nullcontext():
        worker.run(current_app._get_current_object(), parent)


@invoices_group.command("export")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", type=click.Choice(list(SUFFIXES)), required=True)
@click.option("--number", "numbers", multiple=True, help="Only this one; a test invoice leaves only when it is named.")
def export_invoices(directory: Path, format: str, numbers: tuple[str, ...]) -> None:
    """Write every issued document to a directory, each named by its number."""
    with WorkerSession(engines()) as session, session.begin():
        click.echo(f"{payments.export(session, directory, format, numbers)} documents written")


@letters_group.command("try")
@click.argument("address")
@click.option("--language", type=click.Choice(["fi", "sv"]), default="fi")
def try_letters(address: str, language: str) -> None:
    """Send somebody a letter that says that letters arrive."""
    with WorkerSession(engines()) as session, session.begin():
        post(session, "check", to_email=address, language=language)
    click.echo("The worker sends it in a moment; if it cannot, staff see why on their page of letters.")


@staff_group.command("add")
@click.argument("email")
@click.argument("name")
@click.option("--language", type=click.Choice(["fi", "sv"]), default="fi")
def add_staff(email: str, name: str, language: str) -> None:
    """Take somebody into the association's staff; a letter lets them choose a password."""
    with Session(engines().owner) as session, session.begin():
        person_id = staff.make_staff(session, email, name, language).id
    with DoorSession(engines(), person_id) as session, session.begin():
        ask_for_new_password(session, person_id, language)
    click.echo(f"{email} belongs to the staff; the letter's link is valid for an hour")


@staff_group.command("remove")
@click.argument("email")
def remove_staff(email: str) -> None:
    """Take somebody out of the association's staff and sign them out everywhere."""
    with Session(engines().owner) as session, session.begin():
        if not staff.dismiss_staff(session, email):
            raise click.ClickException(f"nobody of the staff has the e-mail {email}")
    click.echo(f"{email} belongs to the staff no more")


@leaving_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--municipality", "code", required=True, help="Its code in the register; it must be empty here.")
def import_municipality(file: Path, code: str) -> None:
    """Make an empty municipality anew of its export: all of it, or nothing."""
    with Session(engines().owner) as session:
        tenant_id = importing.tenant_to_fill(session, code)
    with (
        _told_plainly(BadExport),
        handed_in(file) as export,
        TenantSession(engines(), tenant_id, plane="owner") as session,
        session.begin(),
    ):
        click.echo(f"{importing.bring_in(session, code, export)} rows brought in")


@help_group.command("load")
def load_help_pages() -> None:
    """Load the help pages that the service ships and that are not there yet."""
    with Session(engines().owner) as session, session.begin():
        click.echo(f"{load_help(session)} help pages loaded")


@templates_group.command("load")
def load_the_templates() -> None:
    """Load the templates of reports that the service ships and that are not there yet."""
    with Session(engines().owner) as session, session.begin():
        click.echo(f"{load_templates(session)} templates loaded")


@publishing_group.command("index")
def index_editions() -> None:
    """Let the register's search find the words of editions from before it knew any."""
    with DoorSession(engines(), read_only=True) as door:
        tenants = registry.all_tenants(door)
    found = 0
    for tenant in tenants:
        with TenantSession(engines(), tenant.id) as session, session.begin():
            found += index_the_rest(session)
    click.echo(f"The words of {found} editions can be searched now.")


@publishing_group.command("verify")
@click.option("--municipality", "code", help="Only this one's, by its code in the register.")
def verify_editions(code: str | None) -> None:
    """Work out the checksums of all editions and their files anew; exit 1 and name each that differs."""
    with DoorSession(engines(), read_only=True) as door:
        tenants = [each for each in registry.all_tenants(door) if code in (None, each.municipality_code)]
    found = 0
    for tenant in tenants:
        with TenantSession(engines(), tenant.id, read_only=True) as session:
            for place in places_of_mismatch(session):
                found += 1
                click.echo(f"{tenant.municipality_code} {tenant.names['fi']} {place}")
    if found:
        raise SystemExit(1)
    click.echo(f"Every edition of {len(tenants)} municipalities is what was published.")


@register_group.command("load")
def load_the_register() -> None:
    """Load the official register that the service ships."""
    with Session(engines().owner) as session, session.begin():
        load_register(session)


@indicators_group.command("load")
def load_figures() -> None:
    """Load the figures and the sets of indicators that the service ships."""
    with Session(engines().owner) as session, session.begin():
        click.echo(f"{indicators.load_bundle(session)} indicators loaded")
        click.echo(f"{load_sets(session)} sets of indicators loaded")


@indicators_group.command("refresh")
@click.option("--all", "is_all", is_flag=True, help="Also what Sotkanet has not changed since it was fetched.")
def refresh_figures(is_all: bool) -> None:
    """Fetch the figures that Sotkanet has changed into the database."""
    with _told_plainly(SotkanetError):
        refused = refreshing.refresh(engines(), _sotkanet(), click.echo, is_all=is_all)
    if refused:
        raise SystemExit(1)


@indicators_group.command("snapshot")
@click.argument("directory", type=click.Path(path_type=Path), default=bundle.DIRECTORY)
def snapshot_figures(directory: Path) -> None:
    """Fetch the figures from Sotkanet into the bundle that the service ships."""
    with _told_plainly(SotkanetError):
        indicators.snapshot(_sotkanet(), directory, clock.today(), click.echo)


@contextmanager
def _told_plainly(trouble: type[Exception]) -> Iterator[None]:
    """An operator reads what is wrong, not a traceback."""
    try:
        yield
    except trouble as error:
        raise SystemExit(str(error)) from error


def _sotkanet() -> Sotkanet:
    settings = current_app.config["SETTINGS"]
    return Sotkanet(settings.sotkanet_url, settings.operator.email)


@tenants_group.command("inspect")
def inspect() -> None:
    """Check the wall between municipalities; exit 1 and name each broken table."""
    found = inspection.findings(engines())
    for problem in found:
        click.echo(problem)
    if found:
        raise SystemExit(1)
    click.echo("The wall stands.")


@tenants_group.command("open-county")
@click.argument("code")
@click.argument("email")
@click.option("--language", type=click.Choice(["fi", "sv"]), default="fi")
def open_county(code: str, email: str, language: str) -> None:
    """Make a wellbeing services county a customer, by its code in the register; a letter invites its coordinator."""
    with _told_plainly(NoResultFound), Session(engines().owner) as session, session.begin():
        tenant_id = registry.open_county(session, code).id
    with _told_plainly(Refused), TenantSession(engines(), tenant_id) as session, session.begin():
        audit.write(session, None, "tenant.opened")
        send_invitation(session, tenant_id, email, Role.COORDINATOR, language)
    click.echo(f"{email} is invited; the letter's link is valid for a week")


@click.command("prepare-demo")
def prepare_demo() -> None:
    """Make a checkout ready to run: schema, register, figures, demo municipalities; print address and accounts."""
    settings = current_app.config["SETTINGS"]
    if not settings.is_demo:
        raise BadSetting("prepare-demo makes example people: it runs only where DEMO is on")
    upgrade(settings.databases["owner"])
    with Session(engines().owner) as session, session.begin():
        load_register(session)
        indicators.load_bundle(session)
        load_sets(session)
        load_example_prices(session)
        load_help(session)
        load_templates(session)
    accounts = prepare(engines())
    click.echo(settings.public_url)
    for account in accounts:
        click.echo("\t".join(account))
    if settings.mail.caught_in:
        with current_app.test_request_context("/fi/", base_url=settings.public_url):
            click.echo(f"letters, and codes of staff\t{url_for('demo.letters', _external=True)}")
