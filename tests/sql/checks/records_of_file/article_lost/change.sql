DELETE FROM articles WHERE article_id LIKE 'a3%';
