UPDATE articles SET outlet = NULL WHERE article_id LIKE 'a4%';
