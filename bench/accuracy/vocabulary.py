"""Closed word lists of the measure: they belong to its definition and are no part of the engine."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS = _words("""
    all another anybody anyone both each everybody everyone few he her hers herself him himself his i it its itself
    many me most my myself nobody none one others our ours ourselves several she some somebody someone that their
    theirs them themselves these they this those us we which who whom whose you your yourself
""")
"""Words that make a source a pronoun."""

TITLES = _words("""
    adm ambassador attorney capt captain chair chairman chairwoman chancellor col colonel congressman congresswoman
    director dr first gen general gov governor govs judge justice king lady lord lt maj mayor minister miss mr mrs ms
    pope president prime prince princess prof queen rep representative reps rev secretary sen senator senators sens
    sgt sir speaker vice
""")
"""Words that are never a name, capitalised or not."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What may stand behind a last name."""

FUNCTION_WORDS = _words("""
    a all an and another as at be been both by for from had has have her his in is its many most my no not of on or
    other our s several some that the their these this those to was were with your
""")
"""Words that say nothing about who is meant."""

SPEECH_CUES = _words("""
    according accuse accused accuses accusing acknowledge acknowledged acknowledges acknowledging add added adding
    adds admit admits admitted admitting agree agreed agrees allege alleged alleges announce announced announces
    announcing answer answered answers argue argued argues arguing ask asked asking asks assert asserted asserts blame
    blamed blames blast blasted blasts boast boasted boasts call called calling calls caution cautioned cautions
    charge charged charges cite cited cites claim claimed claiming claims comment commented comments complain
    complained complains concede conceded concedes conclude concluded concludes condemn condemned condemns confirm
    confirmed confirms contend contended contends continue continued continues counter countered counters criticize
    criticized criticizes criticizing declare declared declares declaring decline declined decried decry demand
    demanded demands denied denies denounce denounced denounces deny denying describe described describes describing
    dismiss dismissed emphasize emphasized emphasizes exclaim exclaimed explain explained explaining explains express
    expressed insist insisted insisting insists joke joked jokes lament lamented laments maintain maintained maintains
    mention mentioned mock mocked note noted notes noting observe observed offer offered pledge pledged pledges point
    pointed points praise praised proclaim proclaimed promise promised promises promising propose proposed proposes
    quip quipped quips quote quoted quotes read reads recall recalled recalls recount recounted refer referred refers
    remark remarked remarks repeat repeated repeating repeats replied replies reply report reported reporting reports
    respond responded responds retort retorted reveal revealed reveals said say saying says speak speaking speaks
    spoke spoken state stated statement states stating stress stressed stresses suggest suggested suggesting suggests
    swear swore talk talked talking talks tease tell telling tells testified testify testimony threaten threatened
    told tout touted tweet tweeted tweeting tweets urge urged urges urging vow vowed vows warn warned warning warns
    write writes writing written wrote
""")
"""Words that make a cue one of speech, not of belief, wish or plan."""

SHORT_NAMES = (
    frozenset({"don", "donald"}),
    frozenset({"bill", "william"}),
    frozenset({"michael", "mike"}),
    frozenset({"charles", "chuck"}),
    frozenset({"tim", "timothy"}),
    frozenset({"joe", "joseph"}),
    frozenset({"bob", "rob", "robert"}),
    frozenset({"james", "jim"}),
    frozenset({"thomas", "tom"}),
    frozenset({"dick", "richard", "rick"}),
    frozenset({"edward", "rafael", "ted"}),
    frozenset({"dave", "david"}),
    frozenset({"ben", "benjamin"}),
    frozenset({"newt", "newton"}),
    frozenset({"kate", "katherine", "katie"}),
    frozenset({"elizabeth", "liz"}),
    frozenset({"rudolph", "rudy"}),
    frozenset({"jeb", "john"}),
    frozenset({"ron", "ronald"}),
    frozenset({"stephen", "steve", "steven"}),
    frozenset({"anthony", "tony"}),
    frozenset({"dan", "daniel"}),
)
"""Given names that are the same name."""
