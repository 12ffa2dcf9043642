UPDATE articles SET n_quotes = 1 WHERE article_id LIKE 'a4%';
