from __future__ import annotations

import pytest

from onrecord.flows.lake.statements import (
    Check,
    HeadError,
    View,
    column_meanings,
    in_order,
    parse_check,
    parse_columns,
    parse_view,
    shared_columns,
    views,
)

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
        like=(),
        columns={"month": "The month: `YYYY-MM`.", "n": "How many."},
        sql="CREATE OR REPLACE VIEW months AS\n-- a comment of the statement\nSELECT 1;",
    )


def test_a_value_goes_on_in_the_next_line() -> None:
    text = VIEW.replace("-- view: How many.", "-- view: How many.\n--   Of all\n--   of them.")
    assert parse_view("months", text).comment == "How many. Of all of them."


def test_a_column_means_what_it_means_elsewhere_unless_the_view_says_otherwise() -> None:
    text = VIEW.replace("-- column month", "-- like: quotes, articles\n-- column month")
    view = parse_view("months", text)
    assert view.like == ("quotes", "articles")
    meanings = column_meanings(view, ["month", "n", "n_words", "title", "month_start"])
    assert meanings == {
        "month": "The month: `YYYY-MM`.",
        "n": "How many.",
        "n_words": "Words in `text`.",
        "title": "Headline.",
        "month_start": shared_columns()["month_start"],
    }
    other = parse_view("more", text.replace("quotes, articles", "trending_speakers"))
    own = next(view.columns["log_odds"] for view in views() if view.name == "trending_speakers")
    assert column_meanings(other, ["month", "n", "log_odds"])["log_odds"] == own


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        (VIEW, ["month", "n", "height"], "months.sql: without a comment: height; with a comment, .*: none"),
        (VIEW, ["month"], "months.sql: without a comment: none; with a comment, but no columns of the view: n"),
        (VIEW.replace("-- column n:", "-- like: people\n-- column n:"), ["month", "n"], "names people, which is no"),
    ],
)
def test_a_column_without_a_comment_and_a_comment_without_a_column_are_refused(
    text: str, columns: list[str], message: str
) -> None:
    with pytest.raises(HeadError, match=message):
        column_meanings(parse_view("months", text), columns)


@pytest.mark.parametrize("text", ["-- view: No column.\n", "-- column n: One.\nSELECT 1;", "--   goes on"])
def test_shared_columns_are_columns_alone(text: str) -> None:
    with pytest.raises(HeadError, match=r"columns\.sql"):
        parse_columns(text)


def test_views_are_made_behind_those_that_they_read() -> None:
    first = parse_view("a_first", VIEW.replace("SELECT 1", "SELECT * FROM months"))
    second = parse_view("second", VIEW.replace("SELECT 1", "SELECT * FROM quotes JOIN a_first ON true"))
    months = parse_view("months", VIEW)
    assert [view.name for view in in_order([second, first, months])] == ["months", "a_first", "second"]
    assert {view.name for view in in_order(views())} == {view.name for view in views()}


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
        (f"--   goes on\n{VIEW}", "not '-- key: value'"),
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
