"""What must hold of the views whatever the rows are."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.lake.catalog import connect

DAYS = st.sampled_from([None, "2024-01-31", "2024-02-01", "2024-02-29"])
OUTLETS = st.sampled_from(["Harbour Post", "Valley Echo", "unknown"])
TOPICS = st.sets(st.sampled_from(["section:news", "name:quill"]))
SPEAKERS = st.sampled_from(
    [("Mara Quill", "c1", "person"), ("Harbour Board", "c2", "organisation"), (None, None, "unknown"), (None, None, "unnamed"), (None, None, "group")]
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
    rows: dict[str, list[dict[str, Any]]] = {"articles": [], "quotes": [], "article_topics": [], "speakers": []}
    for number, (day, outlet, topics, quotes) in enumerate(articles):
        article = {"article_id": f"a{number}", "published_on": day}
        rows["articles"].append(article | {"outlet": outlet, "n_quotes": str(len(quotes))})
        rows["article_topics"] += [article | {"topic_id": topic} for topic in topics]
        for position, ((speaker, speaker_id, kind), cue_class) in enumerate(quotes):
            named = {"speaker": speaker, "speaker_id": speaker_id, "speaker_kind": kind}
            rows["quotes"].append(article | named | {"quote_id": f"b{number}f{position}", "position": str(position), "cue_class": cue_class})
    rows["speakers"] = [{"speaker_id": "c1", "name": "Mara Quill"}, {"speaker_id": "c2", "name": "Harbour Board", "kind": "organisation"}]
    return rows


@settings(max_examples=6, deadline=None)
@given(articles=ARTICLES)
def test_shares_add_up_and_nothing_is_lost(articles: list[tuple[Any, ...]], write_snapshot: Callable[..., Path]) -> None:
    rows = rows_of(articles)
    with tempfile.TemporaryDirectory() as folder, connect(write_snapshot(Path(folder), rows)) as connection:

        def fetch(query: str) -> list[tuple[Any, ...]]:
            return connection.execute(query).fetchall()

        for view, (share, whole) in SHARES_OF_A_WHOLE.items():
            assert all(abs(total - 1) < 1e-9 for (total,) in fetch(f"SELECT sum({share}) FROM {view} GROUP BY {whole}"))  # noqa: S608, names above
        n_articles, n_quotes = len(rows["articles"]), len(rows["quotes"])
        for view, articles_column, quotes_column in [("outlet_mix", "articles", "quotes"), ("articles_over_time", "articles", "quotes")]:
            query = f"SELECT coalesce(sum({articles_column}), 0)::INT, coalesce(sum({quotes_column}), 0)::INT FROM {view}"  # noqa: S608, names above
            assert fetch(query) == [(n_articles, n_quotes)]
        for view in ("speaker_activity", "speaker_share", "cue_profile"):
            assert fetch(f"SELECT coalesce(sum(quotes), 0)::INT FROM {view}") == [(n_quotes,)]  # noqa: S608, names above
        assert fetch("SELECT count(*) FROM quotes_with_context") == [(n_quotes,)]
        assert fetch("SELECT count(*) FROM topics_over_time WHERE share > 1 OR articles > articles_total") == [(0,)]
        by_outlet = fetch("SELECT month, topic_id, sum(articles)::INT FROM topics_over_time_by_outlet GROUP BY ALL ORDER BY ALL")
        assert by_outlet == fetch("SELECT month, topic_id, articles FROM topics_over_time ORDER BY ALL")
