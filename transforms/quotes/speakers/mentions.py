"""Names in a token table: runs of capitalised words with their titles, and where the name proper begins."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, flagged, has
from onrecord.transforms.quotes.words.people import GIVEN, word_list

SUFFIXES = ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv")
"""What follows a surname and tells father from son."""

COURTESY = ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss")
"""Forms of address: what follows them is a name, whatever else the word may mean."""

PARTIES = ("republicans", "democrats", "libertarians", "tories", "liberals", "conservatives")
"""The members of parties, who are groups with a name."""

ACRONYM = r"^\p{Lu}[\p{Lu}\d.&]+$"
"""A name of capitals: "NRTA", "AT&T"."""

_MEMBERS = ("republican", "democrat", "libertarian", "conservative", "socialist", "dem", "dems")
"""One member of a party: no name, but a title before one."""

_TAGGED = r"^[DRI]-\p{Lu}"
"""Party and state of a member of parliament: "R-Texas"."""

_SHORT_MONTHS = ("jan", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Months only before a number; else they may be names."""

_CONTRACTIONS = word_list("contractions")
"""Pronouns with their verbs, which are no names though the first one has a capital."""

_GIVEN = Word.MALE | Word.FEMALE
_GIVEN_NAMES = GIVEN["lower"].to_list()
_BEFORE_NAME = Word.TITLE | Word.ROLE | Word.ADJECTIVE | Word.PLACE | Word.ORG | Word.CALENDAR | Word.DOCUMENT
"""What words may stand between the beginning of a run and a given name in it."""


def find_names(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every run of capitalised words that is a name.

    Args:
        tokens: `token_table.read_tokens`.

    Returns:
        One row a name, in text order: `name_first`, `name_last` (first and last token), `proper_first` (first token of
        the name proper, behind titles), `doc`, `sentence`, `paragraph`, `quoted` (between quotation marks),
        `bare_title` (nothing but
        titles: "House Speaker") and `body_with_of` (a body with what it is of: "Department of Justice").
    """
    found = _gathered(_with_titles(_runs(_name_tokens(tokens)))).with_columns(proper_first=_proper_first())
    return found.select(
        "name_first",
        "name_last",
        "proper_first",
        "doc",
        "sentence",
        "paragraph",
        "quoted",
        bare_title=(pl.col("ends_with_title") & ~_surely_named()) | pl.col("only_adjectives"),
        body_with_of=pl.col("joins_body") & (pl.col("proper_first") == pl.col("name_first")),
    )


def _runs(name_tokens: pl.DataFrame) -> pl.DataFrame:
    """Tokens of names with `run`: which of them stand side by side in one sentence, all of them quoted or none.

    `begins_run` and `ends_run` are true of a run's first and last word, `ends_as_body` where the last one is a word for
    a body.
    """
    begins = pl.col("number") - pl.col("number").shift(1) != 1
    for shared in ("sentence", "quoted"):
        begins = begins | (pl.col(shared) != pl.col(shared).shift(1))
    runs = name_tokens.with_columns(run=begins.fill_null(value=True).cum_sum())
    runs = runs.with_columns(
        ends_run=pl.col("run") != pl.col("run").shift(-1).fill_null(-1),
        begins_run=pl.col("run") != pl.col("run").shift(1).fill_null(-1),
    )
    return runs.with_columns(ends_as_body=has(Word.ORG).last().over("run"))


def _with_titles(runs: pl.DataFrame) -> pl.DataFrame:
    """Add what each word is in its run.

    `given`: a given name that something follows; `title`: a title or the member of a party; `joins_body`: "of" or "for"
    behind a word for a body; `foreword`: a word that may stand before a given name; `last_title`: number of the run's
    last title, -1 where it has none.
    """
    lower, flags_before = pl.col("lower"), pl.col("flags").shift(1)
    given = (has(_GIVEN) | lower.is_in(_GIVEN_NAMES)) & ~pl.col("ends_run")
    # "Secretary of State Joe Reyes": what an office is of belongs to the title.
    behind_of = (lower.shift(1) == "of") & flagged(pl.col("flags").shift(2), Word.TITLE)
    office = (behind_of & ~pl.col("begins_run") & ~given).fill_null(value=False)
    member = lower.is_in(_MEMBERS) & ~pl.col("ends_as_body")
    joins_body = lower.is_in(["of", "for"]) & flagged(flags_before, Word.ORG) & ~flagged(flags_before, Word.TITLE)
    marked = runs.with_columns(
        given=given,
        title=((has(Word.TITLE) & ~has(Word.ORG)) | office | member) & ~given,
        joins_body=joins_body.fill_null(value=False),
        foreword=has(_BEFORE_NAME) | (lower == "of"),
    )
    titles = pl.when(pl.col("title") & ~pl.col("ends_run")).then("number")
    return marked.with_columns(last_title=titles.max().over("run").fill_null(-1))


def _gathered(marked: pl.DataFrame) -> pl.DataFrame:
    """One row a run.

    `doc`, `sentence`, `paragraph`, `quoted`, `name_first`, `name_last`; `behind_title`: the token behind the last
    title; `given_at`: the first given name behind it; `unlisted_at`: the first word that may not stand before a given
    name; `ends_with_title`; `courtesy`: it begins with a form of address; `only_adjectives`: nothing but adjectives and
    members of parties; `has_of`: "of" or "for" is in it; `joins_body`: one of them behind a word for a body.
    """
    number, lower = pl.col("number"), pl.col("lower")
    return marked.group_by("run", maintain_order=True).agg(
        pl.col("doc", "sentence", "paragraph", "quoted").first(),
        name_first=number.first(),
        name_last=number.last(),
        behind_title=pl.col("last_title").first() + 1,
        given_at=number.filter(pl.col("given") & (number > pl.col("last_title"))).first(),
        unlisted_at=number.filter(~pl.col("foreword")).first(),
        ends_with_title=pl.col("title").last(),
        courtesy=lower.first().is_in(COURTESY),
        only_adjectives=(has(Word.ADJECTIVE) | lower.is_in(_MEMBERS)).all(),
        has_of=lower.is_in(["of", "for"]).any(),
        joins_body=pl.col("joins_body").any(),
    )


def _proper_first() -> pl.Expr:
    """Where the name proper begins: behind titles, or at the given name if only listed words stand ahead of it.

    So it does in "Republican Joe Reyes" and "Ohio Democrat Tim Bell".
    """
    given_at, unlisted_at = pl.col("given_at"), pl.col("unlisted_at")
    at_given = given_at.is_not_null() & (unlisted_at.is_null() | (unlisted_at >= given_at))
    return pl.max_horizontal("behind_title", pl.when(at_given).then("given_at").otherwise(0), "name_first")


def _surely_named() -> pl.Expr:
    """A run that is a name though a title ends it: "Mr. King", "Joe King", "Department of State"."""
    given_at, proper_first = pl.col("given_at"), pl.col("proper_first")
    by_given = given_at.is_not_null() & (given_at < pl.col("name_last")) & (proper_first <= given_at)
    by_title = (pl.col("behind_title") > 0) & (pl.col("name_last") > proper_first) & ~pl.col("has_of")
    return pl.col("courtesy") | by_given | pl.col("joins_body") | by_title


def _name_tokens(tokens: pl.DataFrame) -> pl.DataFrame:
    """The tokens that belong to names, with what joins two of them ("of", particles)."""
    near = _candidates(tokens).with_columns(capital=_in_name().fill_null(value=False), linking=_linking())
    near = near.filter(pl.col("capital") | pl.col("linking"))
    touching = pl.col("number").shift(-1) == pl.col("number") + 1
    following = touching & pl.col("capital").shift(-1) & pl.col("same_sentence_after")
    near = near.with_columns(capital_after=following.fill_null(value=False))
    certain = near.filter(~pl.col("capital") | ~pl.col("lead"))
    kept = pl.concat([certain, _leading_names(near)]).sort("number")
    # Links stay only between two names.
    number = pl.col("number")
    between = (number - number.shift(1) == 1) & (number.shift(-1) - number == 1)
    return kept.filter(pl.col("capital") | between).select(
        "number", "doc", "sentence", "paragraph", "quoted", "lower", "flags", "tag", "capital", "lead"
    )


def _candidates(tokens: pl.DataFrame) -> pl.DataFrame:
    """Capitalised words and what may join them, with what stands beside them.

    `lead`: the word may have its capital from its place; `same_sentence`, `same_sentence_after`: the word before it,
    the word behind it is of its sentence; `flags_before`, `capital_before`, `tag_after`: of these words; `between`: a
    word without a capital between two that have one.
    """
    sentence, capital, quoted = pl.col("sentence"), pl.col("capital"), pl.col("quoted")
    same_sentence = (sentence == sentence.shift(1)).fill_null(value=False)
    opening = pl.col("tag").shift(1).is_in([Tag.QUOTE, Tag.OPEN, Tag.COLON]) & ~(quoted.shift(1) & ~quoted)
    joins = has(Word.PARTICLE) | pl.col("tag").is_in([Tag.IN, Tag.OTHER])
    return (
        tokens.lazy()
        .select(
            *("number", "doc", "sentence", "paragraph", "quoted", "lower", "flags", "tag", "token", "capital"),
            same_sentence=same_sentence,
            lead=~same_sentence | opening,
            flags_before=pl.col("flags").shift(1),
            capital_before=capital.shift(1),
            same_sentence_after=(sentence == sentence.shift(-1)).fill_null(value=False),
            tag_after=pl.col("tag").shift(-1),
            between=capital.shift(1) & capital.shift(-1) & joins,
        )
        .filter(pl.col("capital") | pl.col("between"))
        .collect()
    )


def _in_name() -> pl.Expr:
    """A capitalised word that may belong to a name: no function word, no day or month, no party with a state."""
    lower, tag_after = pl.col("lower"), pl.col("tag_after")
    behind_given = flagged(pl.col("flags_before"), _GIVEN) & pl.col("capital_before") & pl.col("same_sentence")
    newspaper = (lower == "today") & (lower.shift(1) == "usa")
    dated = has(Word.CALENDAR) & ~(lower.is_in(_SHORT_MONTHS) & (tag_after != Tag.CD))
    surname = behind_given & (tag_after != Tag.NNP)
    function = (has(Word.FUNCTION) | dated) & ~newspaper & ~surname
    return pl.col("capital") & ~function & ~lower.is_in(_CONTRACTIONS) & ~pl.col("token").str.contains(_TAGGED)


def _linking() -> pl.Expr:
    """A word without a capital that joins two words of a name: a particle, or "of" behind a body or a title."""
    of = pl.col("lower").is_in(["of", "for", "&"]) & flagged(pl.col("flags_before"), Word.ORG | Word.TITLE)
    joining = has(Word.PARTICLE) | of
    return ~pl.col("capital") & joining & pl.col("same_sentence") & pl.col("same_sentence_after")


def _leading_names(near: pl.DataFrame) -> pl.DataFrame:
    """Names among the words that may have their capital from their place.

    They are those that the article has elsewhere with a capital, and those that the words beside them make names.
    """
    known = near.filter(pl.col("capital") & ~pl.col("lead")).select("doc", "lower").unique()
    leads = near.filter(pl.col("capital") & pl.col("lead"))
    again = leads.join(known, on=["doc", "lower"], how="semi")
    once = leads.join(known, on=["doc", "lower"], how="anti")
    return pl.concat([again, once.filter(_leads_name())])


def _leads_name() -> pl.Expr:
    """A capitalised word at the head of a sentence that is a name by what it is or by what stands behind it."""
    tag, tag_after = pl.col("tag"), pl.col("tag_after")
    known = has(_GIVEN | Word.PLACE | Word.TITLE) | pl.col("lower").is_in([*PARTIES, *_GIVEN_NAMES])
    nominal = tag.is_in([Tag.NN, Tag.NNP, Tag.JJ, Tag.NNS, Tag.OTHER])
    leads_run = pl.col("capital_after") & (nominal | known)
    plain = has(Word.COMMON | Word.GROUP | Word.DOCUMENT | Word.ROLE)
    speaks = tag.is_in([Tag.NN, Tag.NNP]) & tag_after.is_in([*FINITE, Tag.COMMA, Tag.POS]) & ~plain
    acronym = pl.col("token").str.contains(ACRONYM)
    return leads_run | (known & ~plain) | pl.col("lower").is_in(PARTIES) | speaks | acronym
