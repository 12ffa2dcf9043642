UPDATE article_topics SET rank = 2 WHERE article_id LIKE 'a2%';
