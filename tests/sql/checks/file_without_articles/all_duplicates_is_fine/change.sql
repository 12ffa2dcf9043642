UPDATE sources SET n_duplicates = 2, n_articles = 0 WHERE source_path = '/in/c.csv';
