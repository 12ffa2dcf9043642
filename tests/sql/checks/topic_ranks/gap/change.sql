UPDATE article_topics SET rank = 3 WHERE article_id LIKE 'a1%' AND rank = 2;
