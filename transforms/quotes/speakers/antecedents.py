"""Whom "he" and "she" mean: the people named ahead of the pronoun, scored by place, part in the sentence, and who was speaking."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import STRONG, Word, has

_FARTHEST = 8
"""Paragraphs that a pronoun looks back over."""

_LONGEST_GAP = 3
"""Paragraphs between two pronouns of one chain."""

CONJUNCTIONS = (
    "while",
    "because",
    "if",
    "although",
    "though",
    "since",
    "when",
    "whether",
    "until",
    "unless",
    "that",
    "as",
    "where",
    "once",
)

MALE = ("he", "him", "his", "himself")
FEMALE = ("she", "her", "hers", "herself")

WEIGHTS = {
    "subject": 0.6,
    "possessive": -0.6,
    "governed": -0.8,
    "quoted": -2.0,
    "leads": 0.4,
    "first": 1.0,
    "vague": -3.0,
    "sex_known": 1.0,
    "paragraphs": -0.8,
    "sentences": -0.25,
    "often": 0.35,
}
"""What speaks for a mention as the antecedent. Set by hand on annotated cases (the first draw of bench/accuracy/data/resolution.md)."""


def describe_mentions(entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The mentions of people with the part they have in their sentence.

    Args:
        entities: `entities.name_entities`.
        lookup: The tokens.

    Returns:
        `m_i0`, `m_i1`, `doc`, `entity`, `sex`, `sentence`, `paragraph` and, as numbers, `subject`, `possessive`, `governed`, `quoted`, `leads`, `first`
        (the first person of the sentence), `vague`, `often`, `sex_known`.
    """
    people = entities.filter(pl.col("name_kind") == "person")
    # "Reyes" in "Reyes consultant Nora Bell" is nobody who acts.
    people = people.filter(~lookup.at("tag", people["i1"] + 1).is_in([Tag.NN, Tag.NNS]))
    leads = lookup.sentence_first(people["i0"]).eq(people["i0"])
    after, after2 = lookup.at("tag", people["i1"] + 1), lookup.at("tag", people["i1"] + 2)
    before, word_before = lookup.at("tag", people["i0"] - 1), lookup.at("lower", people["i0"] - 1)
    finite = list(FINITE)
    topic = word_before.eq("for") & lookup.at("lower", people["i0"] - 2).eq("as")
    behind_cue = lookup.at("cue", people["i0"] - 1).eq(STRONG) & before.is_in(finite)
    verb = (
        after.is_in(finite)
        | (after.eq(Tag.RB) & after2.is_in(finite))
        | (
            after.eq(Tag.COMMA)
            & (after2.is_in([Tag.W, Tag.DT, Tag.CD]) | (before.eq(Tag.COMMA) & after2.is_in(finite)))
        )
        | (after.eq(Tag.OPEN) & leads)
        # "said Nora Bell, the director of …", "As for Bell, …"
        | behind_cue
        | topic
    )
    speaks = (
        lookup.at("cue", people["i1"] + 1).eq(STRONG)
        | (after.is_in([*finite, Tag.RB]) & lookup.at("cue", people["i1"] + 2).eq(STRONG))
        | behind_cue
    )
    possessive, governed = after.eq(Tag.POS), before.is_in([Tag.IN, Tag.TO]) & ~word_before.is_in(CONJUNCTIONS) & ~topic
    speakers = people.filter(speaks)["entity"].unique()
    return people.select(
        "doc",
        "entity",
        "sex",
        "sentence",
        "paragraph",
        m_i0="i0",
        m_i1="i1",
        subject=pl.Series(verb & ~governed).cast(pl.Float32),
        possessive=pl.Series(possessive).cast(pl.Float32),
        governed=pl.Series(governed).cast(pl.Float32),
        leads=pl.Series(leads).cast(pl.Float32),
        first=pl.Series(Runs(people["sentence"]).count(~people["quoted"]) <= 1).cast(pl.Float32),
        # A word of which nothing tells that it is somebody's name.
        vague=((pl.col("longest") == 1) & pl.col("sex").is_null() & ~pl.col("entity").is_in(speakers.implode())).cast(
            pl.Float32
        ),
        quoted=pl.col("quoted").cast(pl.Float32),
        often=pl.col("uses").clip(1, 12).log().cast(pl.Float32),
        sex_known=pl.col("sex").is_not_null().cast(pl.Float32),
    )


def find_chains(tokens: pl.DataFrame, asked: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Pronouns that stand for the same person: a pronoun goes on from the one of the same sex before it unless somebody who fits is made the subject between them.

    Args:
        tokens: `reading.read_tokens`.
        asked: `i0` of the pronouns that are sources.
        mentions: `describe_mentions`.

    Returns:
        `i0`, `doc`, `sentence`, `paragraph`, `sex` and `root` (the pronoun that the chain begins with) of every pronoun.
    """
    he, she = has(Word.HE), has(Word.SHE)
    wanted = pl.col("i").is_in(asked["i0"].implode())
    pronouns = tokens.filter(((he | she) & ~pl.col("quoted")) | wanted).select(
        "doc",
        "sentence",
        "paragraph",
        i0="i",
        sex=pl.when(pl.col("lower").is_in(FEMALE)).then(pl.lit("female")).otherwise(pl.lit("male")),
    )
    strong = _strong(mentions, pronouns)
    chained = []
    for sex in ("male", "female"):
        same = pronouns.filter(pl.col("sex") == sex)
        fitting = strong.filter(pl.col("sex").is_null() | (pl.col("sex") == sex)).select("doc", "m_i0").sort("m_i0")
        placed = same.join_asof(
            fitting, left_on="i0", right_on="m_i0", by="doc", strategy="backward", check_sortedness=False
        )
        before = pl.col("i0").shift(1)
        goes_on = (pl.col("doc") == pl.col("doc").shift(1)) & (
            pl.col("paragraph") - pl.col("paragraph").shift(1) <= _LONGEST_GAP
        )
        goes_on = goes_on & (pl.col("m_i0").is_null() | (pl.col("m_i0") < before))
        run = (~goes_on.fill_null(value=False)).cum_sum()
        chained.append(placed.with_columns(root=pl.col("i0").first().over(run)))
    return pl.concat(chained).drop("m_i0")


def _strong(mentions: pl.DataFrame, pronouns: pl.DataFrame) -> pl.DataFrame:
    """Mentions that take a chain over: the first person of a sentence that no pronoun leads, as the subject."""
    led = pronouns.group_by("doc", "sentence").agg(lead=pl.col("i0").min())
    joined = mentions.join(led, on=["doc", "sentence"], how="left", maintain_order="left")
    unled = pl.col("lead").is_null() | (pl.col("lead") > pl.col("m_i0"))
    return joined.filter(unled & (pl.col("subject") == 1) & (pl.col("first") == 1) & (pl.col("quoted") == 0))


def resolve_pronouns(chains: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """The best antecedent of every pronoun.

    Args:
        chains: `find_chains`.
        mentions: `describe_mentions`.

    Returns:
        The pronouns that somebody fits, with `entity`.
    """
    roots = _scored(chains.filter(pl.col("i0") == pl.col("root")), mentions).rename({"i0": "root"})
    # "He's back. Nora Bell's rival …": where nobody is named ahead of the first pronoun, the next one tells.
    lost = chains.join(roots, on="root", how="anti")
    later = (
        _scored(lost, mentions)
        .join(lost.select("i0", "root"), on="i0", how="inner")
        .sort("i0")
        .unique("root", keep="first", maintain_order=True)
    )
    return chains.join(
        pl.concat([roots, later.select("root", "entity")]), on="root", how="inner", maintain_order="left"
    )


def resolve_ahead(asked: pl.DataFrame, mentions: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Pronouns that stand before the name: "After he left the hall, Joe Reyes said …".

    The sentence begins with a preposition or a conjunction, nobody is named in it ahead of the pronoun, and the name behind a comma is the subject.

    Args:
        asked: `quotation`, `doc`, `i0`, `sentence`, `head`.
        mentions: `describe_mentions`.
        lookup: The tokens.

    Returns:
        `quotation`, `entity`.
    """
    first = lookup.sentence_first(asked["i0"])
    leading = lookup.at("tag", first).is_in([Tag.IN, Tag.TO]) | lookup.at("lower", first).is_in(CONJUNCTIONS)
    fronted = asked.filter(leading).select(
        "quotation",
        "sentence",
        "i0",
        sex=pl.when(pl.col("head").is_in(FEMALE)).then(pl.lit("female")).otherwise(pl.lit("male")),
    )
    people = mentions.filter(pl.col("quoted") == 0).select("sentence", "m_i0", "entity", "subject", sex_m="sex")
    pairs = (
        fronted.join(people, on="sentence", how="inner")
        .sort("quotation", "m_i0")
        .unique("quotation", keep="first", maintain_order=True)
    )
    before, before2 = lookup.at("tag", pairs["m_i0"] - 1), lookup.at("tag", pairs["m_i0"] - 2)
    behind = before.eq(Tag.COMMA) | (before.eq(Tag.QUOTE) & before2.eq(Tag.COMMA))
    fits = pl.col("sex_m").is_null() | (pl.col("sex_m") == pl.col("sex"))
    return pairs.filter(pl.Series(behind) & (pl.col("m_i0") > pl.col("i0")) & (pl.col("subject") == 1) & fits).select(
        "quotation", "entity"
    )


def with_pronouns(mentions: pl.DataFrame, pronouns: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Mentions by name and by pronoun: whoever "he" stood for is as present to the reader as by name."""
    verb = lookup.at("tag", pronouns["i0"] + 1).is_in(list(FINITE))
    placed = pronouns.select(
        "doc", "entity", "sentence", "paragraph", m_i0="i0", m_i1="i0", subject=pl.Series(verb).cast(pl.Float32)
    )
    return pl.concat([mentions, _likewise(placed, mentions, lookup)])


def with_offices(mentions: pl.DataFrame, offices: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Mentions by name and by office: "the president", where the article has one, is as present to the reader as his name.

    Args:
        mentions: `describe_mentions`.
        offices: `nominals.find_offices`.
        lookup: The tokens.
    """
    return pl.concat(
        [mentions, _likewise(offices.with_columns(subject=pl.lit(1.0, dtype=pl.Float32)), mentions, lookup)]
    )


def _likewise(placed: pl.DataFrame, mentions: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Mentions that have no name (`doc`, `entity`, `sentence`, `paragraph`, `m_i0`, `m_i1`, `subject`) with the columns of those that have one."""
    known = mentions.select("entity", "often", "sex", "sex_known").unique("entity", keep="first", maintain_order=True)
    leads = lookup.sentence_first(placed["m_i0"]).eq(placed["m_i0"])
    leading = placed.with_columns(leads=pl.Series(leads).cast(pl.Float32), first=pl.Series(leads).cast(pl.Float32))
    absent = [pl.lit(0.0, dtype=pl.Float32).alias(name) for name in ("possessive", "governed", "quoted", "vague")]
    return (
        leading.join(known, on="entity", how="inner", maintain_order="left")
        .with_columns(absent)
        .select(mentions.columns)
    )


def _scored(pronouns: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """`i0`, `entity`: the mention ahead of each pronoun with the highest score."""
    pairs = pair(pronouns, mentions).filter(pl.col("sex_m").is_null() | (pl.col("sex_m") == pl.col("sex")))
    best = pairs.with_columns(score=salience()).sort("i0", "score", "m_i0", descending=[False, True, True])
    return best.unique("i0", keep="first", maintain_order=True).select("i0", "entity")


def pair(asked: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Join what is asked for (`doc`, `i0`, `sentence`, `paragraph`) with the mentions ahead of it, with `paragraphs` and `sentences` between the two."""
    here = asked.select("doc", "i0", "paragraph").with_row_index("row")
    ahead = mentions.select("doc", "m_i0", m_paragraph="paragraph").with_row_index("m_row")
    near = (pl.col("m_i0") < pl.col("i0")) & (pl.col("paragraph") - pl.col("m_paragraph") <= _FARTHEST)
    rows = here.join(ahead, on="doc", how="inner").filter(near).select("row", "m_row")
    others = mentions.drop("doc").rename(
        {name: f"{name}_m" for name in asked.columns if name in mentions.columns and name != "doc"}
    )
    pairs = pl.concat([asked[rows["row"]], others[rows["m_row"]]], how="horizontal")
    return pairs.with_columns(
        paragraphs=(pl.col("paragraph") - pl.col("paragraph_m")).cast(pl.Float32),
        sentences=(pl.col("sentence") - pl.col("sentence_m")).clip(0, 8).cast(pl.Float32),
    )


def salience() -> pl.Expr:
    """How much speaks for each mention of `pair`."""
    return pl.sum_horizontal([pl.col(name) * weight for name, weight in WEIGHTS.items()])
