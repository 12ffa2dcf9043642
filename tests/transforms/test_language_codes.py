from __future__ import annotations

import pytest

from onrecord.transforms.articles.languages import ISO_639_1, language_code


@pytest.mark.parametrize("name", ["en", "EN", "en-US", "en_GB", "eng", "English", " english "])
def test_english_by_any_name(name: str) -> None:
    assert language_code(name) == "en"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Deutsch", "de"),
        ("zh-Hans", "zh"),
        ("cmn", "zh"),
        ("rus", "ru"),
        ("iw", "he"),
        ("xx", None),
        ("", None),
        ("War", None),
    ],
)
def test_other_languages(name: str, expected: str | None) -> None:
    assert language_code(name) == expected


def test_every_code_is_its_own_name() -> None:
    assert {language_code(code) for code in ISO_639_1} == ISO_639_1
