"""Who bears the names of one article: every name mention gets its bearer, and every bearer what he, she or it is."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.mentions import COURTESY, PARTIES, SUFFIXES
from onrecord.transforms.quotes.words.grammar import LISTED
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.people import BODIES_OF_ONE_WORD, GIVEN, SEXED_WORDS, STATES

_NEAR = 2
"""Paragraphs within which a surname that two people share means the one who was named in full."""

_LONGEST = 5
_MALE = ("mr", "mr.", "sir", "lord")
_FEMALE = ("mrs", "mrs.", "ms", "ms.", "miss", "dame")
_GROUPS = r"(?:ans|crats|uslims|atinos|hristians|ews|riots)$"
_LAWS = ("act", "amendment", "accord", "accords", "treaty", "pact", "constitution")
_DOMAIN = r"\.\p{L}{2,}$"
_STATES = STATES["state"].unique().to_list()
_NO_GIVEN_NAME = Word.ORG | Word.GROUP | Word.DOCUMENT | Word.ADJECTIVE
_GIVEN_WORDS = Word.MALE | Word.FEMALE
_GIVEN = dict(GIVEN.select("lower", "given").iter_rows())
_SEX = dict(SEXED_WORDS.iter_rows()) | dict(
    GIVEN.filter(pl.col("sex").is_not_null()).select("lower", "sex").iter_rows()
)
_TITLE_SEX = dict(SEXED_WORDS.iter_rows())
_PLAIN = LISTED["lower"].to_list()
"""Words that make the names of bodies: "Black Lives Matter" is nobody's name."""


def name_entities(names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Give every name mention its entity within the article.

    Args:
        names: `mentions.find_names`.
        lookup: The tokens.

    Returns:
        The name mentions in text order with `entity` (a number, the same for all mentions of one bearer in one article), `form_i0`, `form_i1` (tokens of the fullest
        form of the name), `name_kind` ("person", "organisation", "group", "document"), `sex` (null where nothing tells), `longest` (words of the fullest form), `uses` (mentions of the entity).
    """
    parted = _parts(names, lookup)
    full = parted.filter((pl.col("n_name") >= 2) & ~pl.col("bare_title"))
    bearers = full.group_by("doc", "key", "first", "suffix", maintain_order=True).agg(
        uses_in_full=pl.len(),
        first_i=pl.col("i0").min(),
        person=pl.col("may_be_person").any(),
        addressed=pl.col("titled").any(),
    )
    # A title that is somebody's surname in this article ("Steve King … King said") is a name.
    surnames = full.select("doc", "key").unique()
    kept = pl.concat(
        [
            parted.filter(~pl.col("bare_title")),
            parted.filter(pl.col("bare_title") & (pl.col("n_name") == 1)).join(surnames, on=["doc", "key"], how="semi"),
        ]
    ).sort("i0")
    linked = _linked(kept, full, bearers)
    linked = linked.with_columns(entity=pl.struct("doc", "key", "first", "suffix").rank("dense").cast(pl.Int64))
    return _described(linked).sort("i0")


def _parts(names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Surname (`key`), given name in its usual form (`first`, null where there is none) and `suffix` of every name, with what its words tell."""
    last = lookup.at("lower", names["i1"])
    suffixed = last.is_in(SUFFIXES) & (names["i1"] > names["head_i"])
    key_i = names["i1"] - suffixed.cast(pl.Int64)
    head = lookup.at("lower", names["head_i"])
    before, address = lookup.at("lower", names["head_i"] - 1), lookup.at("lower", names["i0"])
    parted = names.with_columns(
        key=lookup.at("lower", key_i),
        given=head,
        suffix=last.str.strip_chars_end(".").zip_with(
            suffixed, pl.Series([""], dtype=pl.String).new_from_index(0, len(last))
        ),
        n_name=key_i - names["head_i"] + 1,
        address=address,
        before=before,
        flags=lookup.at("flags", names["head_i"]),
        key_flags=lookup.at("flags", key_i),
        acronym=lookup.at("token", key_i).str.contains(r"^\p{Lu}[\p{Lu}\d.&]+$"),
        article=lookup.at("lower", names["i0"] - 1).eq("the") & ~lookup.at("tag", names["i1"] + 1).is_in([0, 1]),
    )
    key_org = ((pl.col("key_flags") & int(Word.ORG | Word.DOCUMENT)) != 0) | pl.col("of_something")
    first = pl.when(pl.col("n_name") >= 2).then(pl.col("given").replace(_GIVEN))
    return parted.with_columns(
        first=first,
        titled=(pl.col("head_i") > pl.col("i0")) & ~key_org,
        courtesy=pl.col("address").is_in(COURTESY),
        key_org=key_org,
        crowd=(((pl.col("key_flags") & int(Word.GROUP | Word.ADJECTIVE)) != 0) & ~key_org)
        | pl.col("key").is_in(PARTIES),
        place=((pl.col("key_flags") & int(Word.PLACE)) != 0) | pl.col("key").is_in(_STATES),
    ).with_columns(
        may_be_person=~key_org
        & (pl.col("n_name") <= _LONGEST)
        & ~pl.col("acronym")
        & (~(pl.col("crowd") | pl.col("place") | has(_NO_GIVEN_NAME)) | has(_GIVEN_WORDS)),
    )


def _linked(kept: pl.DataFrame, full: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    """Names of one word take the given name of whom they mean: of several bearers the one named in full close by, else the one most often named in full."""
    people = bearers.filter("person")
    alone = kept.filter((pl.col("n_name") == 1) & ~pl.col("key_org") & ~(pl.col("acronym") & ~pl.col("titled"))).select(
        "i0",
        "doc",
        "key",
        "paragraph",
        "address",
        "place",
        "crowd",
        "courtesy",
        own_suffix="suffix",
        given_name=has(_GIVEN_WORDS) | pl.col("given").is_in(list(_GIVEN)),
    )
    candidates = alone.join(people, on=["doc", "key"], how="inner")
    sex = pl.col("first").replace_strict(_SEX, default=None)
    asked = (
        pl.when(pl.col("address").is_in(_MALE))
        .then(pl.lit("male"))
        .when(pl.col("address").is_in(_FEMALE))
        .then(pl.lit("female"))
    )
    fits = (asked.is_null() | sex.is_null() | (asked == sex)) & (~pl.col("place") | sex.is_not_null())
    candidates = candidates.filter(fits)
    latest = (
        full.filter("may_be_person")
        .select("doc", "key", "first", "suffix", full_i="i0", full_paragraph="paragraph")
        .sort("full_i")
    )
    candidates = candidates.sort("i0").join_asof(
        latest,
        left_on="i0",
        right_on="full_i",
        by=["doc", "key", "first", "suffix"],
        strategy="backward",
        check_sortedness=False,
    )
    near = (pl.col("paragraph") - pl.col("full_paragraph") < _NEAR).fill_null(value=False)
    score = (
        pl.col("uses_in_full").log() * 0.3
        + near * 1.0
        + (pl.col("first_i") == pl.col("first_i").min().over("i0")) * 1.0
        - (pl.col("suffix") != "") * 3.0
    )
    best = candidates.with_columns(score=score).sort("i0", "score", "first_i", descending=[False, True, False])
    found = best.unique("i0", keep="first", maintain_order=True).select("i0", by_key="first", by_suffix="suffix")
    # A given name alone means who bears it ("Nora … Nora Bell").
    by_given = (
        alone.join(found, on="i0", how="anti")
        .with_columns(first=pl.col("key").replace(_GIVEN))
        .join(people.rename({"key": "surname"}), on=["doc", "first"], how="inner")
        .filter(
            ~pl.col("crowd")
            & ~pl.col("place")
            & (pl.col("given_name") | pl.col("courtesy") | pl.col("addressed") | ~pl.col("key").is_in(_PLAIN))
        )
        .filter(pl.col("own_suffix").eq("") | (pl.col("own_suffix") == pl.col("suffix")))
        .sort("i0", "uses_in_full", "first_i", descending=[False, True, False])
        .unique("i0", keep="first", maintain_order=True)
        .select("i0", "surname", given_first="first", given_suffix="suffix")
    )
    joined = kept.join(found, on="i0", how="left", maintain_order="left").join(
        by_given, on="i0", how="left", maintain_order="left"
    )
    return joined.with_columns(
        first=pl.coalesce("first", "by_key", "given_first").fill_null(""),
        suffix=pl.when(pl.col("n_name") >= 2)
        .then("suffix")
        .otherwise(pl.coalesce("by_suffix", "given_suffix", "suffix")),
        key=pl.coalesce("surname", "key"),
    ).drop("by_key", "by_suffix", "surname", "given_first", "given_suffix")


def _described(linked: pl.DataFrame) -> pl.DataFrame:
    """Kind, sex and fullest form of every entity."""
    given = has(_GIVEN_WORDS) & (pl.col("n_name") >= 2)
    male = has(Word.MALE) & ~has(Word.FEMALE)
    female = has(Word.FEMALE) & ~has(Word.MALE)
    sexed = pl.col("before").replace_strict(_TITLE_SEX, default=None)
    address = (
        pl.when(pl.col("address").is_in(_MALE))
        .then(pl.lit("male"))
        .when(pl.col("address").is_in(_FEMALE))
        .then(pl.lit("female"))
        .otherwise(sexed)
    )
    known = pl.col("given").replace_strict(_SEX, default=None)
    # Of several spellings of the fullest form ("Hilary", "Hillary") the one that the article has oftenest.
    spelt = linked.with_columns(spelt=pl.len().over("entity", "n_name", "given"))
    ordered = spelt.sort("entity", "n_name", "suffix", "spelt", "i0", descending=[False, True, True, True, False])
    entities = ordered.group_by("entity", maintain_order=True).agg(
        form_i0=pl.col("head_i").first(),
        form_i1=pl.col("i1").first(),
        longest=pl.col("n_name").first(),
        uses=pl.len(),
        titled=pl.col("titled").any(),
        courtesy=pl.col("courtesy").any(),
        given=given.any(),
        org=pl.col("key_org").first()
        | (pl.col("key").first().is_in(BODIES_OF_ONE_WORD) & ~given.any())
        | ((pl.col("n_name").first() == 1) & pl.col("key").first().str.contains(_DOMAIN)),
        document=((pl.col("key_flags").first() & int(Word.DOCUMENT | Word.ORG)) == int(Word.DOCUMENT))
        | pl.col("key").first().is_in(_LAWS),
        acronym=pl.col("acronym").first(),
        plain_words=(
            (pl.col("n_name") > 1)
            & pl.col("given").is_in(_PLAIN)
            & pl.col("key").is_in(_PLAIN)
            & ~pl.col("given").is_in(list(_GIVEN))
        ).first(),
        place=pl.col("place").first(),
        crowd=pl.col("crowd").first() | ((pl.col("n_name").first() == 1) & pl.col("key").first().str.contains(_GROUPS)),
        article=pl.col("article").mean(),
        address_male=(address == "male").sum(),
        address_female=(address == "female").sum(),
        name_male=((known == "male") | (known.is_null() & male)).any(),
        name_female=((known == "female") | (known.is_null() & female)).any(),
    )
    person = (
        pl.col("courtesy")
        | (~pl.col("org") & (pl.col("titled") | pl.col("given")))
        | (~pl.col("org") & ~pl.col("place") & ~pl.col("acronym") & ~pl.col("plain_words") & (pl.col("article") < 0.5))
    )
    group = ~pl.col("titled") & ~pl.col("courtesy") & pl.col("crowd") & ~pl.col("org") & ~pl.col("given")
    kind = (
        pl.when("document", ~pl.col("given"))
        .then(pl.lit("document"))
        .when(group)
        .then(pl.lit("group"))
        .when(person)
        .then(pl.lit("person"))
        .otherwise(pl.lit("organisation"))
    )
    sex = (
        pl.when(pl.col("address_male") > pl.col("address_female"))
        .then(pl.lit("male"))
        .when(pl.col("address_female") > pl.col("address_male"))
        .then(pl.lit("female"))
    )
    sex = (
        sex.when(pl.col("name_male") & ~pl.col("name_female"))
        .then(pl.lit("male"))
        .when(pl.col("name_female") & ~pl.col("name_male"))
        .then(pl.lit("female"))
    )
    told = entities.select("entity", "form_i0", "form_i1", "uses", "longest", name_kind=kind, sex=sex)
    return linked.join(told, on="entity", how="left", maintain_order="left")
