-- grain: one row is one day in one language
-- view: How much was published when; add the days up for months. All articles without a date are
--   one row of each language.
-- column published_on: Day of publication; null for `undated`.
-- column language: ISO 639-1 code of the articles' language; `und` where it cannot be told. Quotations are
--   looked for in English only.
-- column articles: Articles of the day.
-- column quotes: Quotations in these articles.
-- column outlets: Outlets that published these articles. Not to be added up over days: an outlet counts in each.
CREATE OR REPLACE VIEW articles_over_time AS
SELECT
    month,
    try_cast(month || '-01' AS DATE) AS month_start,
    published_on,
    language,
    count(*) AS articles,
    sum(n_words)::BIGINT AS words,
    sum(n_quotes)::BIGINT AS quotes,
    count(DISTINCT outlet) AS outlets
FROM articles
GROUP BY month, published_on, language;
