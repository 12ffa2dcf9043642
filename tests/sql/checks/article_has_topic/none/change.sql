DELETE FROM article_topics WHERE article_id LIKE 'a3%';
