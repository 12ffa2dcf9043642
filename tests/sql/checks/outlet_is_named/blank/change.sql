UPDATE articles SET outlet = ' ' WHERE article_id LIKE 'a2%';
