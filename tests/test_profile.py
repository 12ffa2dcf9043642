"""The hypothesis profile of `conftest.py` is the one that tests run with, also those that ask for something of their
own.
"""

from hypothesis import settings

few = settings(max_examples=3)


def test_no_example_is_timed() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert few.deadline is None
    assert few.print_blob
