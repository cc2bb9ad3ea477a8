"""A pasted list of people to invite: whatever stands in it is understood or said to be wrong, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.invitation_list import Wanted, good, read_list
from app.accounts.words import ALSO, RIGHTS, what_roles_may
from tenants.permissions import MAY, Role, may

AINO = Wanted("aino@kunta.example", Role.WRITER, "Aino Aalto")


def read(text, members=(), invited=()):
    return read_list(text, set(members), set(invited))


def problems(text, **known):
    return {row.number: row.problem for row in read(text, **known) if row.problem}


@pytest.mark.parametrize(
    "text",
    [
        "Aino Aalto;aino@kunta.example;kirjoittaja",
        "Aino Aalto\taino@kunta.example\tskribent",
        "Aino Aalto, aino@kunta.example, writer",
        '"Aino Aalto";"aino@kunta.example";"KIRJOITTAJA"',
        "Nimi;Sähköposti;Rooli\r\nAino Aalto;aino@kunta.example;kirjoittaja\r\n\r\n",
        "namn\te-post\troll\nAino Aalto\taino@kunta.example\tSkribent\t\t",
        "\N{ZERO WIDTH NO-BREAK SPACE}name,email,role\nAino Aalto,aino@kunta.example,Writer",
        "  Aino Aalto ; aino@kunta.example ;  kirjoittaja ;;",
    ],
)
def test_the_usual_ways_to_write_a_list_are_one(text):
    assert good(read(text)) == [AINO]


def test_a_row_may_do_without_a_name_and_a_name_may_have_a_comma():
    assert good(read("b@kunta.example;lukija\nVirtanen, Veikko;v@kunta.example;läsare")) == [
        Wanted("b@kunta.example", Role.READER),
        Wanted("v@kunta.example", Role.READER, "Virtanen, Veikko"),
    ]


def test_every_bad_row_is_named_by_the_number_it_has_in_the_list():
    text = "\n".join(
        [
            "nimi;sähköposti;rooli",
            "Aino Aalto;aino@kunta.example;kirjoittaja",
            "",
            "aino@kunta.example;lukija",
            "pelkkä nimi",
            "x;y;lukija",
            "x;x@kunta.example;päällikkö",
            "äiti@kunta.example;lukija",
            f"{'x' * 101};pitka@kunta.example;lukija",
            "a;b;c;d",
            "Jasen@kunta.example;lukija",
            "kutsuttu@kunta.example;lukija",
        ]
    )
    found = problems(text, members=["jasen@kunta.example"], invited=["kutsuttu@kunta.example"])
    assert found == {
        4: "twice", 5: "columns", 6: "email", 7: "role", 8: "email", 9: "name", 10: "columns", 11: "member",
        12: "invited",
    }  # fmt: skip


@given(st.text(max_size=400) | st.text(st.sampled_from("aä@.;,\t\n\"' \0\u202e🙂"), max_size=60))
def test_any_text_is_read(text):
    for row in read(text):
        assert (row.wanted is None) == (row.problem is not None)


def test_what_a_role_may_is_told_whole_and_nothing_else(app):
    with app.test_request_context("/fi/"):
        told = [[str(each) for each in rights] for _, rights in what_roles_may()]
        also = str(ALSO)
        whole, before = [], []
        for rights in told:
            whole.append(([*before] if also in rights else []) + [each for each in rights if each != also])
            before = whole[-1]
        for role, rights in zip((Role.READER, Role.WRITER, Role.COORDINATOR), whole, strict=True):
            assert sorted(rights) == sorted(str(RIGHTS[each]) for each in MAY if may(role, each))
