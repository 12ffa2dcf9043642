from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.folding import fold_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("It’s “over” – he said.", "it s over he said"),
        ("It's 'over' -- HE said", "it s over he said"),
        ("Straße, STRASSE", "strasse strasse"),
        ("ﬁve №1", "five no1"),
        ("a_b  c\n\nd", "a b c d"),
        ("हिन्दी", "हिन्दी"),
        ("…", ""),
    ],
)
def test_words_alone_are_left(text: str, folded: str) -> None:
    assert fold_words([text]) == [folded]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_case_and_white_space_do_not_matter(texts: list[str]) -> None:
    assert fold_words(texts) == fold_words([f"  {text}\n" for text in texts])
    assert all("  " not in folded and folded == folded.strip(" ") for folded in fold_words(texts))
