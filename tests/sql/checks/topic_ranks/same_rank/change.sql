UPDATE article_topics SET rank = 1 WHERE article_id LIKE 'a1%';
