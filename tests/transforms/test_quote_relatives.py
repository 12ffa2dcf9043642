"""Whom "who" means: the name right before it, or the one that the apposition before it describes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

Speakers = dict[str, tuple[str | None, str]]

INTRO = "Tomas Okafor met Nora Bell and Oro Lund in the hall. ¶ "

CASES: list[tuple[str, str | None]] = [
    # Right before it, with a comma and without one.
    ("It rained. ¶ Then came Oro Lund, who said “the harbour is shut for the day.”", "Oro Lund"),
    ("It rained. ¶ Then came Oro Lund who said “the harbour is shut for the day.”", "Oro Lund"),
    # A single word is a name where something tells so, else it may be anything.
    ("It rained. ¶ Then came Mr Lund, who said “the harbour is shut for the day.”", "Lund"),
    ("It rained. ¶ Then came Lund, who said “the harbour is shut for the day.”", None),
    # A body is nobody.
    ("It rained. ¶ Then came Harbour Bank, who said “the harbour is shut for the day.”", None),
    # Where somebody is from belongs to the name: one word or two.
    (INTRO + "Then came Bell of Aster, who said the harbour is shut for the day.", "Nora Bell"),
    (INTRO + "Then came Bell from Aster, who said the harbour is shut for the day.", "Nora Bell"),
    (INTRO + "Then came Bell of Port Aster, who said the harbour is shut for the day.", "Nora Bell"),
    # But what is no place does not.
    ("It rained. ¶ Then came Nora Bell of late, who said the harbour is shut for the day.", None),
    # Not somebody of the sentence before.
    ("Voters cheered Mr Lund, a clerk. Voters who said “the harbour is shut for the day.”", None),
    # The ways in which an apposition may begin.
    (INTRO + "Then came Bell, a man in the hall, who said “the harbour is shut for the day.”", "Nora Bell"),
    (INTRO + "Then came Bell, his old friend, who said “the harbour is shut for the day.”", "Nora Bell"),
    (INTRO + "Then came Bell, 27, who said “the harbour is shut for the day.”", "Nora Bell"),
    (INTRO + "Then came Bell, clerk of the port, who said “the harbour is shut for the day.”", "Nora Bell"),
    (INTRO + "Then came Bell, senior clerk of the port, who said “the harbour is shut for the day.”", "Nora Bell"),
    (INTRO + "Then came Bell, Harbour Bank clerk, who said “the harbour is shut for the day.”", "Nora Bell"),
    # No apposition: it begins otherwise, there is no comma, or there is a verb in it.
    (INTRO + "Then came Bell, at work, who said “the harbour is shut for the day.”", None),
    ("It rained. ¶ Then came Nora Bell whose clerk, who said “the harbour is shut for the day.”", None),
    (INTRO + "Then came Bell, a clerk left the hall, who said “the harbour is shut for the day.”", None),
    # A name inside the apposition is passed over.
    (
        "It rained. ¶ Then came Oro Lund, an aide to Joe Reyes in the hall, who said “the harbour is shut for the day.”",
        "Oro Lund",
    ),
    # The adviser, not whom he advises; a name behind another preposition or comma is meant.
    ("It rained. ¶ Then came an adviser to Nora Bell, who said “the harbour is shut for the day.”", None),
    ("It rained. ¶ Then came an adviser of Nora Bell, who said “the harbour is shut for the day.”", None),
    ("It rained. ¶ They gave it to Nora Bell, who said “the harbour is shut for the day.”", "Nora Bell"),
    ("It rained. ¶ Then came the aide, Nora Bell, who said “the harbour is shut for the day.”", "Nora Bell"),
]


@pytest.fixture(scope="module")
def found(last_speakers: Callable[[Sequence[str]], Speakers]) -> Speakers:
    return last_speakers([text for text, _ in CASES])


@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_who_means(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text] == (speaker, "person" if speaker else "unknown")
