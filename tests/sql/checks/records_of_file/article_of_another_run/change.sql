UPDATE articles SET run_id = rpad('e2', 20, '0') WHERE article_id LIKE 'a3%';
