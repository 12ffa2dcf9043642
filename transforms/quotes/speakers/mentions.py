"""Names in a token table: runs of capitalised words with their titles, and where the name proper begins."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.people import GIVEN

SUFFIXES = ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv")
"""What follows a surname and tells father from son."""

COURTESY = ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss")
"""Forms of address: what follows them is a name, whatever else the word may mean."""

PARTIES = ("republicans", "democrats", "libertarians", "tories", "liberals", "conservatives")
_SHORT_MONTHS = ("jan", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MEMBERS = ("republican", "democrat", "libertarian", "conservative", "socialist", "dem", "dems")
_CONTRACTIONS = (
    "i'm",
    "i've",
    "i'll",
    "i'd",
    "he'd",
    "he'll",
    "she'd",
    "she'll",
    "we'd",
    "we'll",
    "we've",
    "they'd",
    "they'll",
    "they've",
    "you'd",
    "you'll",
    "you've",
)
_GIVEN = Word.MALE | Word.FEMALE
_GIVEN_NAMES = GIVEN["lower"].to_list()
_BEFORE_NAME = Word.TITLE | Word.ROLE | Word.ADJECTIVE | Word.PLACE | Word.ORG | Word.CALENDAR | Word.DOCUMENT


def _flagged(column: pl.Expr, flag: Word) -> pl.Expr:
    return (column & int(flag)) != 0


def find_names(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every run of capitalised words that is a name.

    Args:
        tokens: `reading.read_tokens`.

    Returns:
        `i0`, `i1` (first and last token), `head_i` (first token of the name proper, behind titles), `doc`, `sentence`, `paragraph`, `quoted`, `bare_title` (nothing
        but titles: "House Speaker"), in text order.
    """
    inside = _name_tokens(tokens)
    begins = pl.col("i") - pl.col("i").shift(1) != 1
    begins = (
        begins | (pl.col("sentence") != pl.col("sentence").shift(1)) | (pl.col("quoted") != pl.col("quoted").shift(1))
    ).fill_null(value=True)
    runs = inside.with_columns(run=begins.cum_sum())
    runs = runs.with_columns(
        last=pl.col("run") != pl.col("run").shift(-1).fill_null(-1),
        first=pl.col("run") != pl.col("run").shift(1).fill_null(-1),
    )
    runs = runs.with_columns(last_org=has(Word.ORG).last().over("run"))
    given = (has(_GIVEN) | pl.col("lower").is_in(_GIVEN_NAMES)) & ~pl.col("last")
    # "Secretary of State Joe Reyes": what an office is of belongs to the title.
    after_of = (
        (pl.col("lower").shift(1) == "of") & _flagged(pl.col("flags").shift(2), Word.TITLE) & ~pl.col("first") & ~given
    )
    title = (
        (has(Word.TITLE) & ~has(Word.ORG))
        | after_of.fill_null(value=False)
        | (pl.col("lower").is_in(_MEMBERS) & ~pl.col("last_org"))
    ) & ~given
    of_body = (
        pl.col("lower").is_in(["of", "for"])
        & _flagged(pl.col("flags").shift(1), Word.ORG)
        & ~_flagged(pl.col("flags").shift(1), Word.TITLE)
    )
    runs = runs.with_columns(
        title=title,
        of_body=of_body.fill_null(value=False),
        given=given,
        plain=has(_BEFORE_NAME) | (pl.col("lower") == "of"),
    )
    runs = runs.with_columns(
        title_i=pl.when(pl.col("title") & ~pl.col("last")).then("i").max().over("run").fill_null(-1)
    )
    found = runs.group_by("run", maintain_order=True).agg(
        pl.col("doc", "sentence", "paragraph", "quoted").first(),
        i0=pl.col("i").first(),
        i1=pl.col("i").last(),
        after_title=pl.col("title_i").first() + 1,
        given_i=pl.col("i").filter(pl.col("given") & (pl.col("i") > pl.col("title_i"))).first(),
        plain_until=pl.col("i").filter(~pl.col("plain")).first(),
        ends_with_title=pl.col("title").last(),
        courtesy=pl.col("lower").first().is_in(COURTESY),
        adjective=(has(Word.ADJECTIVE) | pl.col("lower").is_in(_MEMBERS)).all(),
        of_something=pl.col("lower").is_in(["of", "for"]).any(),
        of_body=pl.col("of_body").any(),
    )
    # "Republican Joe Reyes", "Ohio Democrat Tim Bell": the name begins at the given name where only known words stand ahead of it.
    at_given = pl.col("given_i").is_not_null() & (
        pl.col("plain_until").is_null() | (pl.col("plain_until") >= pl.col("given_i"))
    )
    head = pl.max_horizontal("after_title", pl.when(at_given).then("given_i").otherwise(0), "i0")
    found = found.with_columns(head_i=head)
    named = pl.col("courtesy") | (
        pl.col("given_i").is_not_null() & (pl.col("given_i") < pl.col("i1")) & (pl.col("head_i") <= pl.col("given_i"))
    )
    named = named | pl.col("of_body")
    named = named | ((pl.col("after_title") > 0) & (pl.col("i1") > pl.col("head_i")) & ~pl.col("of_something"))
    return found.select(
        "i0",
        "i1",
        "head_i",
        "doc",
        "sentence",
        "paragraph",
        "quoted",
        bare_title=(pl.col("ends_with_title") & ~named) | pl.col("adjective"),
        of_something=pl.col("of_body") & (pl.col("head_i") == pl.col("i0")),
    )


def _name_tokens(tokens: pl.DataFrame) -> pl.DataFrame:
    """The tokens that belong to names, with what joins two of them ("of", particles)."""
    near = _candidates(tokens)
    before_given = _flagged(pl.col("flags_before"), _GIVEN) & pl.col("capital_before") & pl.col("same")
    today = (pl.col("lower") == "today") & (pl.col("lower").shift(1) == "usa")
    dated = has(Word.CALENDAR) & ~(pl.col("lower").is_in(_SHORT_MONTHS) & (pl.col("next_tag") != Tag.CD))
    function = (has(Word.FUNCTION) | dated) & ~today & ~(before_given & (pl.col("next_tag") != Tag.NNP))
    tagged = pl.col("token").str.contains(r"^[DRI]-\p{Lu}")
    named = pl.col("capital") & ~function & ~pl.col("lower").is_in(_CONTRACTIONS) & ~tagged
    joining = has(Word.PARTICLE) | (
        pl.col("lower").is_in(["of", "for", "&"]) & _flagged(pl.col("flags_before"), Word.ORG | Word.TITLE)
    )
    linking = ~pl.col("capital") & joining & pl.col("same") & pl.col("next_same")
    near = near.with_columns(capital=named.fill_null(value=False), linking=linking).filter(
        pl.col("capital") | pl.col("linking")
    )
    following = (pl.col("i").shift(-1) == pl.col("i") + 1) & pl.col("capital").shift(-1) & pl.col("next_same")
    near = near.with_columns(next_capital=following.fill_null(value=False))
    known = near.filter(pl.col("capital") & ~pl.col("lead")).select("doc", "lower").unique()
    leads = near.filter(pl.col("capital") & pl.col("lead"))
    names = pl.concat(
        [
            leads.join(known, on=["doc", "lower"], how="semi"),
            leads.join(known, on=["doc", "lower"], how="anti").filter(_leads_name()),
        ]
    )
    kept = pl.concat([near.filter(~pl.col("capital") | ~pl.col("lead")), names]).sort("i")
    # Links stay only between two names.
    between = (pl.col("i") - pl.col("i").shift(1) == 1) & (pl.col("i").shift(-1) - pl.col("i") == 1)
    return kept.filter(pl.col("capital") | between).select(
        "i", "doc", "sentence", "paragraph", "quoted", "lower", "flags", "tag", "capital", "lead"
    )


def _candidates(tokens: pl.DataFrame) -> pl.DataFrame:
    """Capitalised words and what may join them, with their neighbours; `lead`: the word has its capital from its place."""
    same = (pl.col("sentence") == pl.col("sentence").shift(1)).fill_null(value=False)
    opening = pl.col("tag").shift(1).is_in([Tag.QUOTE, Tag.OPEN, Tag.COLON]) & ~(
        pl.col("quoted").shift(1) & ~pl.col("quoted")
    )
    between = (
        pl.col("capital").shift(1)
        & pl.col("capital").shift(-1)
        & (has(Word.PARTICLE) | pl.col("tag").is_in([Tag.IN, Tag.OTHER]))
    )
    return (
        tokens.lazy()
        .select(
            *("i", "doc", "sentence", "paragraph", "quoted", "lower", "flags", "tag", "token", "capital"),
            same=same,
            lead=~same | opening,
            flags_before=pl.col("flags").shift(1),
            capital_before=pl.col("capital").shift(1),
            next_same=(pl.col("sentence") == pl.col("sentence").shift(-1)).fill_null(value=False),
            next_tag=pl.col("tag").shift(-1),
            between=between,
        )
        .filter(pl.col("capital") | pl.col("between"))
        .collect()
    )


def _leads_name() -> pl.Expr:
    """A capitalised word at the head of a sentence that the article has nowhere else with a capital is a name by its neighbours."""
    known = has(_GIVEN | Word.PLACE | Word.TITLE) | pl.col("lower").is_in([*PARTIES, *_GIVEN_NAMES])
    nominal = pl.col("tag").is_in([Tag.NN, Tag.NNP, Tag.JJ, Tag.NNS, Tag.OTHER])
    leads_run = pl.col("next_capital") & (nominal | known)
    plain = has(Word.COMMON | Word.GROUP | Word.DOCUMENT | Word.ROLE)
    speaks = pl.col("tag").is_in([Tag.NN, Tag.NNP]) & pl.col("next_tag").is_in([*FINITE, Tag.COMMA, Tag.POS]) & ~plain
    acronym = pl.col("token").str.contains(r"^\p{Lu}[\p{Lu}\d.&]+$")
    return leads_run | (known & ~plain) | pl.col("lower").is_in(PARTIES) | speaks | acronym
