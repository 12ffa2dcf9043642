"""Who bears the names of one article: every name mention gets its bearer, and every bearer what he, she or it is."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.mentions import ACRONYM, COURTESY, PARTIES, SUFFIXES
from onrecord.transforms.quotes.words.grammar import LISTED, Tag
from onrecord.transforms.quotes.words.lexicon import Word, flagged, has
from onrecord.transforms.quotes.words.people import BODIES_OF_ONE_WORD, GIVEN, SEXED_WORDS, STATES

_NEAR = 2
"""Paragraphs within which a surname that two people share means the one who was named in full."""

_OFTEN, _CLOSE_BY, _NAMED_FIRST, _SUFFIXED = 0.3, 1.0, 1.0, -3.0
"""What speaks for the bearer of a surname: named in full often (logarithm), close by, first of all; "Jr." against."""

_LONGEST = 5
"""Words of the longest name of a person."""

_MOST_ARTICLES = 0.5
"""The share of its mentions from which on a name with "the" before it is no person's."""

_MALE = ("mr", "mr.", "sir", "lord")
_FEMALE = ("mrs", "mrs.", "ms", "ms.", "miss", "dame")
_GROUPS = r"(?:ans|crats|uslims|atinos|hristians|ews|riots)$"
_LAWS = ("act", "amendment", "accord", "accords", "treaty", "pact", "constitution")
_DOMAIN = r"\.\p{L}{2,}$"
_STATES = STATES["state"].unique().to_list()
_NO_GIVEN_NAME = Word.ORG | Word.GROUP | Word.DOCUMENT | Word.ADJECTIVE
_GIVEN_WORDS = Word.MALE | Word.FEMALE
_USUAL_FORM = dict(GIVEN.select("lower", "given").iter_rows())
"""Given names with the form that stands for all ("Don": "Donald")."""

_TITLE_SEX = dict(SEXED_WORDS.iter_rows())
_SEX = _TITLE_SEX | dict(GIVEN.filter(pl.col("sex").is_not_null()).select("lower", "sex").iter_rows())
_PLAIN = LISTED["lower"].to_list()
"""Words that make the names of bodies: "Black Lives Matter" is nobody's name."""

_BEARER = ("doc", "key", "given_form", "suffix")
"""What tells one bearer from another."""


def name_entities(names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Give every name mention its entity within the article.

    Args:
        names: `mentions.find_names`.
        lookup: The tokens.

    Returns:
        The name mentions in text order with `entity` (a number, the same for all mentions of one bearer in one
        article), `form_first`, `form_last` (first and last token of the fullest form of the name), `name_kind`
        ("person", "organisation", "group", "document"), `sex` ("male", "female"; null where nothing tells), `longest`
        (words of the fullest form), `uses` (mentions of the entity), and of the mention itself `key` (its surname or
        last word, in lower case), `key_flags` (what that word can be) and `place` (it is the name of a place).
    """
    parted = _parts(names, lookup)
    full = parted.filter((pl.col("n_words") >= 2) & ~pl.col("bare_title"))
    linked = _linked(_kept(parted, full), full)
    linked = linked.with_columns(entity=pl.struct(*_BEARER).rank("dense").cast(pl.Int64))
    return _described(linked).sort("name_first")


def _parts(names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """What the words of each name tell.

    `key`: the surname or last word; `given_form`: the given name in its usual form, null where there is none;
    `titled`, `courtesy`: it has a title, a form of address; `key_org`: the last word makes it a body; `crowd`, `place`:
    it is a group, a place; `may_be_person`. Besides all that `_words` has.
    """
    key_flags, several = pl.col("key_flags"), pl.col("n_words") >= 2
    key_org = flagged(key_flags, Word.ORG | Word.DOCUMENT) | pl.col("body_with_of")
    crowd = flagged(key_flags, Word.GROUP | Word.ADJECTIVE) & ~key_org
    parted = _words(names, lookup).with_columns(
        given_form=pl.when(several).then(pl.col("given").replace(_USUAL_FORM)),
        titled=(pl.col("proper_first") > pl.col("name_first")) & ~key_org,
        courtesy=pl.col("address").is_in(COURTESY),
        key_org=key_org,
        crowd=crowd | pl.col("key").is_in(PARTIES),
        place=flagged(key_flags, Word.PLACE) | pl.col("key").is_in(_STATES),
    )
    nobody = pl.col("crowd") | pl.col("place") | has(_NO_GIVEN_NAME)
    short = (pl.col("n_words") <= _LONGEST) & ~pl.col("acronym")
    return parted.with_columns(may_be_person=~pl.col("key_org") & short & (~nobody | has(_GIVEN_WORDS)))


def _words(names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The words of each name.

    `key`: the last one, before a suffix; `key_flags`: what it can be; `acronym`: it is of capitals; `given`: the first
    one of the name proper; `flags`: what that can be; `suffix`: "jr", "ii" or nothing; `n_words`: how many there are;
    `address`: the first one of all, titles included; `word_before`: the one ahead of the name proper; `article`: "the"
    stands before the whole, and no noun behind it.
    """
    first, last, proper_first = names["name_first"], names["name_last"], names["proper_first"]
    final_word = lookup.at("lower", last)
    suffixed = final_word.is_in(SUFFIXES) & (last > proper_first)
    key_at = last - suffixed.cast(pl.Int64)
    nothing = pl.Series([""], dtype=pl.String).new_from_index(0, len(final_word))
    noun_behind = lookup.at("tag", last + 1).is_in([Tag.NN, Tag.NNS])
    return names.with_columns(
        key=lookup.at("lower", key_at),
        key_flags=lookup.at("flags", key_at),
        acronym=lookup.at("token", key_at).str.contains(ACRONYM),
        given=lookup.at("lower", proper_first),
        flags=lookup.at("flags", proper_first),
        suffix=final_word.str.strip_chars_end(".").zip_with(suffixed, nothing),
        n_words=key_at - proper_first + 1,
        address=lookup.at("lower", first),
        word_before=lookup.at("lower", proper_first - 1),
        article=lookup.at("lower", first - 1).eq("the") & ~noun_behind,
    )


def _kept(parted: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
    """Names without bare titles, but with titles that are somebody's surname ("Steve King … King said")."""
    surnames = full.select("doc", "key").unique()
    titles = parted.filter(pl.col("bare_title") & (pl.col("n_words") == 1))
    called_so = titles.join(surnames, on=["doc", "key"], how="semi")
    return pl.concat([parted.filter(~pl.col("bare_title")), called_so]).sort("name_first")


def _linked(kept: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
    """Names of one word take the given name, the suffix and the surname of whom they mean."""
    people = _people(full)
    alone = _alone(kept)
    by_key = _by_surname(alone, people, full)
    by_given = _by_given_name(alone.join(by_key, on="name_first", how="anti"), people)
    joined = kept.join(by_key, on="name_first", how="left", maintain_order="left")
    joined = joined.join(by_given, on="name_first", how="left", maintain_order="left")
    suffix = pl.coalesce("key_suffix", "given_suffix", "suffix")
    return joined.with_columns(
        given_form=pl.coalesce("given_form", "key_form", "given_name_form").fill_null(""),
        suffix=pl.when(pl.col("n_words") >= 2).then("suffix").otherwise(suffix),
        key=pl.coalesce("surname", "key"),
    ).drop("key_form", "key_suffix", "surname", "given_name_form", "given_suffix")


def _people(full: pl.DataFrame) -> pl.DataFrame:
    """The people who are named in full.

    `doc`, `key`, `given_form`, `suffix`, `uses_in_full` (how often), `first_mention` (first token of the first one),
    `ever_titled` (with a title at least once).
    """
    bearers = full.group_by(*_BEARER, maintain_order=True).agg(
        uses_in_full=pl.len(),
        first_mention=pl.col("name_first").min(),
        person=pl.col("may_be_person").any(),
        ever_titled=pl.col("titled").any(),
    )
    return bearers.filter("person")


def _alone(kept: pl.DataFrame) -> pl.DataFrame:
    """Names of one word that may mean somebody named in full, with `own_suffix` and `is_given` (a given name)."""
    acronym = pl.col("acronym") & ~pl.col("titled")
    single = kept.filter((pl.col("n_words") == 1) & ~pl.col("key_org") & ~acronym)
    return single.select(
        *("name_first", "doc", "key", "paragraph", "address", "place", "crowd", "courtesy"),
        own_suffix="suffix",
        is_given=has(_GIVEN_WORDS) | pl.col("given").is_in(list(_USUAL_FORM)),
    )


def _by_surname(alone: pl.DataFrame, people: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
    """Whom surnames mean: of several bearers the one with most to speak for him or her.

    Args:
        alone: `_alone`.
        people: `_people`.
        full: The names of several words.

    Returns:
        `name_first` of the names that somebody bears, with his or her `key_form` (given name in its usual form) and
        `key_suffix`.
    """
    sex = pl.col("given_form").replace_strict(_SEX, default=None)
    asked = _sex_of_address()
    fits = (asked.is_null() | sex.is_null() | (asked == sex)) & (~pl.col("place") | sex.is_not_null())
    candidates = alone.join(people, on=["doc", "key"], how="inner").filter(fits).sort("name_first")
    candidates = candidates.join_asof(
        _latest(full),
        left_on="name_first",
        right_on="full_mention",
        by=[*_BEARER],
        strategy="backward",
        check_sortedness=False,
    )
    near = (pl.col("paragraph") - pl.col("full_paragraph") < _NEAR).fill_null(value=False)
    earliest = pl.col("first_mention") == pl.col("first_mention").min().over("name_first")
    score = (
        pl.col("uses_in_full").log() * _OFTEN
        + near * _CLOSE_BY
        + earliest * _NAMED_FIRST
        + (pl.col("suffix") != "") * _SUFFIXED
    )
    order = ("name_first", "score", "first_mention")
    best = candidates.with_columns(score=score).sort(*order, descending=[False, True, False])
    found = best.unique("name_first", keep="first", maintain_order=True)
    return found.select("name_first", key_form="given_form", key_suffix="suffix")


def _latest(full: pl.DataFrame) -> pl.DataFrame:
    """Where people are named in full: whose name, `full_mention` (first token), `full_paragraph`, in text order."""
    places = full.filter("may_be_person").select(*_BEARER, full_mention="name_first", full_paragraph="paragraph")
    return places.sort("full_mention")


def _by_given_name(alone: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Whom given names mean that stand alone: who bears them ("Nora … Nora Bell").

    Args:
        alone: `_alone`, without the surnames of `people`.
        people: `_people`.

    Returns:
        `name_first` of the names that somebody bears, with his or her `surname`, `given_name_form` and `given_suffix`.
    """
    asked = alone.with_columns(given_form=pl.col("key").replace(_USUAL_FORM))
    candidates = asked.join(people.rename({"key": "surname"}), on=["doc", "given_form"], how="inner")
    uncommon = ~pl.col("key").is_in(_PLAIN)
    like_a_name = pl.col("is_given") | pl.col("courtesy") | pl.col("ever_titled") | uncommon
    same_suffix = pl.col("own_suffix").eq("") | (pl.col("own_suffix") == pl.col("suffix"))
    candidates = candidates.filter(~pl.col("crowd") & ~pl.col("place") & like_a_name & same_suffix)
    order = ("name_first", "uses_in_full", "first_mention")
    best = candidates.sort(*order, descending=[False, True, False])
    found = best.unique("name_first", keep="first", maintain_order=True)
    return found.select("name_first", "surname", given_name_form="given_form", given_suffix="suffix")


def _described(linked: pl.DataFrame) -> pl.DataFrame:
    """Add what every entity is: `form_first`, `form_last`, `uses`, `longest`, `name_kind`, `sex`."""
    # Of several spellings of the fullest form ("Hilary", "Hillary") the one that the article has oftenest.
    spelt = linked.with_columns(spelt=pl.len().over("entity", "n_words", "given"))
    order = ("entity", "n_words", "suffix", "spelt", "name_first")
    ordered = spelt.sort(*order, descending=[False, True, True, True, False])
    entities = ordered.group_by("entity", maintain_order=True).agg(
        form_first=pl.col("proper_first").first(),
        form_last=pl.col("name_last").first(),
        longest=pl.col("n_words").first(),
        uses=pl.len(),
        **_signs_of_kind(),
        **_signs_of_sex(),
    )
    told = entities.select("entity", "form_first", "form_last", "uses", "longest", name_kind=_kind(), sex=_sex())
    return linked.join(told, on="entity", how="left", maintain_order="left")


def _signs_of_kind() -> dict[str, pl.Expr]:
    """What the mentions of an entity, the fullest first, tell of its kind.

    A mention has a title or a form of address (`any_title`, `any_courtesy`) or begins with a given name (`any_given`);
    the fullest is that of a body, a document, a place or a group (`is_body`, `is_document`, `is_place`, `is_group`), of
    capitals (`is_acronym`) or of plain words (`plain_words`); `articles`: the share of mentions with "the".
    """
    key, given, n_words = pl.col("key").first(), pl.col("given"), pl.col("n_words")
    any_given = (has(_GIVEN_WORDS) & (n_words >= 2)).any()
    single = n_words.first() == 1
    known_body = (key.is_in(BODIES_OF_ONE_WORD) & ~any_given) | (single & key.str.contains(_DOMAIN))
    written = (pl.col("key_flags").first() & int(Word.DOCUMENT | Word.ORG)) == int(Word.DOCUMENT)
    plain = given.is_in(_PLAIN) & pl.col("key").is_in(_PLAIN) & ~given.is_in(list(_USUAL_FORM))
    return {
        "any_title": pl.col("titled").any(),
        "any_courtesy": pl.col("courtesy").any(),
        "any_given": any_given,
        "is_body": pl.col("key_org").first() | known_body,
        "is_document": written | key.is_in(_LAWS),
        "is_acronym": pl.col("acronym").first(),
        "plain_words": ((n_words > 1) & plain).first(),
        "is_place": pl.col("place").first(),
        "is_group": pl.col("crowd").first() | (single & key.str.contains(_GROUPS)),
        "articles": pl.col("article").mean(),
    }


def _signs_of_sex() -> dict[str, pl.Expr]:
    """What the mentions of an entity tell of its sex.

    `addressed_male`, `addressed_female`: how many have a form of address or a title of men, of women; `named_male`,
    `named_female`: one has a given name of men, of women.
    """
    addressed = pl.coalesce(_sex_of_address(), pl.col("word_before").replace_strict(_TITLE_SEX, default=None))
    known = pl.col("given").replace_strict(_SEX, default=None)
    male = has(Word.MALE) & ~has(Word.FEMALE)
    female = has(Word.FEMALE) & ~has(Word.MALE)
    return {
        "addressed_male": (addressed == "male").sum(),
        "addressed_female": (addressed == "female").sum(),
        "named_male": ((known == "male") | (known.is_null() & male)).any(),
        "named_female": ((known == "female") | (known.is_null() & female)).any(),
    }


def _sex_of_address() -> pl.Expr:
    """The sex that a form of address tells, else null."""
    address = pl.col("address")
    male = pl.when(address.is_in(_MALE)).then(pl.lit("male"))
    return male.when(address.is_in(_FEMALE)).then(pl.lit("female"))


def _kind() -> pl.Expr:
    """What an entity is: "document", "group", "person" or "organisation"."""
    titled, courtesy, given = pl.col("any_title"), pl.col("any_courtesy"), pl.col("any_given")
    body = pl.col("is_body")
    group = ~titled & ~courtesy & pl.col("is_group") & ~body & ~given
    like_a_body = pl.col("is_place") | pl.col("is_acronym") | pl.col("plain_words")
    bare = ~like_a_body & (pl.col("articles") < _MOST_ARTICLES)
    person = courtesy | (~body & (titled | given | bare))
    return (
        pl.when(pl.col("is_document") & ~given)
        .then(pl.lit("document"))
        .when(group)
        .then(pl.lit("group"))
        .when(person)
        .then(pl.lit("person"))
        .otherwise(pl.lit("organisation"))
    )


def _sex() -> pl.Expr:
    """The sex of an entity, by forms of address and titles before given names; null where nothing tells."""
    address_male, address_female = pl.col("addressed_male"), pl.col("addressed_female")
    name_male, name_female = pl.col("named_male"), pl.col("named_female")
    return (
        pl.when(address_male > address_female)
        .then(pl.lit("male"))
        .when(address_female > address_male)
        .then(pl.lit("female"))
        .when(name_male & ~name_female)
        .then(pl.lit("male"))
        .when(name_female & ~name_male)
        .then(pl.lit("female"))
    )
