"""Whom "the senator", "the company" and "they" mean, where one weight, distance or threshold decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

Speakers = dict[str, tuple[str | None, str]]

_RAIN = "It rained. ¶ It rained. ¶"
ROLES: list[tuple[str, str | None]] = [
    # Where the article says the role: a title, ahead of the name, an apposition, "is a …".
    ("Mayor Oro Lund left the hall. ¶ Joe Reyes left the hall. ¶ Q said the mayor.", "Oro Lund"),
    ("The old aide Oro Lund left. Q said the aide.", "Oro Lund"),
    ("The old mayor, Oro Lund, left the hall. ¶ Joe Reyes stayed. ¶ Q said the mayor.", "Oro Lund"),
    ("Joe Reyes, the old aide, left the hall. Q said the aide.", "Joe Reyes"),
    ("Oro Lund is the old aide. Q said the aide.", "Oro Lund"),
    # Six words ahead of the name, with a comma and without a verb between, in the same sentence.
    ("The long-serving mayor of the old port, Oro Lund, left. ¶ Q the mayor said.", "Oro Lund"),
    ("The aide of the old quiet town, Oro Lund, left. Q said the aide.", None),
    ("Oro Lund is a senator. In Ohio, Joe Reyes left. ¶ Q the senator said.", "Oro Lund"),
    ("Sen. Joe Reyes stayed. The mayor left, Oro Lund stayed. Q said the mayor.", "Joe Reyes"),
    ("Mayor of the port Tomas Okafor left. Joe Reyes, the vermont senator, left. Q said the mayor.", "Joe Reyes"),
    # Fourteen words behind it.
    (f"Oro Lund is an old{' and old' * 5} aide. {_RAIN} Q said the aide.", "Oro Lund"),
    (f"Oro Lund is an old{' and old' * 5} quiet aide. {_RAIN} Q said the aide.", None),
    # Not over a verb, nor in the next sentence, nor what the owner's aide is.
    (
        "Sen. Tomas Okafor left the hall. ¶ Joe Reyes, who met a senator, left the hall. ¶ Q said the senator.",
        "Tomas Okafor",
    ),
    ("Oro Lund, the vermont senator, left. Joe Reyes stayed. The senators came. Q the senator said.", "Oro Lund"),
    ("Aide Nora Bell stayed. ¶ Voters met Joe Reyes, 27. The aide wept. ¶ Q said the aide.", "Nora Bell"),
    ("Oro Lund is glad that voters met the aide. Q said the aide.", None),
    ("Joe Reyes, Oro Lund’s old aide, left. Q said the aide.", "Joe Reyes"),
    # How often the role is said, up to four times.
    (
        f"Joe Reyes, a mayor, left. {'Joe Reyes is a mayor. ' * 4}¶ Mayor Tomas Okafor left. ¶ Q said the mayor.",
        "Joe Reyes",
    ),
    (
        f"{'Sen. Joe Reyes left. ' * 6}{'It rained. ' * 3}"
        "Then came Sen. Oro Lund, but Sen. Oro Lund slept. Sen. Oro Lund wept. Voters cheered Sen. Oro Lund. Q said the senator.",
        "Oro Lund",
    ),
    # Of equals the later one.
    ("Voters met Mayor Oro Lund and Mayor Joe Reyes. Q said the mayor.", "Joe Reyes"),
    # Whoever has the role need not be very present, but not hardly at all.
    ("“Ask Mayor Oro Lund,” it read. ¶ It rained. ¶ Q said the mayor.", "Oro Lund"),
    ("“Ask Mayor Oro Lund,” it read. ¶ It rained. ¶ It rained. ¶ It rained. ¶ Q said the mayor.", None),
    # "the aide" makes its bearer present for "he": where it acts, is not quoted, and only one has the role.
    ("Aide Joe Reyes left. ¶ Voters met Tomas Okafor. ¶ The aide smiled. Q he said.", "Joe Reyes"),
    ("Aide Joe Reyes left. ¶ Voters met Tomas Okafor. ¶ “The aide smiled,” it read. Q he said.", "Tomas Okafor"),
    ("Aide Joe Reyes left. ¶ Voters met Tomas Okafor. ¶ Voters met the aide. Q he said.", "Tomas Okafor"),
    ("Mayor Oro Lund left. Voters met Joe Reyes. A mayor smiled. Q he said.", "Joe Reyes"),
    ("Aide Joe Reyes left. Aide Tomas Okafor stayed. It rained. The aide smiled. Q he said.", "Tomas Okafor"),
    (
        "Oro Lund, a lawyer, left. Joe Reyes, a prosecutor, stayed. ¶ It rained. ¶ The attorney smiled. Q he said.",
        "Joe Reyes",
    ),
    # Without a role only a subject close by, and nobody for nouns that may mean anybody.
    ("Oro Lund is a mayor. Q the nominee of the party said.", None),
    ("Oro Lund is a mayor. Q said the senator from Ohio.", "Oro Lund"),
    ("Oro Lund left the hall early. Q said the aide.", None),
    ("Oro Lund left the hall early. Q said the nominee.", "Oro Lund"),
    ("Oro Lund left the hall early. ¶ It rained. ¶ It rained. ¶ Q said the nominee.", None),
    # The sex of the noun.
    ("Joe Reyes left the hall. Nora Bell flew to Ohio. ¶ Q said the businessman.", "Joe Reyes"),
    ("Oro Lund flew to Ohio. Q said the businessman.", "Oro Lund"),
]

STATES: list[tuple[str, str | None]] = [
    # Beside the name: behind it, or up to three words ahead of it.
    ("Sen. Joe Reyes of Ohio left. ¶ Sen. Oro Lund stayed. ¶ Q said the Ohio senator.", "Joe Reyes"),
    ("In Ohio Sen. Joe Reyes left. ¶ Sen. Oro Lund stayed. ¶ Q said the Ohio mayor.", "Joe Reyes"),
    ("In Ohio today today Sen. Oro Lund left. ¶ Sen. Joe Reyes stayed. ¶ Q said the Ohio mayor.", "Oro Lund"),
    ("In Ohio today today today Sen. Oro Lund left. ¶ Sen. Joe Reyes stayed. ¶ Q said the Ohio mayor.", "Joe Reyes"),
    ("Sen. Oro Lund in rural Ohio left. ¶ Sen. Joe Reyes stayed. ¶ Q said the Ohio mayor.", "Joe Reyes"),
    ("Sen. Joe Reyes left. ¶ Sen. Oro Lund stayed in Ohio. ¶ Q said the Ohio mayor.", "Oro Lund"),
    ("Sen. Oro Lund. (Ohio slept.) ¶ Sen. Joe Reyes stayed. ¶ Q said the Ohio mayor.", "Joe Reyes"),
    # Only one that the nominal itself names, and that is no other word.
    ("Sen. Oro Lund of Ohio left. ¶ Sen. Joe Reyes stayed. ¶ Ohio cheered. Q said the senator.", "Joe Reyes"),
    (
        "Sen. Oro Lund, in jersey and boots, left. ¶ Sen. Joe Reyes stayed. ¶ Q said the New Jersey senator.",
        "Joe Reyes",
    ),
    # A role without the state that is asked for counts less.
    (
        "Sen. Oro Lund (D-Vt.) left the hall. ¶ Mayor Joe Reyes left. Gov. Tomas Okafor left the hall. ¶ Q the Ohio senator said.",
        "Tomas Okafor",
    ),
]

STRANGERS: list[tuple[str, str | None]] = [
    # "the aide" goes back to "a … aide", unless somebody named is one and comes later.
    ("Aide Joe Reyes left. A Republican aide came. Q said the aide.", None),
    ("Aide Joe Reyes left. Another aide came. Q said the aide.", None),
    ("Aide Joe Reyes left. The aide came. Q said the aide.", "Joe Reyes"),
    ("Aide Joe Reyes left. “An aide came,” it read. Q said the aide.", "Joe Reyes"),
    ("Aide Joe Reyes left. A letter came from that quiet and old aide. Q said the aide.", "Joe Reyes"),
    # For 120 words.
    (f"Aide Joe Reyes left. An aide came. It rained{' so' * 103}. Q said the aide.", None),
    (f"Aide Joe Reyes left. An aide came. It rained{' so' * 104}. Q said the aide.", "Joe Reyes"),
    ("Sen. Joe Reyes left. A senator came. Q said the senator.", "Joe Reyes"),
    ("Joe Reyes left. A nominee came. Q said the nominee.", None),
    ("The mayor met Joe Reyes. Q said the mayor.", "Joe Reyes"),
]

BODIES: list[tuple[str, str | None]] = [
    ("Harbour Bank has grown. Q the bank said.", "Harbour Bank"),
    ("Twitter met Harbour Times. ¶ Q the paper said.", "Harbour Times"),
    # Of several the last one that acts: not governed, not quoted, no place, no group.
    ("As The Port Agency grew, it rained. ¶ Acme Corp, Reyes notes. Q it said.", "Acme Corp"),
    ("As Acme Corp grew, it rained. Q it said.", "Acme Corp"),
    ("The Harbour Board has grown. Members of Harbour Times have grown. ¶ Q it said.", "Harbour Board"),
    ("Acme Corp met Harbour Times. “Twitter has grown,” it read. ¶ Q the group said.", "Acme Corp"),
    ("The Port Agency has grown. ¶ When Ohio has grown, it rains. ¶ Q it said.", "Port Agency"),
    ("The Port Agency has grown. ¶ Democrats met Twitter. ¶ Q it said.", "Port Agency"),
    ("Voters met Twitter. Q it said.", None),
    # Two sentences back, for nouns that any body may be.
    ("Twitter has grown. It rained. Q it said.", "Twitter"),
    ("Twitter has grown. It rained. It rained. Q it said.", None),
    ("Twitter has grown. Q the board said.", None),
    ("Q the company said. Acme Corp has grown.", None),
    # "They": the last group that acted, four sentences back.
    (f"Republicans have spent a lot. {'It rained. ' * 3}Q they said.", "Republicans"),
    (f"Republicans have spent a lot. {'It rained. ' * 4}Q they said.", None),
    ("Democrats have grown. “Voters know it,” it read. Q they said.", "Democrats"),
    ("Democrats have grown. Voters know it. Q they said.", None),
    ("Republicans have grown. Harbour Voters have grown. Q they said.", "Republicans"),
    ("It rained. Harbour Voters have grown. Q said the voters.", None),
    ("Democrats have grown. They like voters. Q they said.", "Democrats"),
]

CASES = [*ROLES, *STATES, *STRANGERS, *BODIES]


@pytest.fixture(scope="module")
def found(last_speakers: Callable[[Sequence[str]], Speakers]) -> Speakers:
    return last_speakers([text for text, _ in CASES])


@pytest.mark.parametrize(("text", "speaker"), ROLES)
def test_nouns_for_people(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker


@pytest.mark.parametrize(("text", "speaker"), STATES)
def test_nouns_with_a_state(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker


@pytest.mark.parametrize(("text", "speaker"), STRANGERS)
def test_nouns_for_strangers(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker


@pytest.mark.parametrize(("text", "speaker"), BODIES)
def test_nouns_for_bodies(text: str, speaker: str | None, found: Speakers) -> None:
    assert found[text][0] == speaker
