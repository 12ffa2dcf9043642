-- check: outlet_is_named
-- severity: fail
-- message: Every article must have an outlet; the outlet that nothing tells is `unknown`.
SELECT article_id, outlet, source_path, source_record
FROM articles
WHERE coalesce(trim(outlet), '') = ''
ORDER BY ALL;
