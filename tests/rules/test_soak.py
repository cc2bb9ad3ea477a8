"""What the soak bears: how figures, failures and lines of logs are judged."""

import re

from tests.soak.rules import ENOUGH, Visit, failures, growth, slowness, unexpected

LENGTH = 600.0
FAULT = 200.0
DAILY = re.compile("INFO")


def a_visit(at, seconds=0.1, status=200, *, kind="page", told=True):
    return Visit(kind, at, seconds, status, status == 200, told)


def judged(visits):
    away, untold, refused = failures(visits, [FAULT])
    return away.figure, untold.figure, refused.figure


def visits(first, last, times=ENOUGH):
    """So many in the first part of the time and in the last, as slow as that."""
    return [a_visit(at, seconds) for at, seconds in ((80, first), (550, last)) for _ in range(times)]


def test_a_failure_is_borne_only_where_it_met_a_fault_or_came_right_after_it():
    met = [a_visit(204, status=500), a_visit(190, 12, status=503), a_visit(200, status=0)]
    away = [a_visit(190, 5, status=500), a_visit(206, status=500), a_visit(300, status=0)]
    assert judged([a_visit(100), *met])[0] == 0
    assert judged([*met, *away])[0] == 3


def test_each_failure_is_told_on_a_whole_page_unless_the_connection_was_cut():
    assert judged([a_visit(201, status=500, told=False), a_visit(201, status=0, told=False)])[1] == 1


def test_a_refusal_is_never_borne():
    assert judged([a_visit(201, status=409), a_visit(300, status=404)]) == (0, 0, 2)


def test_a_kind_of_page_may_be_half_as_slow_again_at_the_end():
    assert [each.is_borne for each in slowness(visits(0.1, 0.15), [], LENGTH)] == [True]
    assert [each.is_borne for each in slowness(visits(0.1, 0.16), [], LENGTH)] == [False]


def test_of_few_visits_the_times_are_told_and_not_judged():
    (told,) = slowness(visits(0.1, 0.9, ENOUGH - 1), [], LENGTH)
    assert told.is_borne
    assert str(told) == (
        "page, slower at the end: too few to judge (99: 99th 100 ms, slowest 100 ms, then 99: 99th 900 ms, "
        "slowest 900 ms)"
    )


def test_what_met_a_fault_or_came_before_all_was_loaded_is_not_compared():
    slow = [a_visit(at, 9.0) for at in (30, 580) for _ in range(9)]
    (told,) = slowness([*visits(0.1, 0.1), *slow], [585.0], LENGTH)
    assert told.told == ", then ".join(["100: 99th 100 ms, slowest 100 ms"] * 2)


def test_memory_is_compared_with_that_of_the_warm_process():
    steady, growing = ([(at, amount if at > 100 else 10) for at in range(0, 601, 10)] for amount in (50, 50))
    growing[-1] = (600, 70)
    assert [each.is_borne for each in growth({"steady": steady, "growing": growing}, LENGTH)] == [True, False]


def test_a_process_that_was_killed_or_is_young_is_not_judged():
    killed, young = [(at, 10 * at) for at in range(10, 400)], [(at, 10 * at) for at in range(400, 601)]
    (told,) = growth({"killed": killed, "young": young}, LENGTH)
    assert told.figure is None


def test_a_log_may_tell_of_daily_life_and_of_faults_alone():
    lines = [
        (50, "[INFO] Booting worker"),
        (202, "Exception during reset"),
        (230, "Job ended with status: Error, lasted 29.5 s"),
        (230, "Traceback (most recent call last):"),
        (230, '  File "worker.py"'),
        (230, "psycopg.OperationalError: the connection is lost"),
        (240.3, "ERROR in app: Exception on /fi/ [POST]"),
        (300, "ERROR in app: Exception on /sv/ [GET]"),
        (300, "KeyError: 'x'"),
        (400, "Job ended with status: Error, lasted 29.5 s"),
    ]
    found = unexpected(lines, DAILY, [FAULT], [a_visit(198, 42, status=500), a_visit(299, 1, status=500)])
    assert [each.at for each in found] == [300, 400]
    assert found[0].lines == ["ERROR in app: Exception on /sv/ [GET]", "KeyError: 'x'"]
