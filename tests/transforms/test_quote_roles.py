import pytest

from onrecord.transforms.quotes.speakers.roles import role_of


def _role(text: str) -> str | None:
    """The role of the name in ⟦brackets⟧."""
    start = text.index("⟦")
    body = text.replace("⟦", "").replace("⟧", "")
    return role_of(body, [(start, text.index("⟧") - 1)])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Russia’s ambassador to the United States, ⟦Ned Vale⟧, said so.", "Russia's ambassador to the United States"),
        ("It was said by ⟦Joe Stevens⟧, 75, a retired nurse.", "retired nurse"),
        ("Labor Department spokesman ⟦Joe Stevens⟧ said so.", "Labor Department spokesman"),
        ("It was campaign manager ⟦Joe Stevens⟧ who left.", "campaign manager"),
        ("Ohio Secretary of State ⟦Joe Stevens⟧ left.", "Ohio Secretary of State"),
        ("White House Chief of Staff ⟦Joe Stevens⟧ left.", "White House Chief of Staff"),
        ("Then former Sen. ⟦Joe Stevens⟧ left.", "former Sen."),
        ("They met Dr. ⟦Joe Stevens⟧.", None),
        ("A spokesman for Sen. ⟦Joe Stevens⟧ left.", "Sen."),
        ("⟦Joe Stevens⟧, executive director of the Harbour Fund, left.", "executive director of the Harbour Fund"),
        ("⟦Joe Stevens⟧, a friend of the minister, left.", None),
        ("⟦Joe Stevens⟧, who is a judge, left.", None),
        ("⟦Joe Stevens⟧, underlining that he is a judge, left.", None),
        ("“If you are a lawyer, ⟦Joe Stevens⟧ will know.”", None),
        ("In the town, ⟦Joe Stevens⟧ left.", None),
        ("His rival, ⟦Joe Stevens⟧, left.", None),
        ("⟦Joe Stevens⟧ left.", None),
        # Words that are offices, but for those that only tell how somebody stands to somebody else.
        ("⟦Joe Stevens⟧, the minister, left.", "minister"),
        ("⟦Joe Stevens⟧, the ambassador, left.", "ambassador"),
        ("⟦Joe Stevens⟧, the spokesperson, left.", "spokesperson"),
        ("⟦Joe Stevens⟧, the friend, left.", None),
        ("⟦Joe Stevens⟧, the deputy, left.", None),
        ("Yes, former ⟦Joe Stevens⟧ left.", None),
        # What stands ahead of the office.
        ("Mayor Dr. ⟦Joe Stevens⟧ left.", "Mayor"),
        ("Ohio former Sen. ⟦Joe Stevens⟧ left.", "former Sen."),
        ("It was, of State Mayor ⟦Joe Stevens⟧.", "State Mayor"),
        ("⟦Joe Stevens⟧, heading mayor, left.", None),
        ("The mayor friend ⟦Joe Stevens⟧ left.", None),
        # Thirty characters before the name are looked at for the word "of".
        ("Governor of " + "A" * 26 + " ⟦Joe Stevens⟧ left.", "Governor of " + "A" * 26),
        ("Governor of " + "A" * 27 + " ⟦Joe Stevens⟧ left.", None),
        # Before the name, then behind it.
        ("The director, ⟦Joe Stevens⟧, a retired nurse, left.", "director"),
        ("Mayor ⟦Joe Stevens⟧, a retired nurse, left.", "Mayor"),
        # Fourteen words are a role, fifteen are none.
        ("⟦Joe Stevens⟧, director of a b c d e f g h x j k l.", "director of a b c d e f g h x j k l"),
        ("⟦Joe Stevens⟧, director of a b c d e f g h x j k l m.", None),
        # A hundred and sixty characters are searched on either side.
        ("⟦Joe Stevens⟧, director of " + "a" * 170, "director of " + "a" * 146),
        ("The director of " + "a" * 146 + ", ⟦Joe Stevens⟧, left.", "director of " + "a" * 146),
        ("The director of " + "a" * 147 + ", ⟦Joe Stevens⟧, left.", None),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    assert _role(text) == role


def test_the_first_place_with_a_role_counts() -> None:
    body = "Stevens left. Mayor Stevens spoke. Judge Stevens slept."
    assert role_of(body, [(0, 7), (20, 27), (41, 48)]) == "Mayor"
