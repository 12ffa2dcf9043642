-- grain: one row is one text that several outlets published
-- view: What travelled: wire copy and shared reports, who had them first and who took them over. Texts are the same
--   when their words are, whatever case, marks and spaces.
-- like: articles
-- column title: Headline of the earliest copy.
-- column agency: News agency that the copies credit, the first by name where they differ; null where none does.
-- column first_outlet: Outlet of the earliest copy; of several on the same day the first by name, and copies
--   without a date come last.
-- column outlets: Outlets that published the text, 2 or more.
-- column articles: Copies of the text.
-- column outlet_names: The outlets in the order of their names, separated by ', '.
-- column first_published_on: Day of the earliest dated copy; null where none is dated.
-- column last_published_on: Day of the latest dated copy; null where none is dated.
-- column n_words: Words of the text.
CREATE OR REPLACE VIEW syndication AS
WITH shared AS (
    SELECT text_id
    FROM articles
    GROUP BY text_id
    HAVING count(DISTINCT outlet) > 1
),
copies AS (
    SELECT
        a.*,
        row_number() OVER (PARTITION BY a.text_id ORDER BY a.published_on NULLS LAST, a.outlet, a.article_id) AS copy
    FROM (SELECT article_id, text_id, title, agency, outlet, published_on, n_words FROM articles) AS a
    JOIN shared ON shared.text_id = a.text_id
)
SELECT
    text_id,
    max(title) FILTER (WHERE copy = 1) AS title,
    min(agency) AS agency,
    max(outlet) FILTER (WHERE copy = 1) AS first_outlet,
    count(DISTINCT outlet) AS outlets,
    count(*) AS articles,
    string_agg(DISTINCT outlet, ', ' ORDER BY outlet) AS outlet_names,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on,
    max(n_words) FILTER (WHERE copy = 1) AS n_words
FROM copies
GROUP BY text_id;
