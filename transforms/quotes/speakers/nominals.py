"""Whom "the ambassador" or "the Vermont senator" means: the person of the article that has this role."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.antecedents import pair, salience
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.people import ROLES, SEXED_WORDS, STATES, word_list

_AHEAD, _BEHIND = 6, 14
"""Words before and behind a name within which a role word describes its bearer."""

_ROLE, _TIMES, _STATE, _NO_STATE = 3.0, 0.2, 4.0, -1.0
"""What speaks for somebody besides salience: the role, each time it is told, the state; another state against."""

_MOST_TIMES = 4
"""Times that a role is told beyond which it makes no difference how many they are."""

_LEAST_WITH_ROLE, _LEAST = -1.0, 1.0
"""The least score of one who has the role, of one who has not. Set by hand on annotated cases, as salience is."""

_ANYBODY = word_list("anybody")
"""Nouns under which nobody in particular is meant unless the article says it of a named person."""

_OF_OFFICES = ("secretary", "senator", "governor", "president", "mayor")
"""Offices that name what they are of without meaning somebody new by it: "the former secretary of state"."""

_STATE_NEAR = 3
"""Words between a name and the state that its bearer is from."""

_STRANGER_NEAR = 120
"""Words within which "the aide" goes back to "a Republican aide"."""

_INDEFINITE = ("a", "an", "another", "one")
_IS = ("is", "was", "are", "were", "became", "remains")
_SEXED = dict(SEXED_WORDS.iter_rows())
_ROLE_WORDS = ROLES["lower"].unique().sort().to_list()
_TOLD = ("doc", "entity", "role", "role_at")


def find_roles(entities: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Which person has which role, wherever the article says so: a title before the name, an apposition, "is a …".

    Args:
        entities: `entities.name_entities`.
        reading: What was read of the articles.

    Returns:
        `doc`, `entity`, `role`, `role_at` (token of the word for it).
    """
    people = entities.filter(pl.col("name_kind") == "person")
    role_words = reading.tokens.filter(has(Word.ROLE | Word.TITLE) | pl.col("lower").is_in(_ROLE_WORDS))
    role_words = role_words.select("doc", "sentence", "lower", role_at="number")
    roles = ROLES.select("lower", "role")
    told = role_words.join(roles, on="lower", how="inner", maintain_order="left").sort("role_at")
    found = (_titles(told, people), _ahead(told, people, reading.lookup), _behind(told, people, reading.lookup))
    return pl.concat([frame.select(_TOLD) for frame in found])


def _titles(told: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Roles that are titles of a name."""
    inside = told.join_asof(
        people.select("doc", "name_first", "proper_first", "entity"),
        left_on="role_at",
        right_on="name_first",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    return inside.filter(pl.col("role_at") < pl.col("proper_first"))


def _ahead(told: pl.DataFrame, people: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Roles that stand ahead of a name, touching it or with a comma between: "the ambassador, Nora Bell"."""
    names = people.select("doc", "entity", "name_first", name_sentence="sentence")
    ahead = told.join_asof(
        names, left_on="role_at", right_on="name_first", by="doc", strategy="forward", check_sortedness=False
    )
    gap = pl.col("name_first") - pl.col("role_at")
    ahead = ahead.filter((gap > 0) & (gap <= _AHEAD) & (pl.col("sentence") == pl.col("name_sentence")))
    ahead = ahead.filter(lookup.count("verbs", ahead["role_at"] + 1, ahead["name_first"] - 1) == 0)
    comma = lookup.at("tag", ahead["name_first"] - 1).eq(Tag.COMMA)
    return ahead.filter((ahead["name_first"] - ahead["role_at"] == 1) | comma)


def _behind(told: pl.DataFrame, people: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Roles that stand behind a name: "Nora Bell, the ambassador", "Nora Bell is the ambassador"."""
    owner = lookup.at("tag", people["name_last"] + 1).eq(Tag.POS)
    names = people.filter(~owner).select("doc", "entity", "name_last", name_sentence="sentence").sort("name_last")
    behind = told.join_asof(
        names, left_on="role_at", right_on="name_last", by="doc", strategy="backward", check_sortedness=False
    )
    gap = pl.col("role_at") - pl.col("name_last")
    behind = behind.filter((gap <= _BEHIND) & (pl.col("sentence") == pl.col("name_sentence")))
    then = behind["name_last"] + 1
    verbs = lookup.count("verbs", then, behind["role_at"] - 1)
    apposed = lookup.at("tag", then).eq(Tag.COMMA) & (verbs == 0)
    return behind.filter(apposed | (lookup.at("lower", then).is_in(_IS) & (verbs == 1)))


def find_offices(roles: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Where "the president" or "the senator" acts and the article gives the role to one person only.

    Args:
        roles: `find_roles`.
        tokens: `token_table.read_tokens`.

    Returns:
        `doc`, `entity`, `sentence`, `paragraph`, `mention_first`, `mention_last` (tokens of the article and the noun).
    """
    held = roles.group_by("doc", "role").agg(pl.col("entity").first(), bearers=pl.col("entity").n_unique())
    held = held.filter(pl.col("bearers") == 1)
    acting = (pl.col("lower").shift(1) == "the") & pl.col("tag").shift(-1).is_in(FINITE) & ~pl.col("quoted")
    nouns = tokens.filter(pl.col("lower").is_in(_ROLE_WORDS) & acting).select(
        "doc", "sentence", "paragraph", "lower", mention_first=pl.col("number") - 1, mention_last="number"
    )
    found = nouns.join(ROLES.select("lower", "role"), on="lower", how="inner")
    found = found.join(held, on=["doc", "role"], how="inner")
    alone = pl.col("entity").n_unique().over("mention_first") == 1
    columns = ("doc", "entity", "sentence", "paragraph", "mention_first", "mention_last")
    return found.filter(alone).unique("mention_first").select(columns).sort("mention_first")


def resolve_roles(
    asked: pl.DataFrame, roles: pl.DataFrame, mentions: pl.DataFrame, states: pl.DataFrame, strangers: pl.DataFrame
) -> pl.DataFrame:
    """The person that "the senator", "the former Florida governor", "the 46-year-old" means.

    Args:
        asked: `quotation`, `doc`, `source_first`, `source_last` (first and last token), `final_word`, `completed` (it
            names what it is of or for), `sentence`, `paragraph` of nominals.
        roles: `find_roles`.
        mentions: `antecedents.describe_mentions`.
        states: `find_states`.
        strangers: `find_strangers`: "the aide" goes back to "a Republican aide" that stands nearer than any named aide.

    Returns:
        `quotation`, `entity`: the one with the highest score, if it is high enough; the score sums salience, role,
        state and how often the article names the role.
    """
    wanted = _wanted(asked, states, strangers)
    having = roles.group_by("doc", "entity", "role").agg(times=pl.len())
    pairs = pair(wanted.rename({"source_first": "number"}), mentions)
    pairs = pairs.join(having, on=["doc", "entity", "role"], how="left", maintain_order="left")
    stated = _stated(mentions, states)
    pairs = pairs.join(stated, on=["doc", "entity", "state"], how="left", maintain_order="left")
    least = pl.when(pl.col("times").is_not_null()).then(_LEAST_WITH_ROLE).otherwise(_LEAST)
    order = ("quotation", "score", "mention_first")
    best = pairs.with_columns(score=_score()).filter(_may_be_meant() & (pl.col("score") >= least))
    best = best.sort(*order, descending=[False, True, True])
    return best.unique("quotation", keep="first", maintain_order=True).select("quotation", "entity")


def _wanted(asked: pl.DataFrame, states: pl.DataFrame, strangers: pl.DataFrame) -> pl.DataFrame:
    """Add the `state` and `role` that a nominal names, and `stranger_at`: the last indefinite use of its noun ahead."""
    roles = ROLES.select("role", final_word="lower")
    wanted = _with_state(asked, states).join(roles, on="final_word", how="left")
    return wanted.sort("source_first").join_asof(
        strangers, left_on="source_first", right_on="stranger_at", by=["doc", "final_word"], check_sortedness=False
    )


def _score() -> pl.Expr:
    """What speaks for a mention: salience, the role and how often it is told, the state."""
    has_role, of_state = pl.col("times").is_not_null(), pl.col("of_state")
    elsewhere = has_role & pl.col("state").is_not_null() & of_state.is_null()
    times = pl.col("times").fill_null(0).clip(0, _MOST_TIMES)
    told = salience() + has_role * _ROLE + times * _TIMES
    return told + of_state.fill_null(0) * _STATE + elsewhere * _NO_STATE


def _may_be_meant() -> pl.Expr:
    """A nominal can mean this person.

    He or she has the role, or the noun is no role under which anybody may be meant; nobody new is nearer; the sex fits.
    """
    has_role, final_word, sex = pl.col("times").is_not_null(), pl.col("final_word"), pl.col("mention_sex")
    anyone = final_word.is_in(_ANYBODY) | (pl.col("completed") & ~final_word.is_in(_OF_OFFICES))
    stranger = (pl.col("number") - pl.col("stranger_at") <= _STRANGER_NEAR).fill_null(value=False)
    nearer = has_role & (~anyone | (pl.col("mention_first") > pl.col("stranger_at")))
    sexed = final_word.replace_strict(_SEXED, default=None)
    return (has_role | ~anyone) & (~stranger | nearer) & (sexed.is_null() | sex.is_null() | (sexed == sex))


def find_strangers(tokens: pl.DataFrame) -> pl.DataFrame:
    """Nouns for people that an indefinite phrase ends with.

    Args:
        tokens: `token_table.read_tokens`.

    Returns:
        `doc`, `final_word` (the noun), `stranger_at` (its token), in text order.
    """
    noun = has(Word.ROLE) & pl.col("tag").is_in([Tag.NN, Tag.NNS]) & ~pl.col("quoted")
    determiner = pl.col("tag") == Tag.DT
    opened = pl.when(determiner).then("lower").forward_fill()
    opened_at = pl.when(determiner).then("number").forward_fill()
    found = tokens.lazy().with_columns(opened=opened, opened_at=opened_at).filter(noun)
    near = pl.col("opened").is_in(_INDEFINITE) & (pl.col("number") - pl.col("opened_at") <= _AHEAD)
    strangers = found.filter(near).select("doc", stranger_at="number", final_word="lower")
    return strangers.sort("stranger_at").collect()


def _with_state(asked: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Add the state that a nominal names."""
    placed = asked.sort("source_last").join_asof(
        states.select("doc", "state", "state_at"),
        left_on="source_last",
        right_on="state_at",
        by="doc",
        check_sortedness=False,
    )
    return placed.with_columns(state=pl.when(pl.col("state_at") >= pl.col("source_first")).then("state"))


def _stated(mentions: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Which person is of which state (`doc`, `entity`, `state`, `of_state`: 1).

    The state stands beside the name: "Sen. Nora Bell (D-Vt.)", "the Texas senator, Joe Reyes".
    """
    beside = mentions.select("doc", "entity", "mention_first", "mention_last", mention_sentence="sentence")
    beside = beside.sort("mention_last")
    same_sentence = pl.col("sentence") == pl.col("mention_sentence")
    behind = states.filter("apposed").join_asof(
        beside, left_on="state_at", right_on="mention_last", by="doc", strategy="backward", check_sortedness=False
    )
    behind = behind.filter(same_sentence & (pl.col("state_at") - pl.col("mention_last") <= _STATE_NEAR))
    beside = beside.sort("mention_first")
    ahead = states.join_asof(
        beside, left_on="state_at", right_on="mention_first", by="doc", strategy="forward", check_sortedness=False
    )
    ahead = ahead.filter(same_sentence & (pl.col("mention_first") - pl.col("state_at") <= _STATE_NEAR))
    found = pl.concat([frame.select("doc", "entity", "state") for frame in (behind, ahead)])
    return found.unique().with_columns(of_state=pl.lit(1.0))


def find_states(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every word for a state, abbreviations and "R-Tex." included.

    Args:
        tokens: `token_table.read_tokens`.

    Returns:
        `state_at` (its token), `doc`, `sentence`, `state`, `apposed` (it says of what stands before it where that is
        from), in text order.
    """
    apposed = pl.col("tag").shift(1).is_in([Tag.COMMA, Tag.OPEN, Tag.IN])
    words = tokens.lazy().select("doc", "sentence", "lower", "capital", state_at="number", apposed=apposed)
    named = words.filter("capital").collect()
    found = named.join(STATES, on="lower", how="inner", maintain_order="left")
    return found.drop("lower", "capital").sort("state_at")
