DELETE FROM article_topics WHERE article_id LIKE 'a1%' AND rank = 2;
