UPDATE speakers SET n_articles = 3 WHERE speaker_id LIKE 'c1%';
