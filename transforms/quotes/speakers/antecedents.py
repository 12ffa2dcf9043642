"""Whom "he" and "she" mean: people named ahead of the pronoun, by place, part in the sentence, and who was speaking."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import STRONG, Word, has
from onrecord.transforms.quotes.words.people import word_list

_FARTHEST = 8
"""Paragraphs that a pronoun looks back over."""

_LONGEST_GAP = 3
"""Paragraphs between two pronouns of one chain."""

_MOST_SENTENCES = 8
"""Sentences between a mention and a pronoun beyond which it makes no difference how many they are."""

_MOST_USES = 12
"""Mentions of somebody beyond which it makes no difference how many they are."""

CONJUNCTIONS = word_list("conjunctions")
"""Words that begin a clause though they may look like prepositions."""

MALE = ("he", "him", "his", "himself")
FEMALE = ("she", "her", "hers", "herself")

WEIGHTS = {
    "subject": 0.6,
    "possessive": -0.6,
    "governed": -0.8,
    "quoted": -2.0,
    "leads": 0.4,
    "first_person": 1.0,
    "vague": -3.0,
    "sex_known": 1.0,
    "paragraphs": -0.8,
    "sentences": -0.25,
    "often": 0.35,
}
"""What speaks for a mention as the antecedent.

Set by hand on annotated cases (the first draw of bench/accuracy/data/resolution.md).
"""


def describe_mentions(entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The mentions of people with the part they have in their sentence.

    Args:
        entities: `entities.name_entities`.
        lookup: The tokens.

    Returns:
        `mention_first`, `mention_last` (first and last token), `doc`, `entity`, `sex`, `sentence`, `paragraph` and, as
        numbers (0 or 1 but for `often`), `subject` (of a verb, or what the sentence is about), `possessive` ("Bell's"),
        `governed` (by a preposition), `quoted`, `leads` (the sentence), `first_person` (the first person of the
        sentence), `vague` (one word of which nothing tells that it is somebody's name), `often` (logarithm of the
        mentions) and `sex_known`.
    """
    people = entities.filter(pl.col("name_kind") == "person")
    # "Reyes" in "Reyes consultant Nora Bell" is nobody who acts.
    people = people.filter(~lookup.at("tag", people["name_last"] + 1).is_in([Tag.NN, Tag.NNS]))
    around = _around(people, lookup)
    preposition = around.tag_before.is_in([Tag.IN, Tag.TO])
    governed = preposition & ~around.word_before.is_in(CONJUNCTIONS) & ~around.topic
    speakers = people.filter(_speaks(people, around, lookup))["entity"].unique()
    unknown = (pl.col("longest") == 1) & pl.col("sex").is_null()
    first_person = Runs(people["sentence"]).count(~people["quoted"]) <= 1
    return people.select(
        *("doc", "entity", "sex", "sentence", "paragraph"),
        mention_first="name_first",
        mention_last="name_last",
        subject=_number(_acts(around) & ~governed),
        possessive=_number(around.tag_after.eq(Tag.POS)),
        governed=_number(governed),
        leads=_number(around.leads),
        first_person=pl.Series(first_person).cast(pl.Float32),
        vague=(unknown & ~pl.col("entity").is_in(speakers.implode())).cast(pl.Float32),
        quoted=pl.col("quoted").cast(pl.Float32),
        often=pl.col("uses").clip(1, _MOST_USES).log().cast(pl.Float32),
        sex_known=pl.col("sex").is_not_null().cast(pl.Float32),
    )


def _number(mark: pl.Series) -> pl.Series:
    return mark.cast(pl.Float32)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around mentions."""

    tag_before: pl.Series
    word_before: pl.Series
    tag_after: pl.Series
    tag_next: pl.Series
    """The tag of the second token behind."""
    leads: pl.Series
    """The mention begins its sentence."""
    topic: pl.Series
    """"As for" stands before it."""
    behind_cue: pl.Series
    """A verb that nearly always reports stands before it."""


def _around(people: pl.DataFrame, lookup: Lookup) -> _Around:
    first, last = people["name_first"], people["name_last"]
    tag_before, word_before = lookup.at("tag", first - 1), lookup.at("lower", first - 1)
    return _Around(
        tag_before=tag_before,
        word_before=word_before,
        tag_after=lookup.at("tag", last + 1),
        tag_next=lookup.at("tag", last + 2),
        leads=lookup.sentence_first(first).eq(first),
        topic=word_before.eq("for") & lookup.at("lower", first - 2).eq("as"),
        behind_cue=lookup.at("cue", first - 1).eq(STRONG) & tag_before.is_in(FINITE),
    )


def _acts(around: _Around) -> pl.Series:
    """Mentions that have a verb behind them, or a cue before them, or that the sentence is about."""
    tag_after, next_finite = around.tag_after, around.tag_next.is_in(FINITE)
    adverb = tag_after.eq(Tag.RB) & next_finite
    # "Bell, who …", "Bell, 27, …", and ", Bell, said".
    inserted = around.tag_next.is_in([Tag.W, Tag.DT, Tag.CD]) | (around.tag_before.eq(Tag.COMMA) & next_finite)
    comma = tag_after.eq(Tag.COMMA) & inserted
    bracket = tag_after.eq(Tag.OPEN) & around.leads
    # "said Nora Bell, the director of …", "As for Bell, …"
    return tag_after.is_in(FINITE) | adverb | comma | bracket | around.behind_cue | around.topic


def _speaks(people: pl.DataFrame, around: _Around, lookup: Lookup) -> pl.Series:
    """Mentions beside a cue that nearly always reports."""
    last = people["name_last"]
    at_once = lookup.at("cue", last + 1).eq(STRONG)
    then = around.tag_after.is_in([*FINITE, Tag.RB]) & lookup.at("cue", last + 2).eq(STRONG)
    return at_once | then | around.behind_cue


def find_chains(tokens: pl.DataFrame, asked: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Pronouns that stand for the same person.

    A pronoun goes on from the one of the same sex before it unless somebody who fits is made the subject between them.

    Args:
        tokens: `token_table.read_tokens`.
        asked: `source_first` of the pronouns that are sources.
        mentions: `describe_mentions`.

    Returns:
        `number` (of the pronoun's token), `doc`, `sentence`, `paragraph`, `sex` and `root` (the token of the pronoun
        that the chain begins with) of every pronoun.
    """
    wanted = pl.col("number").is_in(asked["source_first"].implode())
    pronouns = tokens.filter(((has(Word.HE) | has(Word.SHE)) & ~pl.col("quoted")) | wanted).select(
        "doc", "sentence", "paragraph", "number", sex=_sex_of("lower")
    )
    strong = _strong(mentions, pronouns)
    chained = []
    for sex in ("male", "female"):
        fitting = strong.filter(pl.col("sex").is_null() | (pl.col("sex") == sex))
        fitting = fitting.select("doc", "mention_first").sort("mention_first")
        chained.append(_chained(pronouns.filter(pl.col("sex") == sex), fitting))
    return pl.concat(chained)


def _chained(pronouns: pl.DataFrame, fitting: pl.DataFrame) -> pl.DataFrame:
    """Add `root` to pronouns of one sex: a chain ends where one of the mentions stands between two of them."""
    placed = pronouns.join_asof(
        fitting,
        left_on="number",
        right_on="mention_first",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    number, paragraph, doc = pl.col("number"), pl.col("paragraph"), pl.col("doc")
    near = (doc == doc.shift(1)) & (paragraph - paragraph.shift(1) <= _LONGEST_GAP)
    nobody = pl.col("mention_first").is_null() | (pl.col("mention_first") < number.shift(1))
    run = (~(near & nobody).fill_null(value=False)).cum_sum()
    return placed.with_columns(root=number.first().over(run)).drop("mention_first")


def _sex_of(pronoun: str) -> pl.Expr:
    """The sex of the pronouns of a column."""
    return pl.when(pl.col(pronoun).is_in(FEMALE)).then(pl.lit("female")).otherwise(pl.lit("male"))


def _strong(mentions: pl.DataFrame, pronouns: pl.DataFrame) -> pl.DataFrame:
    """Mentions that take a chain over: the first person of a sentence that no pronoun leads, as the subject."""
    led = pronouns.group_by("doc", "sentence").agg(lead=pl.col("number").min())
    joined = mentions.join(led, on=["doc", "sentence"], how="left", maintain_order="left")
    unled = pl.col("lead").is_null() | (pl.col("lead") > pl.col("mention_first"))
    return joined.filter(unled & (pl.col("subject") == 1) & (pl.col("first_person") == 1) & (pl.col("quoted") == 0))


def resolve_pronouns(chains: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """The best antecedent of every pronoun.

    Args:
        chains: `find_chains`.
        mentions: `describe_mentions`.

    Returns:
        The pronouns that somebody fits, with `entity`.
    """
    roots = _scored(chains.filter(pl.col("number") == pl.col("root")), mentions).rename({"number": "root"})
    # "He's back. Nora Bell's rival …": where nobody is named ahead of the first pronoun, the next one tells.
    lost = chains.join(roots, on="root", how="anti")
    later = _scored(lost, mentions).join(lost.select("number", "root"), on="number", how="inner").sort("number")
    later = later.unique("root", keep="first", maintain_order=True).select("root", "entity")
    return chains.join(pl.concat([roots, later]), on="root", how="inner", maintain_order="left")


def resolve_ahead(asked: pl.DataFrame, mentions: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Pronouns that stand before the name: "After he left the hall, Joe Reyes said …".

    The sentence begins with a preposition or a conjunction, nobody is named in it ahead of the pronoun, and the name
    behind a comma is the subject.

    Args:
        asked: `quotation`, `doc`, `source_first` (token of the pronoun), `sentence`, `final_word` (the pronoun).
        mentions: `describe_mentions`.
        lookup: The tokens.

    Returns:
        `quotation`, `entity`.
    """
    opening = lookup.sentence_first(asked["source_first"])
    leading = lookup.at("tag", opening).is_in([Tag.IN, Tag.TO]) | lookup.at("lower", opening).is_in(CONJUNCTIONS)
    fronted = asked.filter(leading).select("quotation", "sentence", "source_first", sex=_sex_of("final_word"))
    people = mentions.filter(pl.col("quoted") == 0).select(
        "sentence", "mention_first", "entity", "subject", mention_sex="sex"
    )
    pairs = fronted.join(people, on="sentence", how="inner").sort("quotation", "mention_first")
    pairs = pairs.unique("quotation", keep="first", maintain_order=True)
    first = pairs["mention_first"]
    tag_before = lookup.at("tag", first - 1)
    behind_quote = tag_before.eq(Tag.QUOTE) & lookup.at("tag", first - 2).eq(Tag.COMMA)
    behind_comma = tag_before.eq(Tag.COMMA) | behind_quote
    acts = (first > pairs["source_first"]) & (pairs["subject"] == 1)
    return pairs.filter(behind_comma & acts, _same_sex()).select("quotation", "entity")


def with_pronouns(mentions: pl.DataFrame, pronouns: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Mentions by name and by pronoun: whoever "he" stood for is as present to the reader as by name.

    Args:
        mentions: `describe_mentions`.
        pronouns: `resolve_pronouns`.
        lookup: The tokens.
    """
    verb = lookup.at("tag", pronouns["number"] + 1).is_in(FINITE)
    placed = pronouns.select(
        *("doc", "entity", "sentence", "paragraph"),
        mention_first="number",
        mention_last="number",
        subject=_number(verb),
    )
    return pl.concat([mentions, _likewise(placed, mentions, lookup)])


def with_offices(mentions: pl.DataFrame, offices: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Mentions by name and by office: "the president", where the article has one, is as present as his name.

    Args:
        mentions: `describe_mentions`.
        offices: `nominals.find_offices`.
        lookup: The tokens.
    """
    acting = offices.with_columns(subject=pl.lit(1.0, dtype=pl.Float32))
    return pl.concat([mentions, _likewise(acting, mentions, lookup)])


def _likewise(placed: pl.DataFrame, mentions: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Mentions that have no name with the columns of those that have one.

    Args:
        placed: `doc`, `entity`, `sentence`, `paragraph`, `mention_first`, `mention_last`, `subject`.
        mentions: `describe_mentions`.
        lookup: The tokens.
    """
    known = mentions.select("entity", "often", "sex", "sex_known").unique("entity", keep="first", maintain_order=True)
    leads = _number(lookup.sentence_first(placed["mention_first"]).eq(placed["mention_first"]))
    leading = placed.with_columns(leads=leads, first_person=leads)
    absent = [pl.lit(0.0, dtype=pl.Float32).alias(name) for name in ("possessive", "governed", "quoted", "vague")]
    joined = leading.join(known, on="entity", how="inner", maintain_order="left")
    return joined.with_columns(absent).select(mentions.columns)


def _scored(pronouns: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """`number` (of the pronoun's token), `entity`: the mention ahead of each pronoun with the highest score."""
    pairs = pair(pronouns, mentions).filter(_same_sex())
    order = ("number", "score", "mention_first")
    best = pairs.with_columns(score=salience()).sort(*order, descending=[False, True, True])
    return best.unique("number", keep="first", maintain_order=True).select("number", "entity")


def _same_sex() -> pl.Expr:
    """The mention's sex is the pronoun's, or not known."""
    return pl.col("mention_sex").is_null() | (pl.col("mention_sex") == pl.col("sex"))


def pair(asked: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Join what is asked for with the mentions ahead of it.

    Args:
        asked: `doc`, `number` (of its first token), `sentence`, `paragraph` and whatever else.
        mentions: `describe_mentions`.

    Returns:
        The columns of both, the mention's as `mention_sentence`, `mention_paragraph`, `mention_sex` where both may have
        one, with `paragraphs` and `sentences` between the two.
    """
    here = asked.select("doc", "number", "paragraph").with_row_index("row")
    others = mentions.rename({name: f"mention_{name}" for name in ("sentence", "paragraph", "sex")})
    ahead = others.select("doc", "mention_first", "mention_paragraph").with_row_index("mention_row")
    paragraphs = pl.col("paragraph") - pl.col("mention_paragraph")
    near = (pl.col("mention_first") < pl.col("number")) & (paragraphs <= _FARTHEST)
    rows = here.join(ahead, on="doc", how="inner").filter(near).select("row", "mention_row")
    pairs = pl.concat([asked[rows["row"]], others.drop("doc")[rows["mention_row"]]], how="horizontal")
    sentences = pl.col("sentence") - pl.col("mention_sentence")
    return pairs.with_columns(
        paragraphs=paragraphs.cast(pl.Float32), sentences=sentences.clip(0, _MOST_SENTENCES).cast(pl.Float32)
    )


def salience() -> pl.Expr:
    """How much speaks for each mention of `pair`."""
    return pl.sum_horizontal([pl.col(name) * weight for name, weight in WEIGHTS.items()])
