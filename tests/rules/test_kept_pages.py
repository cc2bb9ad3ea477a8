"""Pages that are kept for many: no more of them than the process can spare."""

from app.web.kept_pages import KeptPages


def drawn(size):
    return lambda: (b"x" * size, "etag")


def never():
    raise AssertionError("it is kept")


def test_a_page_is_drawn_once_and_the_one_unasked_for_longest_goes_first():
    kept = KeptPages(most_bytes=10)
    kept.page("a", drawn(4))
    kept.page("b", drawn(4))
    assert kept.page("a", never) == (b"xxxx", "etag")
    kept.page("c", drawn(4))
    assert kept.bytes == 8
    kept.page("a", never)
    assert kept.page("b", drawn(6)) == (b"xxxxxx", "etag")
    assert kept.bytes == 10


def test_a_page_that_is_larger_than_all_that_may_be_kept_is_given_and_not_kept():
    kept = KeptPages(most_bytes=10)
    assert kept.page("a", drawn(11))[0] == b"x" * 11
    assert kept.bytes == 0
