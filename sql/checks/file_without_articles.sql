-- check: file_without_articles
-- severity: warn
-- message: Files of a format that is read gave no article: `onrecord rejects` tells why; a field mapping
--   (`--map`) may be missing.
SELECT source_path, format, n_records, n_rejects
FROM sources
WHERE n_records > 0 AND n_rejects = n_records AND format <> 'unknown'
    -- Of the last run alone: those of earlier ones were told when they were read.
    AND run_id = (SELECT arg_max(run_id, started_at) FROM runs)
ORDER BY ALL;
