"""What articles and quotations are about: their topics and terms."""

from __future__ import annotations

import dataframely as dy

from onrecord.transforms.tables import fields as f
from onrecord.transforms.tables.declaring import published, refers

TOPIC_METHODS = ("code", "section", "url", "keyword", "text", "term", "none")


@published(
    "month",
    order=["rank", "topic_id"],
    references=[
        refers("articles", "article_id"),
        refers("topics", "topic_id"),
        refers("topics", subtopic_id="topic_id"),
    ],
)
class ArticleTopics(dy.Schema):
    """One row is one topic of one article.

    An article that nothing tells a topic of has the topic `unclassified`, so that every article is counted.

    Usage: at most three topics of the IPTC an article, then the user's own; rank 1 is what it is mainly about. Compare
    like with like: one `model_version`.
    """

    article_id = f.article_id(primary_key=True)
    topic_id = f.topic_id(primary_key=True)
    subtopic_id = f.text("Narrower topic, of level 2, where it can be told.", nullable=True)
    score = f.topic_score()
    rank = f.count("Order of the topics of an article, 1 is the strongest.", min=1)
    method = f.topic_method(TOPIC_METHODS)
    model_version = f.model_version()
    published_on = f.published_on()


@published(
    "month",
    order=["quote_id", "rank", "topic_id"],
    references=[refers("quotes", "quote_id"), refers("articles", "article_id"), refers("topics", "topic_id")],
)
class QuoteTopics(dy.Schema):
    """One row is one topic of one quotation: told by its words, with its article's words as a background.

    `unclassified` where nothing tells.
    """

    quote_id = f.quote_id(primary_key=True)
    topic_id = f.topic_id(primary_key=True)
    article_id = f.article_id()
    score = f.topic_score()
    rank = f.count("Order of the topics of a quotation, 1 is the strongest.", min=1)
    method = f.topic_method(TOPIC_METHODS)
    model_version = f.model_version()
    published_on = f.published_on()


@published("month", references=[refers("articles", "article_id")])
class ArticleTerms(dy.Schema):
    """One row is one article with its terms: the words and two-word terms of its headline and the first 2,000
    characters of its body.
    """

    article_id = f.article_id(primary_key=True)
    terms = f.text(
        "The terms in small letters, sorted, `|` between them; words that tell nothing (`the`, `said`, numbers) are "
        "left out.",
        nullable=True,
    )
    story_id = f.key(
        "Key that most copies and rewordings of one text share: hash of the least four-word run of the article "
        "(MinHash)."
    )
    published_on = f.published_on()
