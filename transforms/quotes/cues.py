"""The cue around a head: the longest phrase of the lexicon that holds it, with its lemma, class and stance."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import CUES
from transforms.quotes.lookup import Lookup

_LONGEST: int = CUES["n_tokens"].max()  # type: ignore[assignment]


def describe_cues(heads: pl.Series, lookup: Lookup) -> pl.DataFrame:
    """Cues of heads (token numbers, each once).

    Returns:
        `cue_i` (the head), `cue_start`, `cue_end` (character offsets), `cue_lemma`, `cue_class`, `cue_stance`, one row a head; a head that no form of the lexicon holds is a cue
        by itself, its own lemma, of class "other", neutral.
    """
    found = []
    sentence = lookup.at("sentence", heads)
    for n in range(1, _LONGEST + 1):
        forms = CUES.filter(pl.col("n_tokens") == n)
        for offset in range(n):
            first = heads - offset
            words = pl.select(form=pl.concat_str([lookup.at("lower", first + k).alias(str(k)) for k in range(n)], separator=" "))["form"]
            whole = (lookup.at("sentence", first) == sentence) & (lookup.at("sentence", first + n - 1) == sentence)
            rows = pl.DataFrame({"cue_i": heads, "first": first, "form": words}).filter(whole)
            found.append(rows.join(forms, on="form", how="inner"))
    longest = pl.concat(found).sort("cue_i", "n_tokens", "first", descending=[False, True, False]).unique("cue_i", keep="first", maintain_order=True)
    cues = pl.DataFrame({"cue_i": heads, "own": lookup.at("lower", heads)}).join(longest, on="cue_i", how="left", maintain_order="left")
    first = cues["first"].fill_null(cues["cue_i"])
    last = first + cues["n_tokens"].fill_null(1) - 1
    return cues.select(
        "cue_i",
        lookup.at("start", first).alias("cue_start"),
        lookup.at("end", last).alias("cue_end"),
        pl.coalesce("cue_lemma", "own").alias("cue_lemma"),
        pl.col("cue_class").fill_null("other"),
        pl.col("cue_stance").fill_null("neutral"),
    )
