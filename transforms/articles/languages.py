"""Codes of languages: whatever a publisher or a detector calls one, brought to ISO 639-1."""

from __future__ import annotations

UNDETERMINED = "und"

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd"
    " gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr "
    "ks ku kv kw ky la lb lg li ln lo lt lu lv mg"
    " mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru "
    "rw sa sc sd se sg si sk sl sm sn so sq sr ss"
    " st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
ISO_639_1 = frozenset(_TWO_LETTERS.split())

_NAMES_AND_LONG_CODES = {
    "ar": "arabic ara arz ars apc العربية",
    "az": "azerbaijani aze azb",
    "bg": "bulgarian bul",
    "bn": "bengali bangla ben",
    "cs": "czech ces cze",
    "da": "danish dan",
    "de": "german deu ger deutsch als bar",
    "el": "greek ell gre",
    "en": "english eng",
    "es": "spanish spa español espanol castellano",
    "et": "estonian est",
    "fa": "persian farsi fas per",
    "fi": "finnish fin",
    "fr": "french fra fre français francais",
    "he": "hebrew heb iw",
    "hi": "hindi hin",
    "hr": "croatian hrv",
    "hu": "hungarian hun",
    "hy": "armenian hye arm",
    "id": "indonesian ind",
    "it": "italian ita italiano",
    "ja": "japanese jpn jp 日本語",
    "ka": "georgian kat geo",
    "kk": "kazakh kaz",
    "ko": "korean kor 한국어",
    "ku": "kurdish kur ckb",
    "lt": "lithuanian lit",
    "lv": "latvian lav",
    "ms": "malay msa may",
    "nl": "dutch nld dut nederlands",
    "no": "norwegian nor",
    "pa": "punjabi pan pnb",
    "pl": "polish pol polski",
    "pt": "portuguese por português portugues",
    "ro": "romanian ron rum",
    "ru": "russian rus русский",
    "sk": "slovak slk slo",
    "sl": "slovenian slovene slv",
    "sr": "serbian srp sh",
    "sv": "swedish swe svenska",
    "sw": "swahili swa",
    "ta": "tamil tam",
    "th": "thai tha",
    "tr": "turkish tur türkçe",
    "uk": "ukrainian ukr українська",
    "ur": "urdu urd",
    "uz": "uzbek uzb",
    "vi": "vietnamese vie",
    "zh": "chinese zho chi mandarin cmn yue wuu 中文",
}
_CODES = {spelling: code for code, spellings in _NAMES_AND_LONG_CODES.items() for spelling in spellings.split()}


def language_code(name: str) -> str | None:
    """The ISO 639-1 code of a language: 'en', 'en-US', 'en_GB', 'eng' and 'English' all give 'en'.

    None where the name says nothing.
    """
    first = name.strip().casefold().replace("_", "-").partition("-")[0].strip()
    code = _CODES.get(first, first)
    return code if code in ISO_639_1 else None
