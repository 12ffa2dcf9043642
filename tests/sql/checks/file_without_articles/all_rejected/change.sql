UPDATE sources SET n_rejects = 2, n_articles = 0, n_duplicates = 0 WHERE source_path = '/in/c.csv';
