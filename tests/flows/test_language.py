from __future__ import annotations

import pytest

from onrecord.flows.language import detect_languages

ENGLISH = (
    "The harbour office said on Monday that all of its ferries would sail again within the week, and that nobody had "
    "been hurt in the storm."
)
GERMAN = (
    "Das Hafenamt teilte am Montag mit, dass alle Fähren noch in dieser Woche wieder fahren würden und dass niemand "
    "verletzt worden sei."
)
RUSSIAN = (
    "Портовая служба сообщила в понедельник, что все паромы снова выйдут в море в течение недели и что никто не "
    "пострадал."
)
CHINESE = "港务局星期一表示，所有渡轮将在一周内恢复航行，风暴中没有人员受伤，港口的各项设施正在抓紧时间修复。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (ENGLISH.replace(" ", "\n"), "en"),
        (GERMAN, "de"),
        (RUSSIAN, "ru"),
        (CHINESE, "zh"),
        ("", "und"),
        ("Yes.", "und"),
        ("12 345 678 90 / 12 345 678 90", "und"),
        ("Xqzt vrblk ppfw gnrtz klmpf wrtzg bvcxn", "und"),
    ],
)
def test_language_of_a_text(text: str, expected: str) -> None:
    assert detect_languages([text]) == [expected]


def test_texts_keep_their_order_and_only_their_beginning_counts() -> None:
    long = (ENGLISH + " ") * 8
    assert detect_languages([GERMAN, long + GERMAN * 50, RUSSIAN]) == ["de", "en", "ru"]
    assert detect_languages([]) == []
