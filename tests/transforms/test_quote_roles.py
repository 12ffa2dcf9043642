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
    ],
)
def test_roles(text: str, role: str | None) -> None:
    assert _role(text) == role


def test_the_first_place_with_a_role_counts() -> None:
    body = "Stevens left. Mayor Stevens spoke. Judge Stevens slept."
    assert role_of(body, [(0, 7), (20, 27), (41, 48)]) == "Mayor"
