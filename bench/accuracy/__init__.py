"""How right the quotations are, against news that people annotated with source, cue and content (brat stand-off).

The corpus is a folder with `data/{train,dev,test}/{text,attributions}` and `data/metadata.tsv`, as PolNeAR has them.

Definitions, for every figure of this package:

unit: a contiguous content span. Contents in pieces ("A," he said. "B.") are several units that share a source; the row
    `whole` scores whole attributions, all pieces of one together.
words: everything is counted in word tokens (`words.WORD`). Quotation marks, punctuation and white space at the edges
    never matter, every word does (a missing "that" breaks `exact`). Spans without a word are dropped.
kind: of annotated and predicted units alike, by `kinds.span_kind` on the raw text: direct where all words are inside
    quotation marks, indirect where none is, mixed otherwise. A system's own label is not believed. The precision of a
    kind is over predicted units of that kind (right if they match a unit of any kind), its recall over annotated ones.
exact: the same set of words. match: Jaccard index of the sets of words of at least 0.8. Both one to one inside an
    article, the most similar pairs first: a duplicate is a false positive.
soft: single words; precision is of predicted words that lie in some annotated content, recall the other way round.
source, judged where a unit has a match:
    mention: the predicted mention shares a content word with the annotated source (a pronoun with a pronoun).
    name: for sources that are names; the predicted speaker's last name is in the source's name and given names agree.
    right: by name where the source is one, by mention where it is a pronoun or a noun phrase (the annotation has no
        coreference to check a resolved name against), and nobody named where the annotation has no source.
joint: a unit counts only if it has a match and its source is right.
direct-only: units of kind direct against predictions of kind direct.
speech-only: units that are direct, mixed, or indirect with a cue of speech (`vocabulary.SPEECH_CUES`). Beliefs, wishes
    and plans are left out on both sides: predictions that match one, or lie mostly in one, are neither right nor wrong.
intervals: 95 % of the resamples of articles, with a fixed seed.
"""
