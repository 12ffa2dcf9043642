UPDATE quotes SET published_on = '2024-02-02' WHERE article_id LIKE 'a1%';
