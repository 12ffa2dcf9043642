UPDATE sources SET n_rejects = 3, n_articles = 0 WHERE source_path = '/in/a.jsonl';
