-- check: file_without_articles
-- severity: warn
-- message: No record of the file could become an article. See `rejects` for the reasons; a field mapping (`--map`) may be missing.
SELECT run_id, source_path, format, n_records, n_rejects
FROM sources
WHERE n_records > 0 AND n_rejects = n_records
ORDER BY ALL;
