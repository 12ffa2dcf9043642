"""Names of months in the languages of the big agencies, for datelines and dates."""

from __future__ import annotations

import re

_NAMES = (
    "january jan enero ene janvier janv januar jänner jaenner gennaio gen janeiro января январь янв січня",
    "february feb febrero février fevrier févr fevr februar febbraio fevereiro fev февраля февраль фев февр лютого",
    "march mar marzo mars märz maerz mär março marco марта март мар березня",
    "april apr abril abr avril avr aprile апреля апрель апр квітня",
    "may mayo mai maggio mag maio мая май травня",
    "june jun junio juin juni giugno giu junho июня июнь июн червня",
    "july jul julio juillet juil juli luglio lug julho июля июль июл липня",
    "august aug agosto ago août aout августа август авг серпня",
    "september sept sep septiembre setiembre septembre settembre setembro set сентября сентябрь сен сент вересня",
    "october oct octubre octobre oktober okt ottobre ott outubro out октября октябрь окт жовтня",
    "november nov noviembre novembre novembro ноября ноябрь ноя нояб листопада",
    "december dec diciembre dic décembre decembre déc dezember dez dicembre dezembro декабря декабрь дек грудня",
)

_NUMBERS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}

MONTH = "(?:" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True)) + r")\b\.?"
"""Regular expression (to be used without regard to case) of a month's name or abbreviation, a full stop included."""

WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b\.?"
)
"""Regular expression (to be used without regard to case) of a weekday's name or abbreviation."""


def month_number(name: str) -> int:
    """1 to 12 for a name that MONTH matches, in any case.

    Raises:
        KeyError: the name is no month's.
    """
    return _NUMBERS[name.casefold().rstrip(".")]
