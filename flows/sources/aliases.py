"""The names under which columns and JSON keys really hold an article's fields, in order of preference.

Names are compared without case, blanks, hyphens, underscores and dots, so that 'Publish Date', 'publish_date' and
'publishDate' are one. Collected from news-please, newspaper4k, Fundus, trafilatura, ninjs, news APIs, and shared sets
(All the News, CC-News, HuffPost, BBC, fake news, NELA-GT, Lenta.ru, corus).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NOISE = re.compile(r"[\s_.\-]+")


def squeeze(name: str) -> str:
    """A column's name for comparing: 'Publish_Date ' gives 'publishdate'."""
    return _NOISE.sub("", name.removeprefix("\ufeff")).casefold()


def _squeezed(names: str) -> tuple[str, ...]:
    return tuple(map(squeeze, names.split()))


ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": _squeezed(
        "maintext plaintext article_text full_text fulltext body_text text text_cleaned main_text article_body "
        "content_text clean_text "
        "content body article story paragraphs raw_text document news_text news short_description"
    ),
    "title": _squeezed("title headline article_title news_title web_title heading head headlines title_page title_rss"),
    "byline": _squeezed("byline authors author author_name author_names writer writers journalist reporter creator"),
    "date": _squeezed(
        "date_publish publish_date publishing_date published_date date_published publication_date published_at "
        "published publish_time pub_date pubdate "
        "firstpublished versioncreated web_publication_date posted_at date datetime date_time timestamp created_at day"
    ),
    "url": _squeezed("url canonical_link canonical_url link article_url web_url permalink source_url href"),
    "outlet": _squeezed(
        "publication publisher outlet meta_site_name site_name source_name newspaper sitename hostname source "
        "source_domain domain site edition"
    ),
    "agency": _squeezed("agency news_agency provider creditline"),
    "language": _squeezed("language lang meta_lang language_code"),
    "section": _squeezed("section section_name category topic news_desk desk service rubric subject"),
    "keywords": _squeezed("tags meta_keywords news_keywords keywords keyword topics categories subjects"),
}
"""Canonical field -> squeezed names."""

SUPERSEDED: Mapping[str, str] = {"keywords": "metakeywords"}
"""A column that is not used where another stands beside it: the `keywords` of newspaper4k are computed words, the
publisher's are `meta_keywords`."""

HTML_COLUMNS = frozenset(_squeezed("body_html body_xhtml content_html html article_html text_html raw_html"))
"""Columns that hold the article as HTML."""

IGNORED = frozenset(
    _squeezed(
        "id guid uuid article_id _id uri index unnamed:0 filename localpath image_url image images img top_image "
        "top_img meta_img imgs movies videos "
        "meta_favicon favicon additional_data meta_data metadata read_more_link summary description abstract "
        "meta_description description_text "
        "description_html subtitle date_download date_modify download_date crawl_date scraped_at date_raw "
        "modified updated firstcreated year month "
        "class label fake_or_real score reposts_fb reposts_vk reposts_ok reposts_twi reposts_lj reposts_tg likes "
        "views comm_count comments n_words "
        "word_count wordcount charcount readtime type version urgency priority pubstatus profile slugline genre "
        "place person organisation located "
        "copyrightnotice copyrightholder usageterms associations extra renditions fingerprint raw_text_hash "
        "free_access fetch_date error altids embargoed "
        "annotations signals ednote meta contracts photographer infosource editorialpriority textformat "
        "datelinelocation description_creditline "
        "description_caption attachments date_modified"
    )
)
"""Names that are known and hold nothing for the tables."""

CONTAINERS = _squeezed(
    "items item articles article data results docs documents response records stories news entries hits _source"
)
"""Keys of JSON objects that hold articles, not the text of one."""


_KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)


def holds_text(names: Iterable[str]) -> bool:
    """Whether some of these column names are known to hold the text of an article, as text or as HTML."""
    squeezed = set(map(squeeze, names))
    return not squeezed.isdisjoint(ALIASES["text"]) or not squeezed.isdisjoint(HTML_COLUMNS)


def n_known(names: Iterable[str]) -> int:
    """How many of these column names are known to hold a field."""
    return sum(squeeze(name) in _KNOWN for name in names)
