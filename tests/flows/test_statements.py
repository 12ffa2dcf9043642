from __future__ import annotations

import pytest

from onrecord.flows.lake.statements import Check, HeadError, View, parse_check, parse_view

VIEW = """\
-- grain: one row is one month
-- view: How many.
-- column month: The month: `YYYY-MM`.
-- column n: How many.
CREATE OR REPLACE VIEW months AS
-- a comment of the statement
SELECT 1;
"""
CHECK = """\
-- check: none_lost
-- severity: fail
-- message: None may be lost.
SELECT 1;
"""


def test_view_is_read() -> None:
    assert parse_view("months", VIEW) == View(
        name="months",
        grain="One row is one month.",
        comment="How many.",
        columns={"month": "The month: `YYYY-MM`.", "n": "How many."},
        sql="CREATE OR REPLACE VIEW months AS\n-- a comment of the statement\nSELECT 1;",
    )


def test_check_is_read() -> None:
    assert parse_check("none_lost", CHECK) == Check("none_lost", "fail", "None may be lost.", "dataset", "SELECT 1;")
    monthly = CHECK.replace("-- message", "-- scope: month\n-- message").replace("fail", "warn")
    assert parse_check("none_lost", monthly) == Check("none_lost", "warn", "None may be lost.", "month", "SELECT 1;")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (VIEW.replace("-- view: How many.\n", ""), "the head must have the lines grain, view; it has grain"),
        (VIEW.replace("-- view", "-- purpose"), "it has grain, purpose"),
        ("SELECT 1;", "it has none"),
        ("-- grain: one row is one month", "it has grain"),
        ("-- view: How many.\n-- grain: one row is one month\nSELECT 1;", "the first line must be"),
        (VIEW.replace("-- column n:", "-- column month:"), "there twice: -- column month: How many."),
        (VIEW.replace("-- column n: How many.", "-- column n:"), "not '-- key: value', or there twice: -- column n:"),
        (VIEW.replace("-- column n: How many.", "--column n: How many."), "not '-- key: value'"),
        (VIEW.replace("-- column n:", "-- column:"), "it has|not"),
    ],
)
def test_faulty_view_is_refused(text: str, message: str) -> None:
    with pytest.raises(HeadError, match=message):
        parse_view("months", text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CHECK.replace("none_lost", "some_lost"), "must be the file's name"),
        (CHECK.replace("fail", "fatal"), "'-- severity:' fail or warn"),
        (CHECK.replace("-- message", "-- scope: year\n-- message"), "'-- scope:' dataset or month"),
        (CHECK.replace("-- severity: fail\n", ""), "the head must have the lines check, severity, message"),
        (CHECK.replace("-- severity", "-- column severity"), "the head must have the lines"),
    ],
)
def test_faulty_check_is_refused(text: str, message: str) -> None:
    with pytest.raises(HeadError, match=message):
        parse_check("none_lost", text)
