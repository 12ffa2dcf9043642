-- grain: one row is one outlet in one month
-- view: What the dataset of a month is made of: which outlets, how much each, and how well their
--   quotations could be attributed.
-- column articles: Articles of the outlet in the month.
-- column quotes: Quotations in these articles.
-- column share_of_articles: Share of the outlet in all articles of the month; adds up to 1. Unit: share, 0 to 1.
CREATE OR REPLACE VIEW outlet_mix AS
WITH quoted AS (
    SELECT article_id, count(*) AS quotes, count(speaker_id) AS quotes_with_speaker
    FROM quotes
    GROUP BY article_id
),
counted AS (
    SELECT
        a.month,
        a.outlet,
        count(*) AS articles,
        sum(a.n_words)::BIGINT AS words,
        coalesce(sum(q.quotes), 0)::BIGINT AS quotes,
        coalesce(sum(q.quotes_with_speaker), 0)::BIGINT AS quotes_with_speaker
    FROM articles AS a
    LEFT JOIN quoted AS q ON q.article_id = a.article_id
    GROUP BY a.month, a.outlet
)
SELECT
    month,
    try_cast(month || '-01' AS DATE) AS month_start,
    outlet,
    articles,
    words,
    quotes,
    quotes_with_speaker,
    articles / sum(articles) OVER (PARTITION BY month) AS share_of_articles,
    quotes_with_speaker / nullif(quotes, 0) AS share_with_speaker
FROM counted;
