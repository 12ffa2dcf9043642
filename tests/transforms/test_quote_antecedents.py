"""Whom "he" and "she" mean where two people are named: what speaks for either is so balanced that one thing decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

Speakers = dict[str, tuple[str | None, str]]

_RAIN = "It rained all day."

SALIENCE: list[tuple[str, str | None]] = [
    # The part in the sentence. A subject that does not lead its sentence, against a name that leads it and owns something.
    ("Joe Reyes’s plan failed. Oro Lund, a clerk, left the hall. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. Oro Lund, 27, left the hall. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. Oro Lund, who came late, left the hall. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. Oro Lund quietly left the hall. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. Oro Lund (Harbour Bank) left the hall. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. Then Oro Lund (Harbour Bank) left the hall. Q he said.", "Joe Reyes"),
    ("Joe Reyes’s plan failed. Nobody minds, said Oro Lund. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. As for Oro Lund, it was a long day. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. There were cheers for Oro Lund. ¶ Q he said.", "Joe Reyes"),
    ("Oro Lund’s plan failed. “Ask Joe Reyes about it” was the answer. ¶ Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. ¶ The plan of Oro Lund failed. ¶ Q he said.", "Joe Reyes"),
    ("Joe Reyes’s plan failed. The hall was full because Oro Lund came. ¶ Q he said.", "Oro Lund"),
    ("Voters wrote to Joe Reyes. Voters cheered Oro Lund. ¶ Q he said.", "Oro Lund"),
    # Set in between commas, but not where the first one is missing.
    ("Joe Reyes’s plan failed. The clerk, Oro Lund, smiled. Q he said.", "Oro Lund"),
    ("Joe Reyes’s plan failed. Voters met Oro Lund, smiled and left. Q he said.", "Joe Reyes"),
    # Owning speaks against a name, even the nearest one.
    ("Voters cheered Joe Reyes. Oro Lund’s plan failed. ¶ Q he said.", "Joe Reyes"),
    ("Joe Reyes’s plan failed. Voters cheered Tomas Okafor. ¶ Q he said.", "Tomas Okafor"),
    # Standing behind a preposition does too.
    ("Joe Reyes’s plan failed. Voters wrote to Oro Lund. ¶ Q he said.", "Joe Reyes"),
    # So does standing in a quotation.
    ("Voters cheered Oro Lund. “Ask Tomas Okafor about it” was the answer. ¶ Q he said.", "Oro Lund"),
    ("“Ask Joe Reyes about it” was the answer. Voters cheered Oro Lund. ¶ Q he said.", "Oro Lund"),
    # To lead the sentence.
    ("Voters cheered Tomas Okafor. Joe Reyes’s plan failed. ¶ Q he said.", "Joe Reyes"),
    ("Joe Reyes’s plan failed. Voters cheered Oro Lund. ¶ Q he said.", "Joe Reyes"),
    # To be the first of the sentence, quoted ones left out.
    ("Joe Reyes’s plan failed. Oro Lund met Joe Reyes in the hall. ¶ Q he said.", "Oro Lund"),
    ("Oro Lund’s plan failed. Voters met Joe Reyes and Oro Lund. ¶ Q he said.", "Joe Reyes"),
    ("“Ask Oro Lund,” voters told Joe Reyes. ¶ Oro Lund’s plan failed. Q he said.", "Joe Reyes"),
    # A word of which nothing tells that it is a name; a title tells it, and so does speaking.
    ("Joe Reyes’s plan failed. ¶ Lund’s plan failed. ¶ Q he said.", "Joe Reyes"),
    ("Mr Lund left the hall. Joe Reyes’s plan failed. Q he said.", "Lund"),
    ("Joe Reyes’s plan failed. It rained, said Lund. Q he said.", "Lund"),
    ("Joe Reyes’s plan failed. Then Lund quickly denied it. Q he said.", "Lund"),
    # A name of which the sex is known.
    ("Joe Reyes’s plan failed. Oro Lund’s plan failed. ¶ Q he said.", "Joe Reyes"),
    # Nearness: by paragraphs, by sentences up to eight, and of equals the later one.
    ("Joe Reyes’s plan failed. ¶ Oro Lund’s plan failed. ¶ Q he said.", "Oro Lund"),
    ("Oro Lund left the hall early. Joe Reyes’s plan failed. ¶ Q he said.", "Joe Reyes"),
    (f"Joe Reyes left the hall early. {' '.join([_RAIN] * 7)} Voters cheered Oro Lund. Q he said.", "Joe Reyes"),
    (
        f"Joe Reyes left the hall early. ¶ He smiled. ¶ Voters cheered Oro Lund. ¶ {' ¶ '.join([_RAIN] * 5)} ¶ Q he said.",
        "Oro Lund",
    ),
    (f"Tomas Okafor left the hall early. {' '.join([_RAIN] * 3)} Voters cheered Joe Reyes. Q he said.", "Joe Reyes"),
    # How often a name is there, up to twelve times.
    ("Joe Reyes, 27, left the hall. ¶ Oro Lund met Joe Reyes in the hall. ¶ Q he said.", "Joe Reyes"),
    (f"{'Joe Reyes left. ' * 14} ¶ {_RAIN} ¶ Tomas Okafor’s plan failed. ¶ Q he said.", "Tomas Okafor"),
    # Eight paragraphs are looked back over.
    (f"Oro Lund left the hall early. ¶ {' ¶ '.join([_RAIN] * 7)} ¶ Q he said.", "Oro Lund"),
    (f"Oro Lund left the hall early. ¶ {' ¶ '.join([_RAIN] * 8)} ¶ Q he said.", None),
    (
        f"Joe Reyes left the hall early. ¶ He smiled. ¶ Voters cheered Oro Lund. ¶ {' ¶ '.join([_RAIN] * 6)} ¶ Q he said.",
        "Oro Lund",
    ),
    # The sex must fit where it is known.
    ("Nora Bell left the hall early. Voters cheered Oro Lund. Q he said.", "Oro Lund"),
    # A noun in front of a name does not act.
    ("Joe Reyes aide Ned Vale left the hall. Oro Lund’s plan failed. ¶ Q he said.", "Ned Vale"),
    # A name behind the pronoun is not meant.
    ("Tomas Okafor spoke early. ¶ What he called “a shameful and bitter defeat”, Joe Reyes liked.", "Tomas Okafor"),
    # "the mayor" is as present as her or his name, as a subject, and leads where "The" does.
    ("Mayor Oro Lund left the hall early. Voters cheered Joe Reyes. The mayor smiled. Q he said.", "Oro Lund"),
    (
        "Mayor Oro Lund left the hall early. ¶ Voters cheered Joe Reyes. ¶ Then the mayor left the hall. ¶ Q he said.",
        "Joe Reyes",
    ),
    # "He" makes the one that it stands for present, most of all as a subject.
    (
        "Mayor Oro Lund left the hall early. He came late. Voters met Mayor Joe Reyes. He smiled. Q said the mayor.",
        "Oro Lund",
    ),
]

CHAINS: list[tuple[str, str | None]] = [
    # A pronoun goes on from the one before over three paragraphs, not over four.
    ("Joe Reyes left the hall early. ¶ He smiled. ¶ Voters cheered Oro Lund. ¶ Q he said.", "Joe Reyes"),
    (
        "Joe Reyes left the hall early. ¶ He smiled. ¶ It rained all day. ¶ Voters cheered Oro Lund. ¶ Q he said.",
        "Joe Reyes",
    ),
    (
        "Tomas Okafor, 27, left the hall. ¶ He smiled. ¶ Voters cheered. ¶ She smiled. ¶ There were cheers for Oro Lund. ¶ Q he said.",
        "Oro Lund",
    ),
    # A subject takes over, if it is the first person of its sentence, no pronoun leads the sentence, it is not quoted, and its sex fits.
    ("Tomas Okafor, 27, left the hall. He smiled. ¶ Oro Lund left the hall. ¶ Q he said.", "Oro Lund"),
    ("Oro Lund left the hall early. He smiled. Nora Bell cheered and Joe Reyes left the hall. Q he said.", "Oro Lund"),
    ("Oro Lund, 27, left the hall. ¶ He told Joe Reyes to leave. ¶ Q he said.", "Oro Lund"),
    (
        "Oro Lund quietly left the hall. ¶ He told Joe Reyes to leave. “Joe Reyes left the hall,” it read. ¶ Q he said.",
        "Oro Lund",
    ),
    ("Oro Lund, 27, left the hall. ¶ He sat down. ¶ Nora Bell met Joe Reyes in the hall. ¶ Q he said.", "Oro Lund"),
    # Nobody acts ahead of the chain.
    ("In the evening, Tomas Okafor, too, left. ¶ He told Oro Lund to leave. ¶ He sat down. Q he said.", "Tomas Okafor"),
    # Pronouns inside quotations begin none.
    (
        "Then Joe Reyes left the hall. ¶ “He is late,” voters cried. ¶ Tomas Okafor’s plan failed. ¶ Q he said.",
        "Tomas Okafor",
    ),
    # "him" may be asked for.
    ("Oro Lund left the hall early. According to him, the harbour is shut for the day.", "Oro Lund"),
    # Nobody is named ahead of the first pronoun: the next one tells, and not the last.
    ("Then Nora Bell left the hall. He told Oro Lund to leave. ¶ Q he said.", "Oro Lund"),
    ("He came late. Oro Lund’s plan failed. He smiled. Voters cheered Joe Reyes. Q he said.", "Oro Lund"),
]

AHEAD: list[tuple[str, str | None]] = [
    # The sentence begins with a preposition or a conjunction, and the subject behind the comma is the one.
    ("Oro Lund spoke early. ¶ In what he called “a shameful and bitter defeat”, Joe Reyes left.", "Joe Reyes"),
    ("Oro Lund spoke early. ¶ When he said that the harbour was shut for the day, Joe Reyes left.", "Joe Reyes"),
    ("Oro Lund spoke early. ¶ What he called “a shameful and bitter defeat”, Joe Reyes liked.", "Oro Lund"),
    # The comma stands before or inside the quotation mark; without one nobody is led up to.
    ("Oro Lund spoke early. ¶ After what he called “a shameful and bitter defeat,” Joe Reyes left.", "Joe Reyes"),
    ("Oro Lund spoke early. ¶ After what he called “a shameful and bitter defeat” Joe Reyes left.", "Oro Lund"),
    # Whom the quotation names does not matter, nor who comes later.
    (
        "Nora Bell spoke early. ¶ After what he called “a shameful and bitter defeat for Oro Lund”, Joe Reyes left.",
        "Joe Reyes",
    ),
    (
        "Nora Bell spoke early. ¶ After Oro Lund had left, he called it “a shameful and bitter defeat”, Joe Reyes said.",
        "Oro Lund",
    ),
    # The name must stand behind the pronoun and act, and the sex must fit or be unknown.
    (
        "Joe Reyes spoke early. ¶ In the hall, Oro Lund smiled at what he called “a shameful and bitter defeat”.",
        "Joe Reyes",
    ),
    (
        "Joe Reyes spoke early. ¶ After what he called “a shameful and bitter defeat”, Oro Lund’s plan failed.",
        "Joe Reyes",
    ),
    ("Oro Lund spoke early. ¶ If he called it “a shameful and bitter defeat”, Nora Bell left.", "Oro Lund"),
    ("Joe Reyes spoke early. ¶ If he called it “a shameful and bitter defeat”, Oro Lund left.", "Oro Lund"),
]

CASES = [*SALIENCE, *CHAINS, *AHEAD]


@pytest.fixture(scope="module")
def found(last_speakers: Callable[[Sequence[str]], Speakers]) -> Speakers:
    return last_speakers(list(dict.fromkeys(text for text, _ in CASES)))


@pytest.mark.parametrize(("text", "speaker"), SALIENCE)
def test_the_most_salient_is_meant(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker


@pytest.mark.parametrize(("text", "speaker"), CHAINS)
def test_a_chain_of_pronouns(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker


@pytest.mark.parametrize(("text", "speaker"), AHEAD)
def test_a_pronoun_ahead_of_the_name(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker
