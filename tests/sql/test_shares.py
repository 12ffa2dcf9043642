"""What must hold of the views whatever the rows are."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.flows.lake.catalog import connect

DAYS = st.sampled_from([None, "2024-01-31", "2024-02-01", "2024-02-29"])
OUTLETS = st.sampled_from(["Harbour Post", "Valley Echo", "unknown"])
TOPICS = st.lists(st.sampled_from(["medtop:11000000", "medtop:15000000", "medtop:17000000"]), max_size=3, unique=True)
SPEAKERS = st.sampled_from(
    [
        ("Mara Quill", "c1", "person"),
        ("Harbour Board", "c2", "organisation"),
        (None, None, "unknown"),
        (None, None, "unnamed"),
        (None, None, "group"),
    ]
)
QUOTES = st.lists(st.tuples(SPEAKERS, st.sampled_from(["none", "speech"])), max_size=4)
ARTICLES = st.lists(st.tuples(DAYS, OUTLETS, TOPICS, QUOTES), max_size=8)

SHARES_OF_A_WHOLE = {
    "speaker_share": ("share", "month"),
    "outlet_mix": ("share_of_articles", "month"),
    "cue_profile": ("share", "speaker"),
    "stance_profile": ("share", "speaker"),
}


def rows_of(articles: list[tuple[Any, ...]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table that the articles need."""
    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [],
        "quotes": [],
        "article_topics": [],
        "quote_topics": [],
        "speakers": [],
    }
    for number, (day, outlet, topics, quotes) in enumerate(articles):
        article = {"article_id": f"a{number}", "published_on": day}
        rows["articles"].append(article | {"outlet": outlet, "n_quotes": str(len(quotes))})
        told = [{"topic_id": topic, "rank": str(rank)} for rank, topic in enumerate(topics or ["unclassified"], 1)]
        rows["article_topics"] += [article | topic for topic in told]
        for position, ((speaker, speaker_id, kind), cue_class) in enumerate(quotes):
            named = {"speaker": speaker, "speaker_id": speaker_id, "speaker_kind": kind}
            rows["quotes"].append(
                article
                | named
                | {"quote_id": f"b{number}f{position}", "position": str(position), "cue_class": cue_class}
            )
            rows["quote_topics"] += [article | topic | {"quote_id": f"b{number}f{position}"} for topic in told]
    rows["topics"] = [{"topic_id": f"medtop:{number}000000", "scheme": "medtop"} for number in (11, 15, 17)]
    rows["topics"] += [{"topic_id": "unclassified", "scheme": "none"}]
    rows["speakers"] = [
        {"speaker_id": "c1", "name": "Mara Quill"},
        {"speaker_id": "c2", "name": "Harbour Board", "kind": "organisation"},
    ]
    return rows


@settings(max_examples=6, deadline=None)
@given(articles=ARTICLES)
def test_shares_add_up_and_nothing_is_lost(
    articles: list[tuple[Any, ...]], write_snapshot: Callable[..., Path]
) -> None:
    rows = rows_of(articles)
    with tempfile.TemporaryDirectory() as folder, connect(write_snapshot(Path(folder), rows)) as connection:

        def fetch(query: str) -> list[tuple[Any, ...]]:
            return connection.execute(query).fetchall()

        for view, (share, whole) in SHARES_OF_A_WHOLE.items():
            assert all(abs(total - 1) < 1e-9 for (total,) in fetch(f"SELECT sum({share}) FROM {view} GROUP BY {whole}"))  # noqa: S608, names above
        n_articles, n_quotes = len(rows["articles"]), len(rows["quotes"])
        for view, articles_column, quotes_column in [
            ("outlet_mix", "articles", "quotes"),
            ("articles_over_time", "articles", "quotes"),
        ]:
            query = (
                f"SELECT coalesce(sum({articles_column}), 0)::INT, coalesce(sum({quotes_column}), 0)::INT FROM {view}"  # noqa: S608, names above
            )
            assert fetch(query) == [(n_articles, n_quotes)]
        for view in ("speaker_activity", "speaker_share", "cue_profile"):
            assert fetch(f"SELECT coalesce(sum(quotes), 0)::INT FROM {view}") == [(n_quotes,)]  # noqa: S608, names above
        assert fetch("SELECT count(*) FROM quotes_with_context") == [(n_quotes,)]
        assert fetch(
            "SELECT count(*) FROM topic_periods "
            "WHERE NOT (0 <= share_low AND share_low <= share AND share <= share_high AND share_high <= 1)"
        ) == [(0,)]
        by_outlet = fetch(
            "SELECT month, topic_id, sum(articles)::INT FROM topics_over_time_by_outlet "
            "GROUP BY ALL HAVING sum(articles) > 0 ORDER BY ALL"
        )
        assert by_outlet == fetch(
            "SELECT month, topic_id, articles FROM topics_over_time WHERE articles > 0 ORDER BY ALL"
        )
        for view, period in (("topics_over_time", "month"), ("topics_by_year", "year_start")):
            whole = (
                f"SELECT sum(share_main) FROM {view} "  # noqa: S608, names above
                f"WHERE topic_id <> 'unclassified' AND articles_classified > 0 GROUP BY {period}"
            )
            assert all(abs(total - 1) < 1e-9 for (total,) in fetch(whole))
            parts = f"SELECT sum(articles_main)::INT, any_value(articles_total) FROM {view} GROUP BY {period}"  # noqa: S608, names above
            assert all(main == total for main, total in fetch(parts))
        assert all(
            abs(total - 1) < 1e-9
            for (total,) in fetch("SELECT sum(share) FROM topic_speakers GROUP BY month, topic_id")
        )
        assert all(
            abs(total - 1) < 1e-9
            for (total,) in fetch("SELECT sum(share_of_topic) FROM topic_outlets GROUP BY month, topic_id")
        )
