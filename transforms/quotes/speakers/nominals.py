"""Whom "the ambassador", "the Vermont senator" or "the newspaper" means: the person or body of the article that has this role."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.antecedents import CONJUNCTIONS, pair, salience
from onrecord.transforms.quotes.speakers.mentions import PARTIES
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.people import ROLES, SEXED_WORDS, STATES, word_list

_AHEAD, _BEHIND = 6, 14
"""Words before and behind a name within which a role word describes its bearer."""

_ROLE, _TIMES, _STATE, _NO_STATE = 3.0, 0.2, 4.0, 1.0
_LEAST_WITH_ROLE, _LEAST = -1.0, 1.0
"""Set by hand on annotated cases, as the weights of salience are."""

_ANYBODY = word_list("anybody")
"""Nouns under which nobody in particular is meant unless the article says it of a named person."""

_OF_OFFICES = ("secretary", "senator", "governor", "president", "mayor")
"""Offices that name what they are of without meaning somebody new by it: "the former secretary of state"."""

_ANY_BODY = (
    "group",
    "company",
    "organization",
    "organisation",
    "agency",
    "paper",
    "newspaper",
    "magazine",
    "network",
    "firm",
    "outlet",
    "site",
    "website",
    "committee",
    "it",
)
_NEAR_SENTENCES, _THEY_SENTENCES = 2, 4
_STATE_NEAR = 3
"""Words between a name and the state that its bearer is from."""

_STRANGER_NEAR = 120
"""Words within which "the aide" goes back to "a Republican aide"."""

_SEXED = dict(SEXED_WORDS.iter_rows())
_IS = ("is", "was", "are", "were", "became", "remains")
_SAME_BODY = {
    "newspaper": (
        "times",
        "post",
        "journal",
        "news",
        "herald",
        "tribune",
        "gazette",
        "telegraph",
        "globe",
        "register",
        "leader",
        "today",
        "guardian",
    ),
    "paper": (
        "times",
        "post",
        "journal",
        "news",
        "herald",
        "tribune",
        "gazette",
        "telegraph",
        "globe",
        "register",
        "leader",
        "today",
        "guardian",
    ),
    "magazine": ("magazine", "weekly", "review", "yorker", "atlantic"),
    "network": ("news", "cnn", "abc", "nbc", "cbs", "fox", "msnbc", "network"),
    "company": ("inc", "inc.", "corp", "corp.", "co", "co.", "ltd", "group", "holdings", "company"),
    "agency": (
        "agency",
        "administration",
        "service",
        "bureau",
        "fbi",
        "cia",
        "nsa",
        "irs",
        "epa",
        "fda",
        "dea",
        "nasa",
        "reuters",
        "ap",
    ),
    "bureau": ("bureau", "fbi"),
    "university": ("university", "college"),
    "group": (
        "association",
        "union",
        "federation",
        "alliance",
        "coalition",
        "foundation",
        "league",
        "group",
        "council",
        "fund",
        "action",
    ),
    "party": ("party",),
    "court": ("court",),
}
"""Nouns for bodies whose names end otherwise."""


def find_roles(tokens: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Which person has which role, wherever the article says so: a title before the name, an apposition, "is a …".

    Args:
        tokens: `reading.read_tokens`.
        entities: `entities.name_entities`.
        lookup: The tokens.

    Returns:
        `doc`, `entity`, `role`, `i` (where it is said).
    """
    people = entities.filter(pl.col("name_kind") == "person").select("doc", "entity", "i0", "head_i", "i1", "sentence")
    words = tokens.filter(has(Word.ROLE | Word.TITLE) | pl.col("lower").is_in(_EXTRA_ROLE_WORDS)).select(
        "i", "doc", "sentence", "lower"
    )
    words = words.join(ROLES.select("lower", "role"), on="lower", how="inner", maintain_order="left").sort("i")
    inside = words.join_asof(
        people.select("doc", "i0", "head_i", "entity"),
        left_on="i",
        right_on="i0",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    titles = inside.filter(pl.col("i") < pl.col("head_i"))
    behind = people.select("doc", "entity", "i0", n_sentence="sentence")
    ahead = words.join_asof(behind, left_on="i", right_on="i0", by="doc", strategy="forward", check_sortedness=False)
    ahead = ahead.filter(
        (pl.col("i0") > pl.col("i"))
        & (pl.col("i0") - pl.col("i") <= _AHEAD)
        & (pl.col("sentence") == pl.col("n_sentence"))
    )
    ahead = ahead.filter(pl.Series(lookup.count("verbs", ahead["i"] + 1, ahead["i0"] - 1) == 0))
    touching = pl.col("i0") - pl.col("i") == 1
    ahead = ahead.filter(touching | pl.Series(lookup.at("tag", ahead["i0"] - 1).eq(Tag.COMMA)))
    owners = lookup.at("tag", people["i1"] + 1).eq(Tag.POS)
    described = people.filter(~pl.Series(owners)).select("doc", "entity", "i1", n_sentence="sentence").sort("i1")
    after = words.join_asof(
        described, left_on="i", right_on="i1", by="doc", strategy="backward", check_sortedness=False
    )
    after = after.filter((pl.col("i") - pl.col("i1") <= _BEHIND) & (pl.col("sentence") == pl.col("n_sentence")))
    link, word = lookup.at("tag", after["i1"] + 1), lookup.at("lower", after["i1"] + 1)
    verbs = lookup.count("verbs", after["i1"] + 1, after["i"] - 1)
    after = after.filter(pl.Series((link.eq(Tag.COMMA) & (verbs == 0)) | (word.is_in(_IS) & (verbs == 1))))
    return pl.concat([frame.select("doc", "entity", "role", "i") for frame in (titles, ahead, after)])


_EXTRA_ROLE_WORDS = ROLES["lower"].unique().sort().to_list()


def find_offices(roles: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Where "the president" or "the senator" acts and the article gives the role to one person only.

    Args:
        roles: `find_roles`.
        tokens: `reading.read_tokens`.

    Returns:
        `doc`, `entity`, `sentence`, `paragraph`, `m_i0`, `m_i1` (the article and the noun).
    """
    held = (
        roles.group_by("doc", "role")
        .agg(pl.col("entity").first(), bearers=pl.col("entity").n_unique())
        .filter(pl.col("bearers") == 1)
    )
    acting = (pl.col("lower").shift(1) == "the") & pl.col("tag").shift(-1).is_in(FINITE) & ~pl.col("quoted")
    nouns = tokens.filter(pl.col("lower").is_in(_EXTRA_ROLE_WORDS) & acting).select(
        "doc", "sentence", "paragraph", "lower", m_i0=pl.col("i") - 1, m_i1="i"
    )
    found = nouns.join(ROLES.select("lower", "role"), on="lower", how="inner").join(
        held, on=["doc", "role"], how="inner"
    )
    alone = pl.col("entity").n_unique().over("m_i0") == 1
    return (
        found.filter(alone).unique("m_i0").select("doc", "entity", "sentence", "paragraph", "m_i0", "m_i1").sort("m_i0")
    )


def resolve_roles(
    asked: pl.DataFrame, roles: pl.DataFrame, mentions: pl.DataFrame, states: pl.DataFrame, strangers: pl.DataFrame
) -> pl.DataFrame:
    """The person that "the senator", "the former Florida governor", "the 46-year-old" means.

    Args:
        asked: `quotation`, `doc`, `i0`, `i1`, `head`, `flags`, `sentence`, `paragraph`.
        roles: `find_roles`.
        mentions: `antecedents.describe_mentions`.
        states: `find_states`.
        strangers: `doc`, `head`, `i` of nouns for people behind "a" or "another", in text order: "the aide" goes back to "a Republican aide" that stands nearer than any
            named aide.

    Returns:
        `quotation`, `entity`: the one with the highest score, if it is high enough; the score sums salience, role, state and how often the article names the role.
    """
    wanted = _with_state(asked, states).join(ROLES.select("role", head="lower"), on="head", how="left")
    wanted = wanted.sort("i0").join_asof(
        strangers.rename({"i": "stranger_i"}),
        left_on="i0",
        right_on="stranger_i",
        by=["doc", "head"],
        check_sortedness=False,
    )
    having = roles.group_by("doc", "entity", "role").agg(times=pl.len())
    pairs = pair(wanted, mentions).join(having, on=["doc", "entity", "role"], how="left", maintain_order="left")
    pairs = pairs.join(_stated(mentions, states), on=["doc", "entity", "state"], how="left", maintain_order="left")
    fits = pl.col("times").is_not_null()
    anyone = pl.col("head").is_in(_ANYBODY) | (pl.col("completed") & ~pl.col("head").is_in(_OF_OFFICES))
    score = (
        salience()
        + fits * _ROLE
        + pl.col("times").fill_null(0).clip(0, 4) * _TIMES
        + pl.col("of_state").fill_null(0) * _STATE
    )
    score = score - (fits & pl.col("state").is_not_null() & pl.col("of_state").is_null()) * _NO_STATE
    least = pl.when(fits).then(_LEAST_WITH_ROLE).otherwise(_LEAST)
    sexed = pl.col("head").replace_strict(_SEXED, default=None)
    stranger = (pl.col("i0") - pl.col("stranger_i") <= _STRANGER_NEAR).fill_null(value=False)
    allowed = (fits | ~anyone) & (~stranger | (fits & (~anyone | (pl.col("m_i0") > pl.col("stranger_i")))))
    allowed = allowed & (sexed.is_null() | pl.col("sex").is_null() | (sexed == pl.col("sex")))
    best = (
        pairs.with_columns(score=score)
        .filter(allowed & (pl.col("score") >= least))
        .sort("quotation", "score", "m_i0", descending=[False, True, True])
    )
    return best.unique("quotation", keep="first", maintain_order=True).select("quotation", "entity")


def find_strangers(tokens: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `head`, `i` of nouns for people that an indefinite phrase ends with."""
    noun = has(Word.ROLE) & pl.col("tag").is_in([Tag.NN, Tag.NNS]) & ~pl.col("quoted")
    opened = pl.when(pl.col("tag") == Tag.DT).then("lower").forward_fill()
    opened_i = pl.when(pl.col("tag") == Tag.DT).then("i").forward_fill()
    found = tokens.lazy().with_columns(opened=opened, opened_i=opened_i).filter(noun)
    near = pl.col("opened").is_in(["a", "an", "another", "one"]) & (pl.col("i") - pl.col("opened_i") <= _AHEAD)
    return found.filter(near).select("doc", "i", head="lower").sort("i").collect()


def _with_state(asked: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Add the state that a nominal names."""
    placed = asked.sort("i1").join_asof(
        states.select("doc", "state", state_i="i"), left_on="i1", right_on="state_i", by="doc", check_sortedness=False
    )
    return placed.with_columns(state=pl.when(pl.col("state_i") >= pl.col("i0")).then("state"))


def _stated(mentions: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Which person is of which state: the state stands beside the name ("Sen. Nora Bell (D-Vt.)", "the Texas senator, Joe Reyes")."""
    beside = mentions.select("doc", "entity", "m_i0", "m_i1", m_sentence="sentence").sort("m_i1")
    same = pl.col("sentence") == pl.col("m_sentence")
    behind = places.filter("apposed").join_asof(
        beside, left_on="i", right_on="m_i1", by="doc", strategy="backward", check_sortedness=False
    )
    behind = behind.filter(same & (pl.col("i") - pl.col("m_i1") <= _STATE_NEAR))
    ahead = places.join_asof(
        beside.sort("m_i0"), left_on="i", right_on="m_i0", by="doc", strategy="forward", check_sortedness=False
    )
    ahead = ahead.filter(same & (pl.col("m_i0") - pl.col("i") <= _STATE_NEAR))
    return (
        pl.concat([behind.select("doc", "entity", "state"), ahead.select("doc", "entity", "state")])
        .unique()
        .with_columns(of_state=pl.lit(1.0))
    )


def find_states(tokens: pl.DataFrame) -> pl.DataFrame:
    """`i`, `doc`, `sentence`, `state` of every word for a state, abbreviations and "R-Tex." included; `apposed`: it says of what stands before it where it is from."""
    apposed = pl.col("tag").shift(1).is_in([Tag.COMMA, Tag.OPEN, Tag.IN])
    words = (
        tokens.lazy().select("i", "doc", "sentence", "lower", "capital", apposed=apposed).filter("capital").collect()
    )
    return words.join(STATES, on="lower", how="inner", maintain_order="left").drop("lower", "capital").sort("i")


def resolve_bodies(asked: pl.DataFrame, entities: pl.DataFrame, crowds: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The body that "the commission", "the newspaper" or "they" means.

    It is the last one named ahead whose name ends with the noun or with a word that the noun covers; else, for nouns that fit every body, the last one that was the subject
    of a sentence close by. "They" are the last group that was.

    Args:
        asked: `quotation`, `doc`, `i0`, `sentence`, `head`.
        entities: `entities.name_entities`.
        crowds: `find_crowds`.
        lookup: The tokens.

    Returns:
        `quotation`, `entity`.
    """
    covered = pl.DataFrame(
        [(noun, word) for noun, words in _SAME_BODY.items() for word in words],
        schema={"head": pl.String, "key": pl.String},
        orient="row",
    )
    same = asked.select("head", key="head").unique()
    held = entities.filter(pl.col("name_kind").is_in(["organisation", "document", "group"]))
    by_word = asked.join(pl.concat([covered, same]).unique(), on="head", how="inner")
    by_word = by_word.join(
        held.filter(pl.col("name_kind") != "group").select("doc", "entity", "key", m_i0="i0"),
        on=["doc", "key"],
        how="inner",
    )
    after = lookup.at("tag", held["i1"] + 1)
    # "Democrats, Reyes notes, applaud …": a name that leads its sentence is its subject, whatever is set in behind it.
    leads = lookup.sentence_first(held["i0"]).eq(held["i0"]) & after.eq(Tag.COMMA)
    governed = lookup.at("tag", held["i0"] - 1).is_in([Tag.IN, Tag.TO]) & ~lookup.at("lower", held["i0"] - 1).is_in(
        CONJUNCTIONS
    )
    verb = (after.is_in(list(FINITE)) & ~governed) | leads
    subjects = held.filter(verb & ~held["quoted"] & ~held["place"]).select(
        "doc",
        "entity",
        "name_kind",
        m_i0="i0",
        m_sentence="sentence",
        crowd=((pl.col("key_flags") & int(Word.GROUP)) != 0) & ~pl.col("key").is_in(PARTIES),
    )
    by_part = asked.filter(pl.col("head").is_in(_ANY_BODY)).join(
        subjects.filter(pl.col("name_kind") != "group"), on="doc", how="inner"
    )
    by_part = by_part.filter(pl.col("sentence") - pl.col("m_sentence") <= _NEAR_SENTENCES)
    pairs = pl.concat(
        [
            by_word.select("quotation", "entity", "i0", "m_i0", rank=pl.lit(0)),
            by_part.select("quotation", "entity", "i0", "m_i0", rank=pl.lit(1)),
        ]
    )
    best = pairs.filter(pl.col("m_i0") < pl.col("i0")).sort(
        "quotation", "rank", "m_i0", descending=[False, False, True]
    )
    they = asked.filter(pl.col("head") == "they")
    found = best.unique("quotation", keep="first", maintain_order=True).select("quotation", "entity")
    return pl.concat(
        [found, _resolve_they(they, subjects.filter((pl.col("name_kind") == "group") & ~pl.col("crowd")), crowds)]
    )


def find_crowds(tokens: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `m_i0`, `m_sentence` of plural nouns that are the subject of a verb."""
    plural = (pl.col("tag") == Tag.NNS) & ~pl.col("quoted") & pl.col("tag").shift(-1).is_in(FINITE)
    return tokens.filter(plural).select("doc", m_i0="i", m_sentence="sentence")


def _resolve_they(asked: pl.DataFrame, groups: pl.DataFrame, crowds: pl.DataFrame) -> pl.DataFrame:
    """Take "they" for the last group that was a subject, where it has a name ("Republicans") and is not too far."""
    unnamed = crowds.with_columns(entity=pl.lit(None, dtype=pl.Int64))
    subjects = (
        pl.concat([groups.select("doc", "m_i0", "m_sentence", "entity"), unnamed])
        .unique("m_i0", keep="first")
        .sort("m_i0")
    )
    last = asked.sort("i0").join_asof(
        subjects, left_on="i0", right_on="m_i0", by="doc", strategy="backward", check_sortedness=False
    )
    near = pl.col("sentence") - pl.col("m_sentence") <= _THEY_SENTENCES
    return last.filter(near & pl.col("entity").is_not_null()).select("quotation", "entity")
